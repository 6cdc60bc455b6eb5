// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

/**
 * Something the compiler said about a source.
 *
 * @param file as the caller named it; empty where the compiler names no place
 * @param line from 1; 0 where there is none
 * @param column from 1; 0 where there is none
 * @param severity how grave it is
 * @param message the compiler's words, on one line
 * @param sourceLine the line it is about, tabs as blanks; empty where the compiler shows none
 * @param caret what goes under the source line: blanks, then {@code ^~~~}
 */
public record Diagnostic(
        String file, int line, int column, Severity severity, String message, String sourceLine, String caret) {
    /** How grave a diagnostic is, the gravest first. */
    public enum Severity {
        /** There is no object. */
        ERROR,
        /** There is one, but maybe not the one that was meant. */
        WARNING,
        /** It belongs to the error or warning before it. */
        NOTE
    }

    /** {@code FILE:LINE:COLUMN: severity: message}, the source line, and the caret below its place. */
    @Override
    public String toString() {
        var place = file.isEmpty() ? "" : line == 0 ? file + ": " : file + ":" + line + ":" + column + ": ";
        var text = place + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message;
        return sourceLine.isEmpty() ? text : text + "\n" + sourceLine + (caret.isEmpty() ? "" : "\n" + caret);
    }
}
