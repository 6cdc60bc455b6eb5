// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

/** Text that somebody typed, pasted or kept, made fit to be shown and edited as Java. */
final class SourceText {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private SourceText() {}

    /**
     * The text with line ends as Java has them, and with each character that a terminal would obey, or that would hide
     * or turn around what follows it, written as Java's escape for it: it means the same to the compiler (JLS 3.3), and
     * can be seen.
     */
    static String of(CharSequence text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                boolean pair = i + 1 < text.length() && text.charAt(i + 1) == '\n';
                out.append(pair ? "" : "\n");
            } else if (c == '\n' || c == '\t' || !isHidden(c)) {
                out.append(c);
            } else if (c != BYTE_ORDER_MARK) {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    private static boolean isHidden(char c) {
        return Character.isISOControl(c)
                || c == BYTE_ORDER_MARK
                // What changes the direction of text: Unicode Standard Annex 9.
                || c >= '\u202a' && c <= '\u202e'
                || c >= '\u2066' && c <= '\u2069'
                || c == '\u200e'
                || c == '\u200f'
                || c == '\u061c'
                || c == '\u2028'
                || c == '\u2029';
    }
}
