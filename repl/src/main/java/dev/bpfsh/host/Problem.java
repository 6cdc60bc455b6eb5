// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

/**
 * One compile error, where it stands.
 *
 * @param file the script's name, or {@value Evaluator#TYPED} for what was typed
 * @param line first line is 1
 * @param column first column is 1
 * @param length how many columns of the source line to underline, at least 1
 * @param message what is wrong, in few words; further lines are details
 * @param sourceLine the whole line the problem is on
 * @param lines how many lines the text has
 * @param hint what may mend it, as a line to type where there is one; empty when there is no telling
 * @param words all that the compiler said
 */
public record Problem(
        String file,
        int line,
        int column,
        int length,
        String message,
        String sourceLine,
        int lines,
        String hint,
        String words) {

    /** The problem at the characters {@code start} to {@code end} of a text, cut to the first line of that span. */
    static Problem at(String file, String text, int start, int end, String message) {
        return at(file, text, start, end, message, "", message);
    }

    static Problem at(String file, String text, int start, int end, String message, String hint, String words) {
        int from = Math.max(0, Math.min(start, text.length()));
        int lineStart = text.lastIndexOf('\n', from - 1) + 1;
        int newline = text.indexOf('\n', from);
        int lineEnd = newline < 0 ? text.length() : newline;
        if (lineEnd > lineStart && text.charAt(lineEnd - 1) == '\r') {
            lineEnd--;
        }
        int length = Math.max(1, Math.min(end, lineEnd) - from);
        return new Problem(
                file,
                line(text, from),
                from - lineStart + 1,
                length,
                message,
                text.substring(lineStart, lineEnd),
                line(text, text.stripTrailing().length()),
                hint,
                words);
    }

    /** The number of the line that a character stands on. */
    static int line(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    Problem withMessage(String other) {
        return new Problem(file, line, column, length, other, sourceLine, lines, hint, words);
    }

    /** {@code FILE:LINE:COLUMN: message}, the source line, carets under what is wrong, and the hint. */
    @Override
    public String toString() {
        // Tabs stay tabs, so that the caret stands under its column whatever a tab's width is.
        String indent = sourceLine
                .substring(0, Math.min(column - 1, sourceLine.length()))
                .replaceAll("[^\t]", " ");
        String end = hint.isEmpty() ? "" : System.lineSeparator() + "hint: " + hint;
        return "%s:%d:%d: %s%n%s%n%s%s%s"
                .formatted(file, line, column, message, sourceLine, indent, "^".repeat(length), end);
    }
}
