// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What there is to say of a value, by names: a line each for one, a column each for many.
 *
 * <pre>{@code view(Point.class, p -> row("x", p.x(), "length", p.length()))}</pre>
 *
 * @param values by their names, in order
 */
public record Row(Map<String, Object> values) {
    /** The record keeps a copy. */
    public Row {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * One of names and values in turn.
     *
     * @throws IllegalArgumentException if a name is no text, or a value is missing
     */
    public static Row of(Object... namesAndValues) {
        return new Row(Cell.of("", namesAndValues).parts());
    }
}
