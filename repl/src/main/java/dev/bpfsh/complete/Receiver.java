// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.complete.Place.Bracket;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The type of a chain of names and calls, {@code minimal.bss()}, told from what is declared. The compiler takes long to be
 * asked: so it is only where a type depends on more than names and the number of arguments.
 */
final class Receiver {
    private static final Pattern LITERAL = Pattern.compile("\"[^\"\\\\\\n]*\"");

    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*");

    private final Scope scope;

    private Receiver(Scope scope) {
        this.scope = scope;
    }

    /** The type of what a chain gives; empty where only the compiler can tell, or there is none. */
    static Optional<Type> type(String chain, Scope scope) {
        try {
            return Optional.ofNullable(new Receiver(scope).of(chain)).filter(type -> isPlain(Generics.raw(type)));
        } catch (LinkageError | TypeNotPresentException e) {
            return Optional.empty();
        }
    }

    /** The class that a name means; empty where it is none, or one of several things. */
    static Optional<Class<?>> named(String name, Scope scope) {
        return CLASS.matcher(name).matches() && !scope.variables().containsKey(name)
                ? scope.type(name).filter(Receiver::isPlain)
                : Optional.empty();
    }

    /** Arrays have members that reflection does not know; of a type that nobody can name the compiler knows better. */
    private static boolean isPlain(Class<?> type) {
        return !type.isPrimitive() && !type.isArray() && !type.getSimpleName().contains("$") && Members.isSeen(type);
    }

    private Type of(String text) {
        var chain = text.strip();
        if (LITERAL.matcher(chain).matches()) {
            return String.class;
        }
        int end = chain.length();
        int arguments = -1;
        if (chain.endsWith(")")) {
            int open = Chain.opening(chain, end - 1);
            if (open < 0) {
                return null;
            }
            arguments = arguments(chain, open);
            end = Chain.skipBlanks(chain, open);
        }
        int start = Chain.identifierStart(chain, end);
        int before = Chain.skipBlanks(chain, start);
        if (start == end || before > 0 && chain.charAt(before - 1) != '.') {
            return null;
        }
        var name = chain.substring(start, end);
        if (before == 0) {
            return arguments < 0 ? scope.typeOf(name).orElse(null) : result(null, scope.called(name), arguments);
        }
        var owner = of(chain.substring(0, before - 1));
        if (owner == null || !isPlain(Generics.raw(owner))) {
            return null;
        }
        var members = Members.of(owner);
        return arguments < 0 ? type(owner, members.field(name)) : result(owner, members.methods(name), arguments);
    }

    private static int arguments(String chain, int open) {
        int close = chain.length() - 1;
        var brackets = Place.of(chain, close).brackets();
        Bracket last = brackets.isEmpty() ? null : brackets.get(brackets.size() - 1);
        boolean none = last == null
                || last.at() != open
                || chain.substring(open + 1, close).isBlank();
        return none ? 0 : last.parts().size();
    }

    private static Type type(Type owner, Field field) {
        return field == null || Modifier.isStatic(field.getModifiers())
                ? null
                : known(Generics.seenFrom(owner, field.getDeclaringClass(), field.getGenericType()));
    }

    /** What the methods give that take so many arguments; null where they differ in that. */
    private static Type result(Type owner, List<Method> methods, int arguments) {
        Type found = null;
        for (var method : methods) {
            int wanted = method.getParameterCount();
            if (wanted != arguments && !(method.isVarArgs() && arguments >= wanted - 1)) {
                continue;
            }
            var given = method.getGenericReturnType();
            var seen = owner == null ? given : Generics.seenFrom(owner, method.getDeclaringClass(), given);
            if (found != null && !found.equals(seen)) {
                return null;
            }
            found = seen;
        }
        return known(found);
    }

    /** What a type variable that is left stands for depends on arguments. */
    private static Type known(Type type) {
        if (type instanceof WildcardType wildcard) {
            return known(wildcard.getUpperBounds()[0]);
        }
        return type == null || type instanceof GenericArrayType || Generics.hasVariables(type) ? null : type;
    }
}
