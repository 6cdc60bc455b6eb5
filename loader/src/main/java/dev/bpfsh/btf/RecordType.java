// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A Java record as the image of a struct: which component takes which member, and how. */
final class RecordType<R extends Record> {
    private static final ClassValue<RecordType<?>> TYPES = new ClassValue<>() {
        @Override
        protected RecordType<?> computeValue(Class<?> type) {
            return new RecordType<>(type.asSubclass(Record.class));
        }
    };

    /** The members that the components take of structs of one shape. */
    private record Match(Shape shape, int[] members) {}

    private final RecordComponent[] components;
    private final Constructor<R> constructor;
    private final Where[] places;
    private volatile Conversion[] conversions;
    // Records are mostly made of one struct.
    private volatile Match last;

    private RecordType(Class<R> type) {
        components = type.getRecordComponents();
        places = new Where[components.length];
        for (int i = 0; i < components.length; i++) {
            places[i] = Where.of(type.getSimpleName()).member(components[i].getName());
            components[i].getAccessor().setAccessible(true);
        }
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("unchecked") // The key is the class of the value.
    static <R extends Record> RecordType<R> of(Class<R> type) {
        return (RecordType<R>) TYPES.get(type);
    }

    /** The record of a struct. */
    R of(Struct struct) {
        int[] members = members(struct.shape());
        var convert = conversions();
        var arguments = new Object[members.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = convert[i].of(struct.value(members[i]), places[i]);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw failed(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw failed(e);
        }
    }

    private BpfException failed(Throwable cause) {
        var name = constructor.getDeclaringClass().getSimpleName();
        var failure = new BpfException("decode", name, "its constructor threw " + cause, null, List.of(), null)
                .about(Topic.EVENTS);
        failure.initCause(cause);
        return failure;
    }

    // Not in the constructor: a record may have a list of itself.
    private Conversion[] conversions() {
        var made = conversions;
        if (made == null) {
            made = new Conversion[components.length];
            for (int i = 0; i < made.length; i++) {
                made[i] = Conversion.to(components[i].getGenericType(), places[i]);
            }
            conversions = made;
        }
        return made;
    }

    private int[] members(Shape shape) {
        var match = last;
        if (match == null || match.shape() != shape) {
            var found = new int[components.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = member(shape, i);
            }
            match = new Match(shape, found);
            last = match;
        }
        return match.members();
    }

    private int member(Shape shape, int component) {
        var name = components[component].getName();
        int exact = shape.index(name);
        if (exact >= 0) {
            return exact;
        }
        for (int i = 0; i < shape.names().size(); i++) {
            if (plain(shape.names().get(i)).equals(plain(name))) {
                return i;
            }
        }
        throw Refusal.noMember(places[component], shape, name);
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** A record's values by the names of the members that take them. */
    Map<String, Object> values(Record record, Shape shape) {
        int[] members = members(shape);
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i++) {
            try {
                values.put(
                        shape.names().get(members[i]),
                        components[i].getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                throw failed(e);
            }
        }
        return values;
    }
}
