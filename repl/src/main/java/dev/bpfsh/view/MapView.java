// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.map.MapType;
import dev.bpfsh.loader.map.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A map: what it is like, and the first of its entries. */
record MapView(BpfMap map, Style style) {
    /** Reading the entries of a larger map, just to count them, takes longer than an answer may. */
    private static final long MOST_COUNTED = 1_000_000;

    private static final int MOST_SHOWN = 1_000;

    List<String> lines() {
        var lines = new ArrayList<String>();
        try {
            lines.addAll(entries());
        } catch (IllegalStateException notInKernel) {
            lines.add(style.hint(closed() ? "  closed" : "  not in the kernel: " + next()));
        } catch (BpfException unreadable) {
            lines.add("  " + unreadable.getMessage().lines().findFirst().orElse(""));
        }
        lines.add(0, style.bold(map.name()) + "  " + map.type() + "  " + size(map));
        return lines;
    }

    private String next() {
        return map.operations().isEmpty() ? "next is load()" : map.operations() + " after load()";
    }

    private boolean closed() {
        try {
            return map.object().state() == BpfObject.State.CLOSED;
        } catch (IllegalStateException ofItsOwn) {
            return true;
        }
    }

    /** How many entries of which size fit. */
    static String size(BpfMap map) {
        return switch (map.type()) {
            case "ringbuf", "user_ringbuf" -> map.maxEntries() + " B";
            default ->
                map.keySize() > 0 && !map.internal()
                        ? map.maxEntries() + " x " + map.keySize() + " -> " + map.valueSize() + " B"
                        : map.maxEntries() + " x " + map.valueSize() + " B";
        };
    }

    private List<String> entries() {
        map.fd();
        var type = MapType.named(map.type()).orElse(MapType.UNKNOWN);
        if (!type.can(Operation.ITERATE)) {
            return List.of(style.faint("  " + (map.operations().isEmpty() ? other(type) : map.operations())));
        }
        // One line is the map's own, another says what was left out.
        int room = Math.min(MOST_SHOWN, new Page(style).room() - 2);
        var first = new ArrayList<Map.Entry<Object, Object>>();
        var cursor = map.cursor();
        boolean more = cursor.next();
        while (more && first.size() < room) {
            first.add(Map.entry(cursor.key(), cursor.value()));
            more = cursor.next();
        }
        if (first.isEmpty()) {
            return List.of(style.faint("  empty"));
        }
        var lines = new ArrayList<>(Entries.lines(first, style));
        if (more) {
            lines.add(style.faint("  ... " + left(first.size(), type) + " more: entries(), forEach(...)"));
        }
        return lines;
    }

    private String left(int shown, MapType type) {
        if (type.full()) {
            return Long.toString(map.maxEntries() - shown);
        }
        return map.maxEntries() > MOST_COUNTED ? "some" : Long.toString(Math.max(1, map.size() - shown));
    }

    private static String other(MapType type) {
        return switch (type) {
            case RINGBUF -> "its events: object.ringBuffer(NAME)";
            case PERF_EVENT_ARRAY -> "its events: object.perfBuffer(NAME)";
            case USER_RINGBUF -> "what programs are sent: object.userRingBuffer(NAME)";
            default -> "user space reads nothing of it";
        };
    }
}
