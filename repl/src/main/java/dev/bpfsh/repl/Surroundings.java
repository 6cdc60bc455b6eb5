// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.List;
import org.jline.utils.AttributedString;

/** What stands around the line that is being typed. It is asked whenever the line is drawn, so it answers at once. */
interface Surroundings {
    /** Nothing at all. */
    Surroundings NONE = new Surroundings() {
        @Override
        public List<String> above(int columns, int rows) {
            return List.of();
        }

        @Override
        public List<String> below(int columns, int rows) {
            return List.of();
        }
    };

    /**
     * The lines above it.
     *
     * @param rows as many as there is room for, which may be none or less
     */
    List<String> above(int columns, int rows);

    /**
     * The lines below it.
     *
     * @param rows those of the terminal
     */
    List<String> below(int columns, int rows);

    /** The lines as they fit a row each. */
    static AttributedString cut(List<String> lines, int columns) {
        return AttributedString.join(
                AttributedString.NEWLINE,
                lines.stream()
                        .map(AttributedString::fromAnsi)
                        .map(line -> line.columnSubSequence(0, columns))
                        .toList());
    }
}
