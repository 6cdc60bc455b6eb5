// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

/**
 * How many columns of a terminal a text takes: two for the letters of East Asia and for emoji, none for what is drawn
 * over the letter before and for escapes that set a colour. It follows Unicode's East Asian Width (UAX 11), by blocks.
 */
public final class Width {
    private static final char ESCAPE = 0x1b;
    private static final String RESET = "\u001b[m";

    /** First and last code points of what is two columns wide. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x231a, 0x231b, 0x2329, 0x232a, 0x23e9, 0x23ec, 0x23f0, 0x23f0, 0x23f3, 0x23f3, 0x25fd, 0x25fe,
        0x2614, 0x2615, 0x2648, 0x2653, 0x267f, 0x267f, 0x2693, 0x2693, 0x26a1, 0x26a1, 0x26aa, 0x26ab, 0x26bd, 0x26be,
        0x26c4, 0x26c5, 0x26ce, 0x26ce, 0x26d4, 0x26d4, 0x26ea, 0x26ea, 0x26f2, 0x26f3, 0x26f5, 0x26f5, 0x26fa, 0x26fa,
        0x26fd, 0x26fd, 0x2705, 0x2705, 0x270a, 0x270b, 0x2728, 0x2728, 0x274c, 0x274c, 0x274e, 0x274e, 0x2753, 0x2755,
        0x2757, 0x2757, 0x2795, 0x2797, 0x27b0, 0x27b0, 0x27bf, 0x27bf, 0x2b1b, 0x2b1c, 0x2b50, 0x2b50, 0x2b55, 0x2b55,
        0x2e80, 0x303e, 0x3041, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97f, 0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19,
        0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x18cff, 0x1aff0, 0x1b2ff, 0x1f004, 0x1f004, 0x1f0cf,
        0x1f0cf, 0x1f18e, 0x1f18e, 0x1f191, 0x1f19a, 0x1f1e6, 0x1f1ff, 0x1f200, 0x1f320, 0x1f32d, 0x1f335, 0x1f337,
        0x1f37c, 0x1f37e, 0x1f393, 0x1f3a0, 0x1f3ca, 0x1f3cf, 0x1f3d3, 0x1f3e0, 0x1f3f0, 0x1f3f4, 0x1f3f4, 0x1f3f8,
        0x1f43e, 0x1f440, 0x1f440, 0x1f442, 0x1f4fc, 0x1f4ff, 0x1f53d, 0x1f54b, 0x1f54e, 0x1f550, 0x1f567, 0x1f57a,
        0x1f57a, 0x1f595, 0x1f596, 0x1f5a4, 0x1f5a4, 0x1f5fb, 0x1f64f, 0x1f680, 0x1f6c5, 0x1f6cc, 0x1f6cc, 0x1f6d0,
        0x1f6d2, 0x1f6d5, 0x1f6d7, 0x1f6dc, 0x1f6df, 0x1f6eb, 0x1f6ec, 0x1f6f4, 0x1f6fc, 0x1f7e0, 0x1f7eb, 0x1f7f0,
        0x1f7f0, 0x1f90c, 0x1f93a, 0x1f93c, 0x1f945, 0x1f947, 0x1f9ff, 0x1fa70, 0x1faff, 0x20000, 0x3fffd
    };

    private Width() {}

    /** The columns of a text without line ends. */
    public static int of(String text) {
        int width = 0;
        int length = text.length();
        for (int at = 0; at < length; ) {
            int past = escape(text, at);
            if (past > at) {
                at = past;
                continue;
            }
            int letter = text.codePointAt(at);
            width += of(letter);
            at += Character.charCount(letter);
        }
        return width;
    }

    /** The columns of a letter. */
    public static int of(int letter) {
        if (letter < 0x300) {
            return letter < ' ' || letter >= 0x7f && letter < 0xa0 ? 0 : 1;
        }
        return switch (Character.getType(letter)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(letter) ? 2 : 1;
        };
    }

    private static boolean isWide(int letter) {
        int low = 0;
        int high = WIDE.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (letter < WIDE[2 * middle]) {
                high = middle - 1;
            } else if (letter > WIDE[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Behind the escape that begins here and sets a colour; here if none does. */
    private static int escape(String text, int at) {
        if (text.charAt(at) != ESCAPE || at + 1 == text.length() || text.charAt(at + 1) != '[') {
            return at;
        }
        int end = at + 2;
        while (end < text.length() && "0123456789;:".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        return end < text.length() && text.charAt(end) == 'm' ? end + 1 : at;
    }

    /** As much of the text's beginning as so many columns hold; colours end with it. */
    public static String begin(String text, int columns) {
        int width = 0;
        boolean coloured = false;
        for (int at = 0; at < text.length(); ) {
            int past = escape(text, at);
            if (past > at) {
                coloured = true;
                at = past;
                continue;
            }
            int letter = text.codePointAt(at);
            width += of(letter);
            if (width > columns) {
                return text.substring(0, at) + (coloured ? RESET : "");
            }
            at += Character.charCount(letter);
        }
        return text;
    }

    /** The text with blanks behind it up to so many columns. */
    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text with blanks before it up to so many columns. */
    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }
}
