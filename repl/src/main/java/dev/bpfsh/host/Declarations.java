// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;

/**
 * What a session has declared, and what these things are. An answer waits until nothing is evaluated, and runs no code of
 * the user's.
 */
public final class Declarations {
    private final Evaluator session;

    Declarations(Evaluator session) {
        this.session = session;
    }

    private <T> T ask(Function<Engine, T> question) {
        synchronized (session) {
            return question.apply(session.ready());
        }
    }

    /** The object that a variable holds now; empty when there is none of that name, or it is null. */
    public Optional<Object> value(String variable) {
        return ask(engine -> engine.variable(variable).map(engine::read));
    }

    /** The type, with its arguments, that a variable has; empty when there is none of that name. */
    public Optional<Type> typeOf(String variable) {
        return ask(engine -> engine.variable(variable)
                .flatMap(snippet -> engine.classOf(wrapper(engine, snippet)))
                .flatMap(owner -> Stream.of(owner.getDeclaredFields())
                        .filter(field -> field.getName().equals(variable))
                        .map(Field::getGenericType)
                        .findAny()));
    }

    /** The methods of a name. */
    public List<Method> methods(String name) {
        return ask(engine -> {
            try (Stream<MethodSnippet> methods = engine.shell().methods()) {
                return methods.filter(each -> each.name().equals(name) && isValid(engine, each))
                        .flatMap(each -> engine.classOf(wrapper(engine, each)).stream())
                        .flatMap(owner -> Stream.of(owner.getDeclaredMethods()))
                        .filter(method -> method.getName().equals(name))
                        .toList();
            }
        });
    }

    /** The class of a type that the user has declared; it is not made ready for use. */
    public Optional<Class<?>> type(String name) {
        return ask(engine -> {
            try (Stream<TypeDeclSnippet> types = engine.shell().types()) {
                return types.filter(each -> each.name().equals(name) && isValid(engine, each))
                        .findAny()
                        .flatMap(each -> engine.classOf(wrapper(engine, each) + "$" + name));
            }
        });
    }

    /** The class of a binary name as snippets see it: {@code java.util.Map$Entry}. */
    public Optional<Class<?>> classOf(String binaryName) {
        return ask(engine -> engine.classOf(binaryName));
    }

    /** What the user has evaluated that is still in force, in order, without the prelude. */
    public List<Snippet> snippets() {
        return ask(engine -> {
            try (Stream<Snippet> all = engine.shell().snippets()) {
                return all.filter(each -> !engine.isPrelude(each)
                                && engine.shell().status(each).isActive())
                        .toList();
            }
        });
    }

    /** A snippet's source as the user entered it. */
    public String source(Snippet snippet) {
        return ask(engine -> engine.source(snippet));
    }

    /** Whether the user entered a snippet: the prelude is not the user's, nor is a skeleton's class. */
    public boolean isUsers(Snippet snippet) {
        return ask(engine -> !engine.isPrelude(snippet));
    }

    private static boolean isValid(Engine engine, Snippet snippet) {
        return engine.shell().status(snippet) == Snippet.Status.VALID;
    }

    /** The class that JShell makes of a snippet. */
    private static String wrapper(Engine engine, Snippet snippet) {
        return engine.shell().sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }
}
