// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Things of one kind below each other, a column for each fact, as many columns as there is room for. */
final class Table {
    private static final int GAP = 2;
    private static final int WIDEST = 40;

    private Table() {}

    /** @param rows the same names in the same order in each */
    static List<String> lines(List<Map<String, String>> rows, Style style) {
        var names = new ArrayList<>(rows.get(0).keySet());
        var shown = new ArrayList<String>();
        int width = 0;
        for (var name : names) {
            int wide = name.length();
            for (var row : rows) {
                wide = Math.max(wide, Math.min(WIDEST, row.get(name).length()));
            }
            width += wide + GAP;
            if (width - GAP > style.width() && shown.size() > 1) {
                break;
            }
            shown.add(name);
        }
        var columns = new Columns();
        columns.row(shown.toArray(String[]::new));
        rows.forEach(row -> columns.row(
                shown.stream().map(name -> cell(row, name, shown, style)).toArray(String[]::new)));
        var lines = new ArrayList<>(columns.lines().stream()
                .map(line -> Page.cut(line, style.width()))
                .toList());
        lines.set(0, style.bold(lines.get(0)));
        if (shown.size() < names.size()) {
            lines.add(style.faint(
                    "(a wider screen shows " + String.join(", ", names.subList(shown.size(), names.size())) + " too)"));
        }
        return lines;
    }

    private static String cell(Map<String, String> row, String name, List<String> shown, Style style) {
        boolean last = name.equals(shown.get(shown.size() - 1));
        int most = style.height() == Integer.MAX_VALUE || last ? Integer.MAX_VALUE : WIDEST;
        return Page.cut(row.get(name), most);
    }
}
