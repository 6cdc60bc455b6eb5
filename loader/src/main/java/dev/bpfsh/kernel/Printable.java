// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

/**
 * Text of unknown origin, safe for a terminal. Task names and traced strings are bytes that any user of the machine may
 * choose: an escape sequence in them could clear the screen, change its title or hide what follows.
 */
public final class Printable {
    private Printable() {}

    /**
     * The text with whatever drives a terminal or reorders what is read shown as an escape: C0 and C1 controls, DEL,
     * line and paragraph separators, format and bidirectional controls (Unicode category Cf) and lone surrogates.
     * {@code \t}, {@code \n}, {@code \r} and {@code \e} by letter, others by number, {@code \x07}, or with four digits
     * and more behind a {@code u} in braces.
     *
     * @return the same string where there is nothing to escape
     */
    public static String of(String text) {
        int clean = cleanPrefix(text);
        if (clean == text.length()) {
            return text;
        }
        var shown = new StringBuilder(text.length() + 16).append(text, 0, clean);
        text.codePoints().skip(text.codePointCount(0, clean)).forEach(c -> append(shown, c));
        return shown.toString();
    }

    private static int cleanPrefix(String text) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (isUnsafe(c)) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static boolean isUnsafe(int c) {
        if (c < 0x7f) {
            return c < ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder shown, int c) {
        if (!isUnsafe(c)) {
            shown.appendCodePoint(c);
            return;
        }
        switch (c) {
            case '\t' -> shown.append("\\t");
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case 0x1b -> shown.append("\\e");
            default -> shown.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u{%04x}".formatted(c));
        }
    }
}
