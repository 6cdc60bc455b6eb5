// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The members of a class by name, with their types as they are for a receiver: of a {@code List<String>} what
 * {@code get} gives is a {@code String}.
 */
final class Members {
    private final Map<String, List<Method>> methods = new HashMap<>();
    private final Map<String, Field> fields = new HashMap<>();
    private final Map<String, String> arguments = new HashMap<>();

    private Members(Class<?> type, String text) {
        // What a snippet declares is seen without being public.
        Stream.of(type.getMethods(), type.getDeclaredMethods())
                .flatMap(Stream::of)
                .filter(method -> !method.isBridge() && !method.isSynthetic())
                .distinct()
                .forEach(method -> methods.computeIfAbsent(method.getName(), name -> new ArrayList<>())
                        .add(method));
        Stream.of(type.getFields(), type.getDeclaredFields())
                .flatMap(Stream::of)
                .forEach(field -> fields.putIfAbsent(field.getName(), field));
        int open = text.indexOf('<');
        if (open > 0 && text.endsWith(">")) {
            var given = Signature.split(text.substring(open + 1, text.length() - 1));
            var wanted = type.getTypeParameters();
            for (int i = 0; i < Math.min(given.size(), wanted.length); i++) {
                arguments.put(wanted[i].getName(), given.get(i));
            }
        }
    }

    /** Those of a class; of interfaces also what every object has. */
    static Members of(Class<?> type, String text) {
        var members = new Members(type, text);
        if (type.isInterface()) {
            for (var method : Object.class.getMethods()) {
                members.methods.putIfAbsent(method.getName(), List.of(method));
            }
        }
        return members;
    }

    /** The methods of a name; empty where there are none. */
    List<Method> methods(String name) {
        return methods.getOrDefault(name, List.of());
    }

    /** The type of a field, or of what a method gives; empty where there is no such member. */
    String type(String name, boolean method) {
        if (!method) {
            var field = fields.get(name);
            return field == null ? "" : shown(field.getGenericType().getTypeName());
        }
        // Of several in the order of their names, as reflection has none.
        return methods(name).stream()
                .map(each -> shown(each.getGenericReturnType().getTypeName()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" / "));
    }

    private String shown(String type) {
        var plain = Signature.shortType(type);
        for (var argument : arguments.entrySet()) {
            plain = plain.replaceAll("\\b" + argument.getKey() + "\\b", Matcher.quoteReplacement(argument.getValue()));
        }
        return plain;
    }

    /** Whether every object has it. */
    static boolean ofEveryObject(String name) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(method -> method.getName().equals(name));
    }
}
