// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

/**
 * A line of C that instructions come from.
 *
 * @param text the line, without the space around it; empty where the compiler did not keep it
 * @param file as the compiler was given it
 * @param line from 1 on; 0 for code that comes from no line
 * @param column from 1 on
 */
public record SourceLine(String text, String file, int line, int column) {
    /** {@code file:line: text}. */
    @Override
    public String toString() {
        return file.substring(file.lastIndexOf('/') + 1) + ":" + line + ": " + text;
    }
}
