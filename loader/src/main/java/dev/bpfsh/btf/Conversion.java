// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How a decoded value becomes what a component of a record holds. */
interface Conversion {
    /** @throws BpfException if it does not; it names where */
    Object of(Object value, Where where);

    /** @throws BpfException if nothing becomes such a type */
    static Conversion to(Type type, Where where) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return list(to(list.getActualTypeArguments()[0], where));
        } else if (type instanceof WildcardType wild) {
            return to(wild.getUpperBounds()[0], where);
        } else if (type instanceof GenericArrayType array) {
            return array(raw(array.getGenericComponentType()), to(array.getGenericComponentType(), where));
        } else if (type instanceof Class<?> plain) {
            return plain(plain, where);
        }
        throw new BpfException(
                        "decode", where.toString(), "nothing becomes a " + type.getTypeName(), null, List.of(), null)
                .about(Topic.MAPS);
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameters ? (Class<?>) parameters.getRawType() : (Class<?>) type;
    }

    private static Conversion plain(Class<?> type, Where where) {
        if (type.isArray()) {
            return array(type.getComponentType(), to(type.getComponentType(), where));
        } else if (type.isRecord()) {
            var record = type.asSubclass(Record.class);
            // EnumValue and Address are records themselves.
            return (value, at) -> type.isInstance(value)
                    ? value
                    : value instanceof Struct struct ? RecordType.of(record).of(struct) : no(value, type, at);
        } else if (type.isEnum()) {
            return constant(type);
        }
        Conversion scalar = Numbers.to(type);
        if (scalar != null) {
            return scalar;
        } else if (type == String.class) {
            return (value, at) -> value instanceof EnumValue named
                    ? named.name()
                    : value instanceof String ? value : no(value, type, at);
        }
        // Address, EnumValue, Struct, List, Object.
        return (value, at) -> type.isInstance(value) ? value : no(value, type, at);
    }

    private static Conversion constant(Class<?> type) {
        Map<String, Object> constants = new HashMap<>();
        for (var constant : type.getEnumConstants()) {
            constants.put(((Enum<?>) constant).name(), constant);
        }
        return (value, where) -> {
            var found = value instanceof EnumValue named ? constants.get(named.name()) : null;
            return found != null ? found : no(value, type, where);
        };
    }

    private static Conversion list(Conversion element) {
        return (value, where) -> {
            if (!(value instanceof List<?> list)) {
                return no(value, List.class, where);
            }
            var converted = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) {
                converted.add(element.of(list.get(i), where.element(i)));
            }
            return Collections.unmodifiableList(converted);
        };
    }

    private static Conversion array(Class<?> type, Conversion element) {
        return (value, where) -> {
            if (!(value instanceof List<?> list)) {
                return no(value, type.arrayType(), where);
            }
            var converted = Array.newInstance(type, list.size());
            for (int i = 0; i < list.size(); i++) {
                Array.set(converted, i, element.of(list.get(i), where.element(i)));
            }
            return converted;
        };
    }

    static Object no(Object value, Class<?> type, Where where) {
        throw new BpfException(
                        "decode",
                        where.toString(),
                        Refusal.abbreviated(CText.of(value)) + " does not fit " + type.getSimpleName(),
                        null,
                        List.of(),
                        "declare it " + declared(value))
                .about(Topic.MAPS);
    }

    private static String declared(Object value) {
        if (value instanceof BigInteger || value instanceof Number) {
            return value instanceof Float || value instanceof Double ? "double" : "long";
        } else if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof List<?> ? "List" : value.getClass().getSimpleName();
    }
}
