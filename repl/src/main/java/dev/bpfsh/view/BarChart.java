// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.loader.BpfMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Numbers by names as bars below each other, in the order of the map.
 *
 * @param numbers none of them below zero
 */
public record BarChart(Map<String, Double> numbers) {
    private static final int LONGEST_NAME = 30;
    /** Numbers on one line. */
    private static final int AMONG_OTHERS = 5;

    /** A copy, so that it stays as it is. */
    public BarChart {
        numbers = new LinkedHashMap<>(numbers);
    }

    /** Of numbers by names of any kind. */
    public static BarChart of(Map<?, ? extends Number> numbers) {
        var named = new LinkedHashMap<String, Double>();
        numbers.forEach((name, number) -> named.put(Cells.text(name), number.doubleValue()));
        return new BarChart(named);
    }

    /**
     * Of the numbers in a map by their keys, the largest first; those of all CPUs are added.
     *
     * @throws IllegalArgumentException if its values are no numbers
     */
    public static BarChart of(BpfMap map) {
        try (var entries = map.stream()) {
            var sorted = entries.map(entry -> Map.entry(entry.getKey(), number(map, entry.getValue())))
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .toList();
            var numbers = new LinkedHashMap<Object, Double>();
            sorted.forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
            return of(numbers);
        }
    }

    private static double number(BpfMap map, Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return Folded.count(value)
                .orElseThrow(() -> new IllegalArgumentException(
                        "chart(" + map.name() + "): a value is no number: " + OneLine.of(value)));
    }

    Iterable<String> lines(Style style) {
        if (numbers.isEmpty()) {
            return List.of("no numbers");
        }
        int most = style.bounded() ? Math.max(1, new Page(style).room() - 2) : Integer.MAX_VALUE;
        var shown = numbers.entrySet().stream().limit(most).toList();
        double largest = numbers.values().stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        int name = shown.stream()
                .mapToInt(each -> Width.of(name(each, style)))
                .max()
                .orElse(0);
        int number = shown.stream()
                .mapToInt(each -> Figures.text(each.getValue()).length())
                .max()
                .orElse(0);
        int bar = Bars.room(style, name + number + 5);
        var lines = new ArrayList<String>();
        for (var each : shown) {
            double part = largest > 0 && each.getValue() > 0 ? each.getValue() / largest : 0;
            lines.add((Width.pad(name(each, style), name) + "  "
                            + Width.padLeft(Figures.text(each.getValue()), number) + " "
                            + style.paint(Role.BAR, Bars.across(part, bar, style)))
                    .stripTrailing());
        }
        if (shown.size() < numbers.size()) {
            lines.add(style.rest((numbers.size() - shown.size()) + " more of " + numbers.size()));
        }
        return lines;
    }

    /** On one line: {@code read 12, write 30, ...}. */
    String line() {
        return numbers.entrySet().stream()
                        .limit(AMONG_OTHERS)
                        .map(each -> Text.line(each.getKey()) + " " + Figures.text(each.getValue()))
                        .collect(Collectors.joining(", "))
                + (numbers.size() > AMONG_OTHERS ? ", ..." : numbers.isEmpty() ? "no numbers" : "");
    }

    private static String name(Map.Entry<String, Double> each, Style style) {
        return style.cut(Text.line(each.getKey()), LONGEST_NAME);
    }

    @Override
    public String toString() {
        return String.join("\n", lines(Style.terminal(0, 0)));
    }
}
