// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.EnumValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A table of events that takes its columns from the first: the members of a struct, the components of a record. Any
 * thread may add events.
 */
public final class EventListing {
    private static final String TIME = "time";
    /** Of an event that says its own time. */
    private static final String SEEN = "seen";

    /** Ids of processes have seven digits. */
    private static final int NUMBER = 7;

    private static final int LONG_NUMBER = 10;
    private static final int LARGE_NUMBER = 16;
    private static final int TEXT = 16;
    private static final int NAME_OF_NUMBER = 8;

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
     * @param members what there is in each event, as far as it is known in advance; else empty
     * @throws IllegalArgumentException if a column is wanted that is not there
     */
    public EventListing(EventTable table, Supplier<String> time, List<String> wanted, List<String> members) {
        this.table = table;
        this.time = time;
        this.wanted = wanted.stream().distinct().toList();
        if (!members.isEmpty()) {
            Tables.requireNames(this.wanted, members);
        }
    }

    /**
     * Adds an event.
     *
     * @throws IllegalArgumentException if it has not a column that is wanted
     */
    public synchronized void add(Object event) {
        var parts = Entries.parts("event", event);
        if (columns == null) {
            var first = wanted.isEmpty() ? List.copyOf(parts.keySet()) : wanted;
            Tables.requireNames(first, parts.keySet());
            begin(first, parts);
            columns = first;
        }
        var row = new ArrayList<>();
        row.add(time.get());
        columns.forEach(column -> row.add(parts.get(column)));
        table.rowUnderNames(row.toArray());
    }

    private void begin(List<String> columns, Map<String, Object> first) {
        table.text(columns.contains(TIME) ? SEEN : TIME, 8);
        var rest = rest(columns, first);
        for (var name : columns) {
            int width = Math.max(Width.of(name), width(first.get(name)));
            if (first.get(name) instanceof Number) {
                table.number(name, width);
            } else if (name.equals(rest)) {
                table.text(name);
            } else {
                table.text(name, width);
            }
        }
    }

    /** The column that has what the others leave: the last that can be long. */
    private static String rest(List<String> columns, Map<String, Object> first) {
        String rest = "";
        boolean free = false;
        for (var name : columns) {
            boolean isFree = first.get(name) instanceof CharSequence;
            if (isFree || !free && !(first.get(name) instanceof Number)) {
                rest = name;
                free |= isFree;
            }
        }
        return rest;
    }

    private static int width(Object value) {
        if (value instanceof Long number) {
            return Math.abs((double) number) >= Integer.MAX_VALUE ? LARGE_NUMBER : LONG_NUMBER;
        } else if (value instanceof Number) {
            return value instanceof Short || value instanceof Byte
                    ? 5
                    : Math.max(NUMBER, Cells.text(value).length());
        } else if (value instanceof EnumValue) {
            return Math.max(NAME_OF_NUMBER, Width.of(Cells.text(value)));
        }
        return value instanceof Boolean ? 5 : TEXT;
    }
}
