// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.List;

/** What Alt-. puts in again of an entry: of a call its last argument, of a command or anything else its last word. */
final class LastArgument {
    private LastArgument() {}

    static String of(String entry) {
        String text = entry.strip();
        while (text.endsWith(";")) {
            text = text.substring(0, text.length() - 1).stripTrailing();
        }
        int last = text.length() - 1;
        if (Commands.isCommand(text) || !text.endsWith(")")) {
            return text.substring(lastBlank(text) + 1);
        }
        List<JavaToken> tokens = JavaToken.of(text);
        List<Integer> pair = new Brackets(text, tokens).pairAt(last);
        if (pair.isEmpty() || pair.get(1) == last - 1) {
            return text.substring(lastBlank(text) + 1);
        }
        int open = pair.get(1);
        int from = open + 1;
        int depth = 0;
        for (JavaToken token : tokens) {
            if (token.from() > open && token.from() < last) {
                depth += token.kind() == JavaToken.Kind.OPEN ? 1 : token.kind() == JavaToken.Kind.CLOSE ? -1 : 0;
                from = depth == 0 && text.charAt(token.from()) == ',' ? token.to() : from;
            }
        }
        return text.substring(from, last).strip();
    }

    private static int lastBlank(String text) {
        int at = text.length() - 1;
        while (at >= 0 && !Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at;
    }
}
