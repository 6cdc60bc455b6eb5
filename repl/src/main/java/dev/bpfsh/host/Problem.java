// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.view.Width;
import java.util.ArrayList;
import java.util.List;

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
    /** Letters of a source line that is shown. */
    private static final int WIDEST = 200;

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

    /**
     * The source line as far as it is of interest.
     *
     * @param line harmless to a terminal, with blanks in the place of tabs
     * @param before how many columns of it are before what is wrong
     * @param length how many columns that has, at least 1
     */
    public record Excerpt(String line, int before, int length) {}

    /** The source line where it fits so many letters, else a part of it around what is wrong. */
    public Excerpt excerpt(int widest) {
        int start = Math.min(Math.max(0, column - 1), sourceLine.length());
        int from = sourceLine.length() <= widest ? 0 : Math.max(0, start - widest / 2);
        int to = Math.min(sourceLine.length(), from + widest);
        int end = Math.max(start, Math.min(to, start + length));
        return new Excerpt(
                harmless(sourceLine.substring(from, to)),
                Width.of(harmless(sourceLine.substring(from, start))),
                Math.max(1, Width.of(harmless(sourceLine.substring(start, end)))));
    }

    private static String harmless(String text) {
        return Printable.of(text.replace('\t', ' '));
    }

    /** {@code FILE:LINE:COLUMN: message}, the source line, carets under what is wrong, and the hint. */
    @Override
    public String toString() {
        Excerpt excerpt = excerpt(WIDEST);
        List<String> lines = new ArrayList<>();
        (message + "\n").lines().map(Problem::harmless).forEach(lines::add);
        lines.set(0, "%s:%d:%d: %s".formatted(harmless(file), line, column, lines.get(0)));
        lines.add(excerpt.line());
        lines.add(" ".repeat(excerpt.before()) + "^".repeat(excerpt.length()));
        if (!hint.isEmpty()) {
            lines.add("hint: " + harmless(hint));
        }
        return String.join(System.lineSeparator(), lines);
    }
}
