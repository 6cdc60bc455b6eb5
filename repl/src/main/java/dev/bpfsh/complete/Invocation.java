// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A call that is being typed: which method of what, and the arguments as far as they are there.
 *
 * @param at where its bracket opens
 * @param receiver the expression or type in front of the dot; empty where there is none
 * @param method its name; of a constructor the type's
 * @param constructor whether {@code new} comes before it
 * @param arguments as written, the one at the cursor last
 */
record Invocation(int at, String receiver, String method, boolean constructor, List<String> arguments) {
    private static final Set<String> NO_METHODS =
            Set.of("if", "for", "while", "switch", "catch", "synchronized", "try", "return");

    /** The innermost call around the cursor; empty where there is none. */
    static Optional<Invocation> around(String text, int cursor, Place place) {
        for (int i = place.brackets().size() - 1; i >= 0; i--) {
            var bracket = place.brackets().get(i);
            if (bracket.sign() == '{') {
                return Optional.empty();
            } else if (bracket.sign() == '(') {
                var found = at(text, cursor, bracket);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The call whose argument begins right before the quote of the literal at the cursor. */
    static Optional<Invocation> ofLiteral(String text, int cursor, Place place) {
        if (place.brackets().isEmpty()) {
            return Optional.empty();
        }
        var bracket = place.brackets().get(place.brackets().size() - 1);
        int begins = bracket.parts().get(bracket.parts().size() - 1);
        return bracket.sign() == '('
                        && text.substring(begins, place.start() - 1).isBlank()
                ? at(text, cursor, bracket)
                : Optional.empty();
    }

    private static Optional<Invocation> at(String text, int cursor, Place.Bracket bracket) {
        int end = Chain.skipBlanks(text, bracket.at());
        int start = Chain.identifierStart(text, end);
        var method = text.substring(start, end);
        if (method.isEmpty() || Character.isDigit(method.charAt(0)) || NO_METHODS.contains(method)) {
            return Optional.empty();
        }
        int before = Chain.skipBlanks(text, start);
        var receiver = "";
        if (before > 0 && text.charAt(before - 1) == '.') {
            int from = Chain.start(text, before - 1);
            receiver = text.substring(from, before - 1).strip();
            before = Chain.skipBlanks(text, from);
        }
        boolean constructor = before >= 3
                && text.startsWith("new", before - 3)
                && (before == 3 || !Character.isJavaIdentifierPart(text.charAt(before - 4)))
                && before < start;
        var arguments = new ArrayList<String>();
        var parts = bracket.parts();
        for (int i = 0; i < parts.size(); i++) {
            int to = i + 1 < parts.size() ? parts.get(i + 1) - 1 : cursor;
            arguments.add(text.substring(parts.get(i), to).strip());
        }
        return Optional.of(new Invocation(bracket.at(), receiver, method, constructor, List.copyOf(arguments)));
    }

    /** Which argument the cursor is in, counted from 0. */
    int argument() {
        return arguments.size() - 1;
    }

    /** What an argument says that is a string literal; empty for any other. */
    Optional<String> literal(int argument) {
        return argument < arguments.size() ? literal(arguments.get(argument)) : Optional.empty();
    }

    static Optional<String> literal(String argument) {
        boolean quoted = argument.length() >= 2 && argument.startsWith("\"") && argument.endsWith("\"");
        var inner = quoted ? argument.substring(1, argument.length() - 1) : "";
        return quoted && inner.indexOf('"') < 0 && inner.indexOf('\\') < 0 ? Optional.of(inner) : Optional.empty();
    }
}
