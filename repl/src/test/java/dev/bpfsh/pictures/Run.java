// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.pictures;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Characters of one line that look alike.
 *
 * @param column where they begin, from 0
 */
record Run(int column, String text, Look look) {
    private static final Pattern ESCAPE = Pattern.compile("\\u001b\\[([0-9;:]*)m|\\u001b\\[[0-9;?]*[A-Za-ln-z]");

    /** The lines of a screen that was captured with its escapes; a look goes on in the next line. */
    static List<List<Run>> lines(String screen) {
        var lines = new ArrayList<List<Run>>();
        var look = Look.PLAIN;
        for (var line : screen.lines().toList()) {
            var runs = new ArrayList<Run>();
            int column = 0;
            int from = 0;
            var escape = ESCAPE.matcher(line);
            while (escape.find()) {
                column = add(runs, column, line.substring(from, escape.start()), look);
                look = escape.group(1) == null ? look : look.with(escape.group(1));
                from = escape.end();
            }
            add(runs, column, line.substring(from), look);
            lines.add(runs);
        }
        return lines;
    }

    private static int add(List<Run> runs, int column, String text, Look look) {
        if (!text.isEmpty()) {
            runs.add(new Run(column, text, look));
        }
        return column + text.codePointCount(0, text.length());
    }

    int columns() {
        return text.codePointCount(0, text.length());
    }
}
