// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines for one screen: what does not fit is left out and counted. */
final class Page {
    /** The answer's prompt and the next one are on the screen too. */
    private static final int PROMPTS = 3;

    private static final int FEWEST = 5;
    private static final Pattern ESCAPES = Pattern.compile("\u001b\\[[0-9;]*m");

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
    String text(List<String> lines) {
        return text(lines, false);
    }

    /** The same; the last line, which says what comes next, is always there. */
    String textAndLast(List<String> lines) {
        return text(lines, true);
    }

    private String text(List<String> lines, boolean keepLast) {
        if (rows(lines) <= room) {
            return String.join("\n", lines);
        }
        var last = keepLast ? lines.subList(lines.size() - 1, lines.size()) : List.<String>of();
        var most = lines.subList(0, lines.size() - last.size());
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
            // Escapes that set a colour are only in lines of our own, which are short.
            shown.add(cut(most.get(0), left * style.width()));
        }
        if (shown.size() < most.size()) {
            shown.add(style.faint("... " + (most.size() - shown.size()) + " more lines"));
        }
        shown.addAll(last);
        return String.join("\n", shown);
    }

    /** The line, or its beginning and three dots. */
    static String cut(String line, int width) {
        return line.length() <= width ? line : line.substring(0, Math.max(0, width - 3)) + "...";
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
        int length = line.indexOf('\u001b') < 0
                ? line.length()
                : ESCAPES.matcher(line).replaceAll("").length();
        return Math.max(1, (int) ((length + style.width() - 1L) / style.width()));
    }
}
