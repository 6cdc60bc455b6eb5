// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells at a glance that a text surely goes on: a bracket, comment or text block is open.
 *
 * <p>JShell's own analysis parses the whole text for each line that is added; and for a line that is wrong it ends the
 * unit in the middle of a body, so that one typing error in a method is followed by nonsense about the rest of it.
 */
final class Brackets {
    private Brackets() {}

    static boolean open(String text) {
        Deque<Character> expected = new ArrayDeque<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (text.startsWith("//", i)) {
                i = after(text, "\n", i + 2);
            } else if (text.startsWith("/*", i)) {
                i = after(text, "*/", i + 2);
                if (i > text.length()) {
                    return true;
                }
            } else if (text.startsWith("\"\"\"", i)) {
                i = quoteEnd(text, "\"\"\"", i + 3);
                if (i > text.length()) {
                    return true;
                }
            } else if (c == '"' || c == '\'') {
                i = quoteEnd(text, String.valueOf(c), i + 1);
            } else {
                switch (c) {
                    case '(' -> expected.push(')');
                    case '[' -> expected.push(']');
                    case '{' -> expected.push('}');
                    case ')', ']', '}' -> {
                        if (expected.isEmpty() || expected.pop() != c) {
                            return false;
                        }
                    }
                    default -> {}
                }
                i++;
            }
        }
        return !expected.isEmpty();
    }

    /** Where the text goes on after {@code end}; beyond its length when {@code end} is not there. */
    private static int after(String text, String end, int from) {
        int at = text.indexOf(end, from);
        return at < 0 ? text.length() + 1 : at + end.length();
    }

    private static int quoteEnd(String text, String quote, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\n' && quote.length() == 1) {
                return i; // An unclosed string ends with its line: the compiler will say so.
            } else if (text.startsWith(quote, i)) {
                return i + quote.length();
            }
        }
        return text.length() + 1;
    }
}
