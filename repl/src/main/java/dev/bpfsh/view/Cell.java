// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A value that is one text in a table and has parts with names of their own in JSON, where rows of different kinds share
 * a column.
 *
 * <pre>{@code table.row(time(), "EXIT", cell("3, after 12 ms", "exit_code", 3, "duration_ms", 12))}</pre>
 *
 * <p>A row of JSON has the parts in the place of the column.
 *
 * @param text in a table
 * @param parts by their names, in order
 */
public record Cell(String text, Map<String, Object> parts) {
    /** The record keeps a copy. */
    public Cell {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }

    /**
     * One of names and values in turn.
     *
     * @throws IllegalArgumentException if a name is no text, or a value is missing
     */
    public static Cell of(String text, Object... parts) {
        if (parts.length % 2 != 0) {
            throw new IllegalArgumentException("cell: a name without a value: " + parts[parts.length - 1]);
        }
        var named = new LinkedHashMap<String, Object>();
        for (int i = 0; i < parts.length; i += 2) {
            if (!(parts[i] instanceof String name)) {
                throw new IllegalArgumentException("cell: no name of a part: " + parts[i]);
            }
            named.put(name, parts[i + 1]);
        }
        return new Cell(text, named);
    }
}
