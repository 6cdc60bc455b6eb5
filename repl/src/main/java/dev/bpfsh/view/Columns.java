// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, each column as wide as its widest cell but the last, which is as wide as it is. */
final class Columns {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Columns row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<String> lines() {
        var widths = new ArrayList<Integer>();
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = Width.of(row.get(i));
                if (i == widths.size()) {
                    widths.add(width);
                } else if (i < row.size() - 1) {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i < row.size() - 1 ? Width.pad(row.get(i), widths.get(i)) + GAP : row.get(i));
        }
        return line.toString().stripTrailing();
    }
}
