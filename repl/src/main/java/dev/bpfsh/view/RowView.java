// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.List;
import java.util.Map;

/** Facts by their names, a line each. */
final class RowView {
    private RowView() {}

    static List<String> lines(Row row, Style style) {
        return lines(row.values(), style);
    }

    static List<String> lines(Map<String, ?> facts, Style style) {
        var columns = new Columns();
        facts.forEach((name, value) -> columns.row("  " + style.name(Text.line(name)), Cells.text(value)));
        return columns.lines().stream().map(style::cut).toList();
    }

    /** {@code x 1, y 2}. */
    static String line(Row row) {
        return Cells.text(row.values());
    }
}
