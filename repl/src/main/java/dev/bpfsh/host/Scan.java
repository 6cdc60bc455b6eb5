// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a look at the characters tells of a text: comments, strings and brackets.
 *
 * @param open it surely goes on: a bracket, comment or text block is open. JShell's own analysis parses the whole text
 *     for each line that is added; and for a line that is wrong it ends the unit in the middle of a body, so that one
 *     typing error in a method is followed by nonsense about the rest of it
 * @param codeEnd where the code ends: only comments and blanks follow
 * @param depth how many brackets are open at the deepest place
 * @param longest how many bytes the longest string has, at least, as a class file holds it
 */
record Scan(boolean open, int codeEnd, int depth, int longest) {

    static Scan of(String text) {
        Deque<Character> expected = new ArrayDeque<>();
        boolean mismatch = false;
        int codeEnd = 0;
        int depth = 0;
        int longest = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean comment = true;
            boolean mayEndOpen = false;
            if (text.startsWith("//", i)) {
                i = Math.min(after(text, "\n", i + 2), text.length());
            } else if (text.startsWith("/*", i)) {
                i = after(text, "*/", i + 2);
                mayEndOpen = true;
            } else if (Character.isWhitespace(c)) {
                i++;
            } else {
                comment = false;
                mayEndOpen = text.startsWith("\"\"\"", i);
                if (c == '"' || c == '\'') {
                    String quote = mayEndOpen ? "\"\"\"" : String.valueOf(c);
                    int begins = i + quote.length();
                    i = quoteEnd(text, quote, begins);
                    longest = Math.max(longest, bytes(text, begins, Math.min(i - quote.length(), text.length())));
                } else {
                    mismatch |= !fits(c, expected);
                    depth = Math.max(depth, expected.size());
                    i++;
                }
            }
            if (i > text.length()) {
                return new Scan(mayEndOpen, text.length(), depth, longest);
            }
            codeEnd = comment ? codeEnd : i;
        }
        return new Scan(!mismatch && !expected.isEmpty(), codeEnd, depth, longest);
    }

    /** An escape is one letter, of one byte most often. */
    private static int bytes(String text, int from, int to) {
        int bytes = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            i += c == '\\' ? 1 : 0;
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }
        return bytes;
    }

    private static boolean fits(char c, Deque<Character> expected) {
        switch (c) {
            case '(' -> expected.push(')');
            case '[' -> expected.push(']');
            case '{' -> expected.push('}');
            case ')', ']', '}' -> {
                return !expected.isEmpty() && expected.pop() == c;
            }
            default -> {}
        }
        return true;
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
