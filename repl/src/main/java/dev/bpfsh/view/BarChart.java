// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers by names as bars below each other, in the order of the map.
 *
 * @param numbers none of them below zero
 */
public record BarChart(Map<String, Double> numbers) {
    private static final int NARROWEST_BAR = 8;
    private static final int WIDEST_BAR = 60;
    private static final int LONGEST_NAME = 30;

    /** A copy, so that it stays as it is. */
    public BarChart {
        numbers = new LinkedHashMap<>(numbers);
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
        int bar = Math.max(NARROWEST_BAR, Math.min(WIDEST_BAR, style.width() - name - number - 5));
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

    private static String name(Map.Entry<String, Double> each, Style style) {
        return style.cut(Text.line(each.getKey()), LONGEST_NAME);
    }

    @Override
    public String toString() {
        return String.join("\n", lines(Style.terminal(0, 0)));
    }
}
