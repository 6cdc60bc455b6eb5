// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.map.PerCpu;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The histograms that are in a map, by the name of each, which is empty where there is one only.
 *
 * <p>BPF programs keep them in three ways: the key is the slot; the key is a struct whose last number is the slot, and the
 * rest says of what; the value is a struct with an array of slots, and the key says of what. Values of all CPUs are
 * added.
 *
 * @param byName in the order of the names
 */
public record Histograms(Map<String, Histogram> byName) {
    /** A copy, so that it stays as it is. */
    public Histograms {
        byName = new LinkedHashMap<>(byName);
    }

    /**
     * Of a map whose slots are powers of two.
     *
     * @throws IllegalArgumentException if it has no counts
     */
    public static Histograms of(BpfMap map) {
        var slots = new TreeMap<String, long[]>();
        try (var entries = map.stream()) {
            entries.forEach(entry -> add(map, slots, entry.getKey(), entry.getValue()));
        }
        return new Histograms(named(slots.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Histogram.of(map.name(), entry.getValue()),
                        (a, b) -> a,
                        LinkedHashMap::new))));
    }

    /**
     * Of a map whose keys are values, with how often there was each.
     *
     * @throws IllegalArgumentException if its keys are no numbers, or it has no counts
     */
    public static Histograms of(BpfMap map, Linear ranges) {
        var counted = new TreeMap<String, List<Map.Entry<Long, Long>>>();
        try (var entries = map.stream()) {
            entries.forEach(entry -> {
                var place = Place.of(map, entry.getKey());
                counted.computeIfAbsent(place.name, name -> new ArrayList<>())
                        .add(Map.entry(place.slot, count(map, entry.getValue())));
            });
        }
        var all = new LinkedHashMap<String, Histogram>();
        counted.forEach((name, counts) -> all.put(name, Histogram.linear(map.name(), ranges, counts)));
        return new Histograms(named(all));
    }

    private static Map<String, Histogram> named(Map<String, Histogram> all) {
        return all.size() == 1 ? Map.of("", all.values().iterator().next()) : all;
    }

    /** Which slot of which histogram a key means. */
    private record Place(String name, long slot) {
        static Place of(BpfMap map, Object key) {
            if (key instanceof Number number) {
                return new Place("", number.longValue());
            }
            if (key instanceof Struct struct) {
                var members = new LinkedHashMap<>(struct.members());
                var numbers = members.entrySet().stream()
                        .filter(member -> member.getValue() instanceof Number)
                        .toList();
                if (!numbers.isEmpty()) {
                    var slot = numbers.get(numbers.size() - 1);
                    members.remove(slot.getKey());
                    return new Place(Cells.text(members), ((Number) slot.getValue()).longValue());
                }
            }
            throw new IllegalArgumentException("hist(" + map.name() + "): a key is no slot: " + OneLine.of(key));
        }
    }

    private static void add(BpfMap map, Map<String, long[]> all, Object key, Object value) {
        var slots = slots(value);
        if (slots != null) {
            var sums = all.computeIfAbsent(Cells.text(key), name -> new long[slots.length]);
            for (int i = 0; i < slots.length; i++) {
                sums[i] += slots[i];
            }
            return;
        }
        var place = Place.of(map, key);
        if (place.slot < 0 || place.slot >= Long.SIZE) {
            throw new IllegalArgumentException("hist(" + map.name() + "): key " + place.slot
                    + " is no slot of a power of two; hist(" + map.name()
                    + ", linear(FROM, TO, STEP)) takes keys as values");
        }
        all.computeIfAbsent(place.name, name -> new long[Long.SIZE])[(int) place.slot] += count(map, value);
    }

    private static long count(BpfMap map, Object value) {
        return Folded.count(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "hist(" + map.name() + "): a value is no count: " + OneLine.of(value)));
    }

    /** The only array of numbers in a struct, or null. */
    private static long[] slots(Object value) {
        if (value instanceof PerCpu<?> values) {
            long[] sums = null;
            for (var each : values.values()) {
                var slots = slots(each);
                if (slots == null) {
                    return null;
                }
                sums = sums == null ? new long[slots.length] : sums;
                for (int i = 0; i < slots.length; i++) {
                    sums[i] += slots[i];
                }
            }
            return sums;
        }
        var lists = (value instanceof Struct struct ? struct.members().values() : List.of(value))
                .stream()
                        .filter(List.class::isInstance)
                        .map(List.class::cast)
                        .filter(list -> !list.isEmpty() && list.get(0) instanceof Number)
                        .toList();
        return lists.size() == 1
                ? ((List<?>) lists.get(0))
                        .stream().mapToLong(each -> ((Number) each).longValue()).toArray()
                : null;
    }

    List<String> lines(Style style) {
        if (byName.isEmpty()) {
            return List.of("empty");
        }
        var lines = new ArrayList<String>();
        byName.forEach((name, histogram) -> {
            if (!name.isEmpty()) {
                lines.add(style.name(style.cut(name)));
            }
            lines.addAll(histogram.lines(style));
        });
        return lines;
    }

    /** On one line: that of the only one, or the names of all. */
    String line() {
        return byName.size() == 1
                ? byName.values().iterator().next().line()
                : byName.isEmpty() ? "empty" : byName.size() + " histograms: " + OneLine.of(byName.keySet());
    }

    @Override
    public String toString() {
        return String.join("\n", lines(Style.plain()));
    }
}
