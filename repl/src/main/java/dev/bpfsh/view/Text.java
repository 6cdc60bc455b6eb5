// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Printable;
import java.util.List;

/** Text of somebody else as lines. */
final class Text {
    private static final String TAB = "    ";

    private Text() {}

    /** Its lines, harmless to a terminal, with blanks in the place of tabs. */
    static List<String> lines(String text) {
        return text.lines().map(Text::line).toList();
    }

    static String line(String line) {
        return Printable.of(line.replace("\t", TAB));
    }
}
