// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.LinkInfo;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.libbpf.MapInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Programs, maps and links as the kernel lists them, by their ids: the newest are last, and those are one's own. Where
 * not all fit the screen, the beginning is left out.
 */
final class NewestLast {
    /** Beside the rows: what was left out of them, the names of the columns, and which of these were left out. */
    private static final int OTHER_LINES = 3;

    private NewestLast() {}

    /** Whether values are such, and in that order: what somebody has sorted otherwise matters from its beginning. */
    static boolean are(List<Object> values) {
        long last = -1;
        for (var value : values) {
            long id = id(value);
            if (id <= last) {
                return false;
            }
            last = id;
        }
        return true;
    }

    private static long id(Object value) {
        if (value instanceof ProgramInfo program) {
            return program.id();
        } else if (value instanceof MapInfo map) {
            return map.id();
        }
        return value instanceof LinkInfo link ? link.id() : -1;
    }

    static Iterable<String> lines(Collection<?> values, Style style) {
        int room = Math.max(1, new Page(style).room() - OTHER_LINES);
        if (!style.bounded() || values.size() <= room) {
            return Table.lines(() -> ListView.rows(values), style);
        }
        var lines = new ArrayList<String>();
        int older = values.size() - room;
        lines.add(style.rest(older + " older"));
        var newest = new ArrayList<>(values).subList(older, values.size());
        Table.lines(() -> ListView.rows(newest), style).forEach(lines::add);
        return lines;
    }
}
