// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Things of one kind below each other, a column for each fact, numbers to the right. On a screen that is too narrow
 * texts are cut, the widest first; where that does not do, the last columns are left out and named.
 */
final class Table {
    private static final String GAP = "  ";
    /** What a text may be cut to for the sake of another column. */
    private static final int NARROWEST = 14;
    /** Rows that the widths are made for: those behind them are made while they are read. */
    private static final int MEASURED = 1_000;

    private record Column(String name, boolean number, int width) {}

    private final Style style;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private Table(List<Row> rows, Style style) {
        this.style = style;
        measured(rows).values().forEach(columns::add);
        fit();
    }

    /** The names of the columns, then a line for each row. */
    static Iterable<String> lines(Iterable<Row> rows, Style style) {
        var first = new ArrayList<Row>();
        var rest = rows.iterator();
        while (rest.hasNext() && first.size() < MEASURED) {
            first.add(rest.next());
        }
        var table = new Table(first, style);
        var lines = new ArrayList<String>();
        lines.add(table.header());
        first.forEach(row -> lines.add(table.line(row)));
        if (!rest.hasNext()) {
            note(table.leftOut, style).ifPresent(lines::add);
            return lines;
        }
        Iterable<Row> others = () -> rest;
        return () -> Stream.concat(
                        lines.stream(),
                        Stream.concat(
                                StreamSupport.stream(others.spliterator(), false)
                                        .map(table::line),
                                note(table.leftOut, style).stream()))
                .iterator();
    }

    private static Map<String, Column> measured(List<Row> rows) {
        var columns = new LinkedHashMap<String, Column>();
        for (var row : rows) {
            row.values()
                    .forEach((name, value) -> columns.merge(
                            name,
                            new Column(
                                    name,
                                    value == null || value instanceof Number,
                                    Math.max(Width.of(Text.line(name)), Width.of(Cells.text(value)))),
                            (a, b) -> new Column(name, a.number && b.number, Math.max(a.width, b.width))));
        }
        return columns;
    }

    private void fit() {
        if (!style.bounded()) {
            return;
        }
        var natural = List.copyOf(columns);
        int count = natural.size();
        while (count > 1 && !shrink(natural.subList(0, count))) {
            count--;
        }
        if (count == 1) {
            shrink(natural.subList(0, 1));
        }
        natural.subList(count, natural.size()).forEach(column -> leftOut.add(Text.line(column.name)));
    }

    /** True if that many columns fit, after texts have been cut. */
    private boolean shrink(List<Column> wanted) {
        int[] widths = wanted.stream().mapToInt(Column::width).toArray();
        int over = IntStream.of(widths).sum() + GAP.length() * (widths.length - 1) - style.width();
        while (over > 0) {
            int widest = widestText(wanted, widths);
            if (widest < 0) {
                return false;
            }
            // Down to the next widest at once would be quicker; no text is longer than a thousand.
            widths[widest]--;
            over--;
        }
        columns.clear();
        for (int i = 0; i < widths.length; i++) {
            columns.add(new Column(wanted.get(i).name, wanted.get(i).number, widths[i]));
        }
        return true;
    }

    private static int widestText(List<Column> columns, int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean shrinks = !columns.get(i).number && widths[i] > NARROWEST || columns.size() == 1;
            if (shrinks && widths[i] > 1 && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private String header() {
        var line = new StringBuilder();
        for (var column : columns) {
            cell(line, column, Text.line(column.name));
        }
        return style.bold(line.toString().stripTrailing());
    }

    private String line(Row row) {
        var line = new StringBuilder();
        for (var column : columns) {
            cell(line, column, Cells.text(row.values().get(column.name)));
        }
        return line.toString().stripTrailing();
    }

    private void cell(StringBuilder line, Column column, String text) {
        var shown = style.bounded() ? style.cut(text, column.width) : text;
        line.append(line.isEmpty() ? "" : GAP)
                .append(column.number ? Width.padLeft(shown, column.width) : Width.pad(shown, column.width));
    }

    /** What is said of columns that there is no room for. */
    static Optional<String> note(List<String> leftOut, Style style) {
        return leftOut.isEmpty()
                ? Optional.empty()
                : Optional.of(style.faint(style.cut("(a wider screen shows " + String.join(", ", leftOut) + " too)")));
    }
}
