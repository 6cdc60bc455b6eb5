// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.libbpf.Near;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/** Rows of any values, with the columns that are wanted. */
public final class Tables {
    private static final int OFFERED = 3;

    private Tables() {}

    /**
     * A row for each value.
     *
     * @param columns their names, in order; where there are none, all
     * @throws IllegalArgumentException if a value has not a column that is wanted
     */
    public static List<Row> rows(Iterable<?> values, List<String> columns) {
        var rows = new ArrayList<Row>();
        for (var value : values) {
            var parts = Entries.parts("value", value);
            if (columns.isEmpty()) {
                rows.add(new Row(parts));
                continue;
            }
            requireNames(columns, parts.keySet());
            var row = new LinkedHashMap<String, Object>();
            columns.forEach(column -> row.put(column, parts.get(column)));
            rows.add(new Row(row));
        }
        return List.copyOf(rows);
    }

    static void requireNames(List<String> wanted, Collection<String> there) {
        for (var name : wanted) {
            if (!there.contains(name)) {
                var near = Near.matches(name, there, OFFERED);
                throw new IllegalArgumentException(
                        "there is no column " + name + " but " + String.join(", ", near.isEmpty() ? there : near));
            }
        }
    }
}
