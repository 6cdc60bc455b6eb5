// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.loader.map.PerCpu;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Keys and what belongs to them, as a table: the members of structs and records are columns, and the values of all CPUs
 * are folded.
 */
final class Entries {
    private Entries() {}

    static Iterable<String> lines(Iterable<? extends Map.Entry<?, ?>> entries, Style style) {
        return Table.lines(
                () -> StreamSupport.stream(entries.spliterator(), false)
                        .map(Entries::row)
                        .iterator(),
                style);
    }

    static List<Map.Entry<?, ?>> cast(Iterable<?> values) {
        var entries = new ArrayList<Map.Entry<?, ?>>();
        values.forEach(value -> entries.add((Map.Entry<?, ?>) value));
        return entries;
    }

    static Row row(Map.Entry<?, ?> entry) {
        var key = parts("key", entry.getKey());
        var value = entry.getValue() instanceof PerCpu<?> perCpu ? Folded.of(perCpu) : parts("value", entry.getValue());
        var both = new LinkedHashMap<>(key);
        value.forEach((name, part) -> both.put(key.containsKey(name) ? "value." + name : name, part));
        return new Row(both);
    }

    /** A struct's members by their names; a value without parts by the name of its place. */
    static Map<String, Object> parts(String place, Object value) {
        var row = value instanceof Map ? Optional.<Row>empty() : Rows.of(value);
        return row.filter(each -> !each.values().isEmpty()).map(Row::values).orElseGet(() -> {
            var one = new LinkedHashMap<String, Object>();
            one.put(place, value);
            return one;
        });
    }
}
