// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts by powers of two, drawn as bars: what BPF programs that measure how long things take keep in a map. Its text
 * is made for a screen of 80 columns.
 *
 * @param unit what is counted, such as {@code usecs}
 * @param slots slot 0 counts 0 and 1, slot {@code i} what is at least 2^i and less than 2^(i+1)
 */
public record Histogram(String unit, List<Long> slots) {
    private static final int WIDEST_BAR = 60;
    private static final int NARROWEST_BAR = 8;
    private static final String FULL = "@";

    /** A copy, so that it stays as it is. */
    public Histogram {
        slots = List.copyOf(slots);
        if (slots.size() > Long.SIZE || slots.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("no counts by powers of two: " + slots);
        }
    }

    /** Of the counts as a map keeps them. */
    public static Histogram of(String unit, long... slots) {
        var counts = new ArrayList<Long>();
        for (long slot : slots) {
            counts.add(slot);
        }
        return new Histogram(unit, counts);
    }

    /** How many were counted. */
    public long count() {
        return slots.stream().mapToLong(Long::longValue).sum();
    }

    /** From the first slot with a count to the last, a line each. */
    public List<String> lines(Style style) {
        int first = first();
        int last = last();
        if (first > last) {
            return List.of("no " + unit + " counted");
        }
        var ranges = new ArrayList<String>();
        for (int slot = first; slot <= last; slot++) {
            ranges.add("[" + power(slot == 0 ? -1 : slot) + ", " + power(slot + 1) + ")");
        }
        int range = widest(ranges, unit.length());
        int number = widest(slots.stream().map(String::valueOf).toList(), "count".length());
        int bar = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, style.width() - range - number - 5));
        long most = slots.stream().mapToLong(Long::longValue).max().orElseThrow();
        var lines = new ArrayList<String>();
        lines.add(style.bold(pad(unit, range) + "  " + " ".repeat(number - "count".length()) + "count"));
        for (int slot = first; slot <= last; slot++) {
            long count = slots.get(slot);
            // What was counted at all is seen.
            int length = count == 0 ? 0 : (int) Math.max(1, Math.round((double) count / most * bar));
            var text = Long.toString(count);
            lines.add(pad(ranges.get(slot - first), range) + "  " + " ".repeat(number - text.length()) + text + " |"
                    + FULL.repeat(length) + " ".repeat(bar - length) + "|");
        }
        return lines;
    }

    /** The counts as JSON has them: unit, and for each slot between the first and the last its bounds and count. */
    public Map<String, Object> facts() {
        var buckets = new ArrayList<Map<String, Number>>();
        for (int slot = first(); slot <= last(); slot++) {
            var bucket = new LinkedHashMap<String, Number>();
            bucket.put("from", slot == 0 ? 0 : BigInteger.TWO.pow(slot));
            bucket.put("below", BigInteger.TWO.pow(slot + 1));
            bucket.put("count", slots.get(slot));
            buckets.add(bucket);
        }
        var facts = new LinkedHashMap<String, Object>();
        facts.put("unit", unit);
        facts.put("count", count());
        facts.put("buckets", buckets);
        return facts;
    }

    private int first() {
        int first = 0;
        while (first < slots.size() && slots.get(first) == 0) {
            first++;
        }
        return first;
    }

    private int last() {
        int last = slots.size() - 1;
        while (last >= 0 && slots.get(last) == 0) {
            last--;
        }
        return last;
    }

    private static int widest(List<String> texts, int least) {
        return Math.max(least, texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /** 2^n in few characters; 0 for what is before the first. */
    private static String power(int n) {
        if (n < 0) {
            return "0";
        }
        return (1L << n % 10) + List.of("", "K", "M", "G", "T", "P", "E").get(n / 10);
    }

    @Override
    public String toString() {
        return String.join("\n", lines(Style.plain()));
    }
}
