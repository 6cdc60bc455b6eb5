// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

/** Finds, from behind, where a chain of names and calls begins: {@code a.b("x").c[2]}. */
final class Chain {
    private Chain() {}

    /** Where the chain begins that ends at {@code end}; {@code end} where none does. */
    static int start(String text, int end) {
        int at = end;
        while (true) {
            int part = partStart(text, skipBlanks(text, at));
            if (part < 0) {
                return Math.min(skipForward(text, at), end);
            }
            int dot = skipBlanks(text, part);
            if (dot == 0 || text.charAt(dot - 1) != '.') {
                return part;
            }
            at = dot - 1;
        }
    }

    /** Where a name, with what is called and indexed, begins; -1 where there is none. */
    private static int partStart(String text, int end) {
        int at = end;
        while (at > 0 && (text.charAt(at - 1) == ')' || text.charAt(at - 1) == ']')) {
            int open = opening(text, at - 1);
            if (open < 0) {
                return -1;
            }
            at = skipBlanks(text, open);
        }
        int start = identifierStart(text, at);
        if (start < at) {
            return start;
        }
        // An expression in brackets, or a literal, is a beginning too.
        if (at < end) {
            return skipForward(text, at);
        }
        return at > 0 && text.charAt(at - 1) == '"' ? openingQuote(text, at - 1) : -1;
    }

    /** Where the bracket opens that closes here; -1 where it does not. Literals in between are passed over. */
    static int opening(String text, int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"') {
                i = openingQuote(text, i);
                if (i < 0) {
                    return -1;
                }
            } else if (c == ')' || c == ']' || c == '}') {
                depth++;
            } else if (c == '(' || c == '[' || c == '{') {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static int openingQuote(String text, int close) {
        for (int i = close - 1; i >= 0; i--) {
            if (text.charAt(i) == '\n') {
                return -1;
            } else if (text.charAt(i) == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
                return i;
            }
        }
        return -1;
    }

    static int identifierStart(String text, int end) {
        int start = end;
        while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    static int skipBlanks(String text, int end) {
        int at = end;
        while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private static int skipForward(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
