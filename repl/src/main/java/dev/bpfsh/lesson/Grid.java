// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.view.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Cells below and beside each other. Where there is no room for all of them the widest columns become narrower, and their
 * cells have more lines: of a text that is to be read nothing may be left out, as it is of a list.
 */
final class Grid {
    private static final String GAP = "  ";
    private static final int NARROWEST = 8;

    private final List<List<Paragraphs>> rows = new ArrayList<>();

    void row(List<Paragraphs> cells) {
        rows.add(cells);
    }

    List<String> lines(int room) {
        int[] widths = widths(room);
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var cells = new ArrayList<List<String>>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(row.get(i).lines(widths[i]));
            }
            int height = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int i = 0; i < height; i++) {
                lines.add(line(cells, i, widths));
            }
        }
        return lines;
    }

    private static String line(List<List<String>> cells, int at, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            var text = at < cells.get(i).size() ? cells.get(i).get(at) : "";
            line.append(i == 0 ? "" : GAP).append(Width.pad(text, widths[i]));
        }
        return line.toString().stripTrailing();
    }

    private int[] widths(int room) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).lines(Integer.MAX_VALUE).stream()
                        .mapToInt(Width::of)
                        .max()
                        .orElse(0);
                widths[i] = Math.max(widths[i], width);
            }
        }
        int over = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - room;
        while (over-- > 0) {
            int widest = IntStream.range(0, widths.length)
                    .reduce((a, b) -> widths[b] > widths[a] ? b : a)
                    .orElseThrow();
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }
}
