// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many values there are in which range, drawn as bars: by powers of two, as BPF programs that measure how long
 * things take keep them in a map, or in ranges of one width.
 *
 * @param unit what is counted, such as {@code usecs}
 * @param buckets from the lowest to the highest
 */
public record Histogram(String unit, List<Bucket> buckets) {
    /**
     * A range.
     *
     * @param from its first value, or null where there is no bound
     * @param below the first value behind it, or null
     * @param count how many there are
     */
    public record Bucket(BigInteger from, BigInteger below, long count) {
        String label() {
            return (from == null ? "(..." : "[" + number(from)) + ", " + (below == null ? "...)" : number(below) + ")");
        }

        /** Powers of two in few characters. */
        private static String number(BigInteger bound) {
            int zeros = bound.signum() > 0 && bound.bitCount() == 1 ? bound.bitLength() - 1 : 0;
            return zeros < 10
                    ? bound.toString()
                    : bound.shiftRight(zeros / 10 * 10)
                            + List.of("", "K", "M", "G", "T", "P", "E").get(zeros / 10);
        }
    }

    /** A copy, so that it stays as it is. */
    public Histogram {
        buckets = List.copyOf(buckets);
        if (buckets.stream().anyMatch(bucket -> bucket.count < 0)) {
            throw new IllegalArgumentException("no counts of values: " + buckets);
        }
    }

    /**
     * Of the counts as a map keeps them.
     *
     * @param slots slot 0 counts 0 and 1, slot {@code i} what is at least 2^i and less than 2^(i+1)
     */
    public static Histogram of(String unit, long... slots) {
        if (slots.length > Long.SIZE) {
            throw new IllegalArgumentException("no counts by powers of two: there are " + slots.length);
        }
        var buckets = new ArrayList<Bucket>();
        for (int slot = 0; slot < slots.length; slot++) {
            buckets.add(new Bucket(
                    slot == 0 ? BigInteger.ZERO : BigInteger.TWO.pow(slot), BigInteger.TWO.pow(slot + 1), slots[slot]));
        }
        return new Histogram(unit, buckets);
    }

    /** Of values, by powers of two; those below zero are counted together. */
    public static Histogram ofValues(String unit, Iterable<? extends Number> values) {
        var slots = new long[Long.SIZE];
        long negative = 0;
        for (var value : values) {
            long number = (long) Math.floor(value.doubleValue());
            long exact = value instanceof Double || value instanceof Float ? number : value.longValue();
            if (exact < 0) {
                negative++;
            } else {
                slots[exact == 0 ? 0 : Long.SIZE - 1 - Long.numberOfLeadingZeros(exact)]++;
            }
        }
        var buckets = new ArrayList<Bucket>();
        buckets.add(new Bucket(null, BigInteger.ZERO, negative));
        buckets.addAll(of(unit, slots).buckets);
        return new Histogram(unit, buckets);
    }

    /** Of values in ranges of one width, each as often as it is told. */
    public static Histogram linear(String unit, Linear ranges, Iterable<? extends Map.Entry<Long, Long>> counted) {
        var slots = new long[ranges.count() + 2];
        for (var each : counted) {
            slots[ranges.slot(each.getKey()) + 1] += each.getValue();
        }
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < slots.length; i++) {
            buckets.add(new Bucket(
                    i == 0 ? null : ranges.bound(i - 1), i == slots.length - 1 ? null : ranges.bound(i), slots[i]));
        }
        return new Histogram(unit, buckets);
    }

    /** How many were counted. */
    public long count() {
        return buckets.stream().mapToLong(Bucket::count).sum();
    }

    /** From the first range with a count to the last, a line each. */
    public List<String> lines(Style style) {
        var shown = counted();
        if (shown.isEmpty()) {
            return List.of(nothing());
        }
        int range = Math.max(
                Width.of(Text.line(unit)),
                shown.stream().mapToInt(bucket -> bucket.label().length()).max().orElse(0));
        int number = Math.max(
                "count".length(),
                shown.stream()
                        .mapToInt(bucket -> Long.toString(bucket.count).length())
                        .max()
                        .orElse(0));
        int bar = Bars.room(style, range + number + 5);
        double most = shown.stream().mapToLong(Bucket::count).max().orElseThrow();
        var lines = new ArrayList<String>();
        lines.add(style.bold(Width.pad(Text.line(unit), range) + "  " + Width.padLeft("count", number)));
        for (var bucket : shown) {
            lines.add(Width.pad(bucket.label(), range) + "  "
                    + Width.padLeft(Long.toString(bucket.count), number) + " "
                    + Bars.framed(bucket.count / most, bar, style));
        }
        return lines;
    }

    /** On one line: {@code usecs: 17 counted, most in [4, 8)}. */
    String line() {
        return buckets.stream()
                .filter(bucket -> bucket.count > 0)
                .max(Comparator.comparingLong(Bucket::count))
                .map(most ->
                        (unit.isEmpty() ? "" : Text.line(unit) + ": ") + count() + " counted, most in " + most.label())
                .orElseGet(this::nothing);
    }

    private String nothing() {
        return "no " + (unit.isEmpty() ? "values" : Text.line(unit)) + " counted";
    }

    private List<Bucket> counted() {
        int first = 0;
        while (first < buckets.size() && buckets.get(first).count == 0) {
            first++;
        }
        int last = buckets.size() - 1;
        while (last > first && buckets.get(last).count == 0) {
            last--;
        }
        return first < buckets.size() ? buckets.subList(first, last + 1) : List.of();
    }

    /** The counts as JSON has them: unit, and for each range between the first and the last its bounds and count. */
    public Map<String, Object> facts() {
        var ranges = new ArrayList<Map<String, Number>>();
        for (var each : counted()) {
            var range = new LinkedHashMap<String, Number>();
            range.put("from", each.from);
            range.put("below", each.below);
            range.put("count", each.count);
            ranges.add(range);
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("unit", unit);
        facts.put("count", count());
        facts.put("buckets", ranges);
        return facts;
    }

    @Override
    public String toString() {
        return String.join("\n", lines(Style.plain()));
    }
}
