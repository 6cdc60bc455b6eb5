// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The columns of a table whose rows are not known in advance. Where the screen is too narrow for them, those of long
 * texts shrink, the widest first; where that is not enough, the last are left out.
 */
final class TableLayout {
    private static final String GAP = " ";
    /** What a text is cut to at the least; so a time of the day stays whole. */
    private static final int NARROWEST = 8;
    /** What a column without a width should have. */
    private static final int REST = 12;

    private final List<Column> columns = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private int[] widths = {};
    private int fitted = -1;

    void add(Column column) {
        // Two names may be one in small letters, and of another script nothing is left.
        var key = column.key().isEmpty() || keys.contains(column.key()) ? column.name() : column.key();
        if (keys.contains(key)) {
            throw new IllegalArgumentException("there is a column " + column.name() + " already");
        }
        columns.add(column);
        keys.add(key);
        fitted = -1;
    }

    /** The line of the names. */
    String header(Style style) {
        return style.bold(line(columns.stream().map(Column::name).toList(), style));
    }

    /**
     * A line of values, one for each column.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    String line(List<?> values, Style style) {
        require(values);
        fit(style.width());
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            boolean last = i == widths.length - 1;
            line.append(columns.get(i).cell(values.get(i), widths[i], style, last))
                    .append(last ? "" : GAP);
        }
        return style.bounded() ? style.cut(line.toString()) : line.toString();
    }

    /** The names of the columns that there is no room for. */
    List<String> leftOut(Style style) {
        fit(style.width());
        return columns.stream().skip(widths.length).map(Column::name).toList();
    }

    /** The values by the names that their columns have in JSON. */
    Map<String, Object> byKey(List<?> values) {
        require(values);
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) instanceof Cell cell) {
                map.putAll(cell.parts());
            } else {
                map.put(keys.get(i), values.get(i));
            }
        }
        return map;
    }

    private void require(List<?> values) {
        if (values.size() != columns.size()) {
            throw new IllegalArgumentException(values.size() + " values for the " + columns.size() + " columns "
                    + columns.stream().map(Column::name).toList());
        }
    }

    /** To as many columns as there is room for, but to one at least. */
    private void fit(int room) {
        if (room == fitted) {
            return;
        }
        fitted = room;
        int count = columns.size();
        widths = widths(count, room);
        while (count > 1 && total(widths) > room) {
            widths = widths(--count, room);
        }
    }

    private static int total(int[] widths) {
        return IntStream.of(widths).sum() + (widths.length - 1) * GAP.length();
    }

    private int[] widths(int count, int room) {
        var fitting = columns.stream()
                .limit(count)
                .mapToInt(column -> column.width() == Column.REST ? REST : column.width())
                .toArray();
        int total = total(fitting);
        while (total > room && shrink(fitting)) {
            total--;
        }
        for (int i = 0; i < fitting.length; i++) {
            if (columns.get(i).width() == Column.REST && room > total && room != Integer.MAX_VALUE) {
                // One such column takes it all.
                fitting[i] += room - total;
                break;
            }
        }
        return fitting;
    }

    private boolean shrink(int[] widths) {
        int widest = -1;
        for (int i = 0; i < widths.length; i++) {
            if (!columns.get(i).number() && widths[i] > NARROWEST && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest < 0) {
            return false;
        }
        widths[widest]--;
        return true;
    }
}
