// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A table of events that takes its columns from the first: the members of a struct, the components of a record. Any
 * thread may add events.
 */
public final class EventListing {
    private static final int NUMBER = 10;
    private static final int LONG_NUMBER = 16;
    private static final int TEXT = 16;

    private final EventTable table;
    private final Supplier<String> time;
    private final List<String> wanted;
    private List<String> columns;

    /**
     * A listing without events.
     *
     * @param table still without columns
     * @param time what stands before each event
     * @param wanted the names of the columns; where there are none, all
     */
    public EventListing(EventTable table, Supplier<String> time, List<String> wanted) {
        this.table = table;
        this.time = time;
        this.wanted = List.copyOf(wanted);
    }

    /**
     * Adds an event.
     *
     * @throws IllegalArgumentException if it has not a column that is wanted
     */
    public synchronized void add(Object event) {
        var parts = Entries.parts("event", event);
        if (columns == null) {
            columns = wanted.isEmpty() ? List.copyOf(parts.keySet()) : wanted;
            Tables.requireNames(columns, parts.keySet());
            begin(parts);
        }
        var row = new ArrayList<>();
        row.add(time.get());
        columns.forEach(column -> row.add(parts.get(column)));
        table.rowUnderNames(row.toArray());
    }

    private void begin(Map<String, Object> first) {
        table.text("time", 8);
        var widths = new LinkedHashMap<String, Integer>();
        columns.forEach(name -> widths.put(name, Math.max(Width.of(name), width(first.get(name)))));
        // The last text has what the others leave.
        var texts = columns.stream()
                .filter(name -> !(first.get(name) instanceof Number))
                .toList();
        columns.forEach(name -> {
            if (first.get(name) instanceof Number) {
                table.number(name, widths.get(name));
            } else if (name.equals(texts.get(texts.size() - 1))) {
                table.text(name);
            } else {
                table.text(name, widths.get(name));
            }
        });
    }

    private static int width(Object value) {
        if (value instanceof Number) {
            boolean large = value instanceof Long && Math.abs(((Number) value).doubleValue()) >= Integer.MAX_VALUE;
            return large ? LONG_NUMBER : value instanceof Short || value instanceof Byte ? 5 : NUMBER;
        }
        return value instanceof Boolean ? 5 : TEXT;
    }
}
