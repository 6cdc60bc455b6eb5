// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Import;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;

/** What names mean in a session as it is now: its variables, methods, and the classes that its imports bring in. */
final class Scope {
    private final Evaluator evaluator;
    private final String state;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, List<MethodSnippet>> methods = new HashMap<>();
    private final List<String> packages = new ArrayList<>(List.of("java.lang."));
    private final Map<String, String> imported = new HashMap<>();
    private final List<String> staticClasses = new ArrayList<>();
    private Map<String, List<Class<?>>> statics;
    private final Map<String, Optional<Class<?>>> classes = new ConcurrentHashMap<>();

    private Scope(Evaluator evaluator, JShell shell) {
        this.evaluator = evaluator;
        this.state = state(shell);
        active(shell, shell.methods()).forEach(each -> methods.computeIfAbsent(each.name(), name -> new ArrayList<>())
                .add(each));
        var imports = Import.in(shell);
        imports.forEach(this::take);
        active(shell, shell.variables())
                .forEach(each -> variables.put(each.name(), Import.shortened(each.typeName(), imports)));
    }

    /** The scope now; {@code last} where nothing has changed since. */
    static Scope now(Evaluator evaluator, Scope last) {
        return evaluator.ask(
                shell -> last != null && last.state.equals(state(shell)) ? last : new Scope(evaluator, shell));
    }

    private static <S extends Snippet> Stream<S> active(JShell shell, Stream<S> snippets) {
        return snippets.filter(each -> shell.status(each).isActive());
    }

    private static String state(JShell shell) {
        var ids = new StringBuilder().append(System.identityHashCode(shell));
        shell.snippets().forEach(each -> ids.append(' ')
                .append(each.id())
                .append(shell.status(each).ordinal()));
        return ids.toString();
    }

    private void take(Import each) {
        var name = each.name();
        boolean all = name.endsWith(".*");
        if (each.isStatic()) {
            staticClasses.add(name.substring(0, name.lastIndexOf('.')));
        } else if (all) {
            packages.add(name.substring(0, name.length() - 1));
        } else {
            imported.put(each.simpleName(), name);
        }
    }

    /** Something that changes whenever a name may mean something else. */
    String state() {
        return state;
    }

    /** Variables of the session and their types. */
    Map<String, String> variables() {
        return variables;
    }

    /** Methods of the session by name. */
    Map<String, List<MethodSnippet>> methods() {
        return methods;
    }

    /** The type that a variable of the session is declared with. */
    Optional<Type> typeOf(String variable) {
        return variables.containsKey(variable) ? evaluator.declarations().typeOf(variable) : Optional.empty();
    }

    /** The methods that can be called by a name alone. */
    List<Method> called(String name) {
        var all = new ArrayList<>(
                methods.containsKey(name) ? evaluator.declarations().methods(name) : List.of());
        for (var owner : statics(name)) {
            for (var method : owner.getMethods()) {
                if (method.getName().equals(name) && Modifier.isStatic(method.getModifiers())) {
                    all.add(method);
                }
            }
        }
        return all;
    }

    /** What static imports bring in under a name: the classes that have a method or field of that name. */
    List<Class<?>> statics(String name) {
        return statics().getOrDefault(name, List.of());
    }

    private synchronized Map<String, List<Class<?>>> statics() {
        if (statics == null) {
            statics = new HashMap<>();
            for (var owner : staticClasses) {
                load(owner).ifPresent(type -> Stream.<Member>concat(
                                Stream.of(type.getMethods()), Stream.of(type.getFields()))
                        .filter(member -> Modifier.isStatic(member.getModifiers()))
                        .map(Member::getName)
                        .distinct()
                        .forEach(name -> statics.computeIfAbsent(name, each -> new ArrayList<>())
                                .add(type)));
            }
        }
        return statics;
    }

    /** The class that a type's text means, what it has in angle brackets left out. */
    Optional<Class<?>> type(String text) {
        var name = Signature.withoutGenerics(text).strip();
        return classes.computeIfAbsent(name, this::find);
    }

    private Optional<Class<?>> find(String name) {
        if (name.isEmpty() || name.endsWith("]")) {
            return Optional.empty();
        }
        var declared = evaluator.declarations().type(name);
        if (declared.isPresent()) {
            return declared;
        }
        int dot = name.indexOf('.');
        var first = dot < 0 ? name : name.substring(0, dot);
        var nested = dot < 0 ? "" : name.substring(dot).replace('.', '$');
        var found = Optional.ofNullable(imported.get(first)).flatMap(full -> load(full + nested));
        for (int i = 0; i < packages.size() && found.isEmpty(); i++) {
            found = load(packages.get(i) + first + nested);
        }
        for (int i = 0; i < staticClasses.size() && found.isEmpty(); i++) {
            found = load(staticClasses.get(i) + "$" + first + nested);
        }
        return found.or(() -> dot < 0 ? Optional.empty() : loadQualified(name));
    }

    /** {@code java.util.Map.Entry}: where the package ends nobody can tell from the text. */
    private Optional<Class<?>> loadQualified(String name) {
        var binary = name;
        while (true) {
            var found = load(binary);
            int dot = binary.lastIndexOf('.');
            if (found.isPresent() || dot < 0) {
                return found;
            }
            binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
        }
    }

    private Optional<Class<?>> load(String binaryName) {
        return evaluator.declarations().classOf(binaryName);
    }
}
