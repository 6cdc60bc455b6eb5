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
        Cursor cursor = new Cursor(text, 0);
        while (cursor.at < text.length()) {
            cursor.step();
        }
        return new Scan(
                cursor.at > text.length() ? cursor.mayEndOpen : cursor.open(),
                Math.min(cursor.codeEnd, text.length()),
                cursor.depth,
                cursor.longest);
    }

    /**
     * Where the first line at or behind {@code end} ends that leaves nothing open of what begins at {@code start}; the
     * text's end when there is none.
     */
    static int closed(String text, int start, int end) {
        Cursor cursor = new Cursor(text, start);
        while (cursor.at < text.length()) {
            cursor.step();
            if (cursor.at >= end
                    && cursor.at <= text.length()
                    && text.charAt(cursor.at - 1) == '\n'
                    && !cursor.open()) {
                return cursor.at;
            }
        }
        return text.length();
    }

    /** Goes through a text by tokens. */
    private static final class Cursor {
        private final String text;
        private final Deque<Character> expected = new ArrayDeque<>();
        private boolean mismatch;
        private int at;
        /** Whether the token before is one of several lines, which may have no end. */
        private boolean mayEndOpen;

        private int codeEnd;
        private int depth;
        private int longest;

        Cursor(String text, int start) {
            this.text = text;
            at = start;
        }

        boolean open() {
            return !mismatch && !expected.isEmpty();
        }

        /** Goes beyond the text's length where a token has no end. */
        void step() {
            char c = text.charAt(at);
            mayEndOpen = false;
            if (text.startsWith("//", at)) {
                at = Math.min(after(text, "\n", at + 2), text.length());
            } else if (text.startsWith("/*", at)) {
                at = after(text, "*/", at + 2);
                mayEndOpen = true;
                codeEnd = at > text.length() ? at : codeEnd;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                mayEndOpen = text.startsWith("\"\"\"", at);
                String quote = mayEndOpen ? "\"\"\"" : String.valueOf(c);
                int begins = at + quote.length();
                at = quoteEnd(text, quote, begins);
                longest = Math.max(longest, bytes(text, begins, Math.min(at - quote.length(), text.length())));
                codeEnd = at;
            } else {
                mismatch |= !fits(c, expected);
                depth = Math.max(depth, expected.size());
                at++;
                codeEnd = at;
            }
        }
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
