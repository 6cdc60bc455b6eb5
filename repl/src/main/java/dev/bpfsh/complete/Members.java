// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * The members of a class by name, with their types as they are for a receiver: of a {@code List<String>} what
 * {@code get} gives is a {@code String}.
 */
final class Members {
    private static final Set<String> OF_EVERY_OBJECT =
            Arrays.stream(Object.class.getMethods()).map(Method::getName).collect(Collectors.toSet());

    private final Class<?> type;
    private final Map<String, List<Method>> methods = new HashMap<>();
    private final Map<String, Field> fields = new HashMap<>();
    private final Map<String, String> arguments = new HashMap<>();

    private Members(Class<?> type, String text) {
        this.type = type;
        add(type.getMethods());
        add(type.getFields());
        // What a snippet declares is seen without being public.
        for (var each = type; each != null && isSnippets(each); each = each.getSuperclass()) {
            add(each.getDeclaredMethods());
            add(each.getDeclaredFields());
        }
        // What a class has from one above that is not public is a bridge in it; others stand beside what they lead to.
        methods.values()
                .forEach(forms -> forms.removeIf(bridge -> bridge.isBridge()
                        && forms.stream()
                                .anyMatch(form ->
                                        !form.isBridge() && form.getParameterCount() == bridge.getParameterCount())));
        int open = text.indexOf('<');
        if (open > 0 && text.endsWith(">")) {
            var given = Signature.split(text.substring(open + 1, text.length() - 1));
            var wanted = type.getTypeParameters();
            for (int i = 0; i < Math.min(given.size(), wanted.length); i++) {
                arguments.put(wanted[i].getName(), given.get(i));
            }
        }
    }

    private void add(Method[] some) {
        for (var method : some) {
            var known = methods.computeIfAbsent(method.getName(), name -> new ArrayList<>());
            if (isSeen(method) && !known.contains(method)) {
                known.add(method);
            }
        }
    }

    private void add(Field[] some) {
        for (var field : some) {
            if (isSeen(field)) {
                fields.putIfAbsent(field.getName(), field);
            }
        }
    }

    private static boolean isSeen(Member member) {
        boolean shared = Modifier.isPublic(member.getModifiers())
                || isSnippets(member.getDeclaringClass()) && !Modifier.isPrivate(member.getModifiers());
        return shared && (!member.isSynthetic() || member instanceof Method method && method.isBridge());
    }

    private static boolean isSnippets(Class<?> type) {
        return type.getPackageName().equals("REPL");
    }

    /** Whether a class can be named by snippets. */
    static boolean isSeen(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getDeclaringClass()) {
            if (!Modifier.isPublic(each.getModifiers())
                    && (!isSnippets(each) || Modifier.isPrivate(each.getModifiers()))) {
                return false;
            }
        }
        return true;
    }

    /** Those of a class or of one with arguments. */
    static Members of(Type type) {
        return of(Generics.raw(type), type instanceof Class ? "" : Signature.shortType(type.getTypeName()));
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

    /** The field of a name, or null. */
    Field field(String name) {
        return fields.get(name);
    }

    /**
     * What can stand behind an instance and a dot: {@code size()}, {@code name}, and {@code get(} of what takes arguments
     * in one of its forms.
     */
    Set<String> ofInstances() {
        return continuations(member -> !Modifier.isStatic(member.getModifiers()));
    }

    /** The same behind the class itself: what is static, and the classes that it has. */
    Set<String> ofClass() {
        var all = continuations(member -> Modifier.isStatic(member.getModifiers()));
        addClasses(type, all);
        all.add("class");
        return all;
    }

    private static void addClasses(Class<?> of, Set<String> all) {
        if (of != null) {
            Arrays.stream(of.getDeclaredClasses())
                    .filter(Members::isSeen)
                    .map(Class::getSimpleName)
                    .forEach(all::add);
            addClasses(of.getSuperclass(), all);
            Arrays.stream(of.getInterfaces()).forEach(above -> addClasses(above, all));
        }
    }

    private Set<String> continuations(Predicate<Member> wanted) {
        var all = new LinkedHashSet<String>();
        methods.forEach((name, forms) -> {
            var called = forms.stream().filter(wanted).toList();
            if (!called.isEmpty()) {
                all.add(name + (called.stream().anyMatch(form -> form.getParameterCount() > 0) ? "(" : "()"));
            }
        });
        fields.values().stream().filter(wanted).map(Field::getName).forEach(all::add);
        return all;
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
        return OF_EVERY_OBJECT.contains(name);
    }
}
