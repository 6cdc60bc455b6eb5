// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Types with arguments: what a member that a class has from above is of, for a receiver. */
final class Generics {
    private Generics() {}

    /** A type with arguments, made by us. */
    private record Applied(Class<?> raw, Type owner, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return owner;
        }

        @Override
        public String getTypeName() {
            return arguments.stream()
                    .map(Type::getTypeName)
                    .collect(Collectors.joining(", ", raw.getName() + "<", ">"));
        }
    }

    /** The class of a type, its arguments left out. */
    static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        } else if (type instanceof ParameterizedType applied) {
            return (Class<?>) applied.getRawType();
        } else if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        } else if (type instanceof TypeVariable<?> variable) {
            return raw(variable.getBounds()[0]);
        }
        return Object[].class;
    }

    /** A type that a declaring class has written, as it is for a receiver. */
    static Type seenFrom(Type receiver, Class<?> declaring, Type written) {
        var arguments = new HashMap<TypeVariable<?>, Type>();
        gather(receiver, declaring, arguments);
        return applied(written, arguments);
    }

    /** Notes what the type variables of a class, and of those above it up to the declaring one, stand for. */
    private static void gather(Type type, Class<?> declaring, Map<TypeVariable<?>, Type> arguments) {
        var raw = raw(type);
        var variables = raw.getTypeParameters();
        for (int i = 0; i < variables.length; i++) {
            arguments.put(
                    variables[i],
                    type instanceof ParameterizedType applied
                            ? applied(applied.getActualTypeArguments()[i], arguments)
                            : raw(variables[i]));
        }
        if (raw != declaring) {
            Stream.concat(Stream.ofNullable(raw.getGenericSuperclass()), Arrays.stream(raw.getGenericInterfaces()))
                    .filter(above -> declaring.isAssignableFrom(raw(above)))
                    .findFirst()
                    .ifPresent(above -> gather(above, declaring, arguments));
        }
    }

    private static Type applied(Type type, Map<TypeVariable<?>, Type> arguments) {
        if (type instanceof TypeVariable<?> variable) {
            return arguments.getOrDefault(variable, variable);
        } else if (type instanceof ParameterizedType generic) {
            return new Applied(
                    raw(generic),
                    generic.getOwnerType(),
                    Arrays.stream(generic.getActualTypeArguments())
                            .map(each -> applied(each, arguments))
                            .toList());
        }
        return type;
    }

    /** Whether what a type is depends on a type variable. */
    static boolean hasVariables(Type type) {
        return type instanceof TypeVariable
                || type instanceof GenericArrayType array && hasVariables(array.getGenericComponentType())
                || type instanceof WildcardType wildcard
                        && Stream.of(wildcard.getUpperBounds(), wildcard.getLowerBounds())
                                .flatMap(Stream::of)
                                .anyMatch(Generics::hasVariables)
                || type instanceof ParameterizedType applied
                        && Arrays.stream(applied.getActualTypeArguments()).anyMatch(Generics::hasVariables);
    }
}
