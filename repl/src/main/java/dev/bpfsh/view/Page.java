// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.List;

/** Lines for one screen: what does not fit is left out and counted. */
final class Page {
    /** The answer's prompt and the next one are on the screen too. */
    private static final int PROMPTS = 3;

    private static final int FEWEST = 5;

    private final Style style;
    private final int room;

    Page(Style style) {
        this.style = style;
        this.room = Math.max(FEWEST, style.height() - PROMPTS);
    }

    /** How many lines of the screen's width there is room for. */
    int room() {
        return room;
    }

    /** The beginning of the lines, and how many are left out. */
    String text(Iterable<String> lines) {
        return String.join("\n", lines(lines, false));
    }

    /** The same; the last line, which says what comes next, is always there. */
    List<String> withLast(List<String> lines) {
        return lines(lines, true);
    }

    private List<String> lines(Iterable<String> all, boolean keepLast) {
        var lines = new ArrayList<String>();
        all.forEach(lines::add);
        if (rows(lines) <= room) {
            return lines;
        }
        boolean apart = keepLast && lines.size() > 1;
        var most = apart ? lines.subList(0, lines.size() - 1) : lines;
        var last =
                apart ? List.of(style.cut(lines.get(lines.size() - 1), room / 2 * style.width())) : List.<String>of();
        int left = room - 1 - rows(last);
        var shown = new ArrayList<String>();
        for (var line : most) {
            int rows = rows(line);
            if (rows > left) {
                break;
            }
            shown.add(line);
            left -= rows;
        }
        if (shown.isEmpty()) {
            shown.add(style.cut(most.get(0), left * style.width()));
        }
        if (shown.size() < most.size()) {
            shown.add(style.rest((most.size() - shown.size()) + " more lines"));
        }
        shown.addAll(last);
        return shown;
    }

    private int rows(List<String> lines) {
        int rows = 0;
        for (var line : lines) {
            rows += rows(line);
        }
        return rows;
    }

    /** How many lines of the screen a line takes. */
    int rows(String line) {
        return Math.max(1, (int) ((Width.of(line) + style.width() - 1L) / style.width()));
    }
}
