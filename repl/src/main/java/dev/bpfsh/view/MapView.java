// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.map.MapType;
import dev.bpfsh.loader.map.Operation;
import dev.bpfsh.loader.map.PerCpu;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A map: what it is like, and the first of its entries. */
final class MapView implements View<BpfMap> {
    /** Reading the entries of a larger map, just to count them, takes longer than an answer may. */
    private static final long MOST_COUNTED = 1_000_000;

    @Override
    public Iterable<String> lines(BpfMap map, Style style) {
        var title = style.cut(style.bold(Text.line(map.name())) + "  " + map.type() + "  " + size(map));
        var entries = readable(map, style);
        return () -> Stream.concat(Stream.of(title), StreamSupport.stream(entries.spliterator(), false))
                .iterator();
    }

    private static Iterable<String> readable(BpfMap map, Style style) {
        try {
            return entries(map, style);
        } catch (IllegalStateException notInKernel) {
            return List.of(style.hint(closed(map) ? "  closed" : "  not in the kernel: " + next(map)));
        } catch (BpfException unreadable) {
            return List.of(
                    "  " + Text.line(unreadable.getMessage().lines().findFirst().orElse("")));
        }
    }

    private static String next(BpfMap map) {
        return map.operations().isEmpty() ? "next is load()" : map.operations() + " after load()";
    }

    private static boolean closed(BpfMap map) {
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

    private static Iterable<String> entries(BpfMap map, Style style) {
        map.fd();
        var type = MapType.named(map.type()).orElse(MapType.UNKNOWN);
        if (!type.can(Operation.ITERATE)) {
            return List.of(style.faint("  " + (map.operations().isEmpty() ? other(type) : map.operations())));
        }
        // One line is the map's own, one names the columns, others say what was left out.
        var entries = map.stream().iterator();
        if (!entries.hasNext()) {
            return List.of(style.faint("  empty"));
        } else if (!style.bounded()) {
            Iterable<Map.Entry<Object, Object>> all = () -> entries;
            return Entries.lines(all, style);
        }
        var first = new ArrayList<Map.Entry<?, ?>>();
        int room = new Page(style).room() - 3;
        while (first.size() < room && entries.hasNext()) {
            first.add(entries.next());
        }
        var lines = new ArrayList<String>();
        Entries.lines(first, style).forEach(lines::add);
        if (first.get(0).getValue() instanceof PerCpu<?> values) {
            lines.add(style.faint("(of " + values.values().size() + " CPUs; get(KEY) has each)"));
        }
        if (entries.hasNext()) {
            lines.add(style.rest(left(map, first.size(), type) + " more"));
        }
        return lines;
    }

    private static String left(BpfMap map, int shown, MapType type) {
        if (type.full()) {
            return Long.toString(map.maxEntries() - shown);
        }
        return map.maxEntries() > MOST_COUNTED ? "some" : Long.toString(Math.max(1, map.size() - shown));
    }

    @Override
    public String line(BpfMap map) {
        return Text.line(map.toString());
    }

    @Override
    public Optional<Row> row(BpfMap map) {
        return Optional.of(Row.of("map", map.name(), "type", map.type(), "holds", size(map)));
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
