// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the cursor is in a text: in code, in a string literal or in a comment, and inside of which calls. Found by
 * looking at the characters once; any text will do.
 *
 * @param kind what is around the cursor
 * @param start where the literal's text, or the name that is being typed, begins
 * @param brackets those that are open, outermost first
 */
record Place(Kind kind, int start, List<Bracket> brackets) {
    /** What is around the cursor. */
    enum Kind {
        CODE,
        STRING,
        OTHER
    }

    /**
     * An open bracket.
     *
     * @param at where it is
     * @param sign which it is
     * @param parts where what it holds begins: behind itself, and behind each comma
     */
    record Bracket(int at, char sign, List<Integer> parts) {}

    static Place of(String text, int cursor) {
        var brackets = new ArrayList<Bracket>();
        int i = 0;
        while (i < cursor) {
            char c = text.charAt(i);
            if (text.startsWith("//", i)) {
                int end = text.indexOf('\n', i);
                if (end < 0 || end >= cursor) {
                    return new Place(Kind.OTHER, cursor, brackets);
                }
                i = end;
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                if (end < 0 || end + 2 > cursor) {
                    return new Place(Kind.OTHER, cursor, brackets);
                }
                i = end + 2;
            } else if (c == '"' || c == '\'') {
                var quote = text.startsWith("\"\"\"", i) && i + 3 <= cursor ? "\"\"\"" : String.valueOf(c);
                int end = literalEnd(text, cursor, i + quote.length(), quote);
                if (end < 0) {
                    boolean string = quote.equals("\"");
                    return new Place(string ? Kind.STRING : Kind.OTHER, i + quote.length(), brackets);
                }
                i = end;
            } else {
                bracket(c, i, brackets);
                i++;
            }
        }
        int start = cursor;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return new Place(Kind.CODE, start, brackets);
    }

    private static void bracket(char c, int at, List<Bracket> open) {
        int last = open.size() - 1;
        switch (c) {
            case '(', '[', '{' -> open.add(new Bracket(at, c, new ArrayList<>(List.of(at + 1))));
            case ')', ']', '}' -> {
                if (last >= 0) {
                    open.remove(last);
                }
            }
            case ',' -> {
                if (last >= 0) {
                    open.get(last).parts().add(at + 1);
                }
            }
            default -> {}
        }
    }

    /** Where the code goes on behind a literal; -1 where the cursor is in it. A line's end ends it, as the compiler says. */
    private static int literalEnd(String text, int cursor, int from, String quote) {
        for (int i = from; i < cursor; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\n' && quote.length() == 1) {
                return i;
            } else if (text.startsWith(quote, i) && i + quote.length() <= cursor) {
                return i + quote.length();
            }
        }
        return -1;
    }
}
