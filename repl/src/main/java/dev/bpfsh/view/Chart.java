// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Numbers as columns beside a scale, as wide and as high as there is room: the newest to the right. Where there are more
 * numbers than columns, each column is the largest of some, so that no peak is lost.
 *
 * @param name what the numbers are, or empty
 * @param numbers the newest last
 */
public record Chart(String name, List<Double> numbers) {
    private static final int HIGHEST = 12;
    private static final int LOWEST = 3;
    private static final int WIDEST_COLUMN = 3;
    /** Where there is no screen to fit. */
    private static final int WIDTH = 80;

    /** A copy, so that it stays as it is. */
    public Chart {
        numbers = List.copyOf(numbers);
    }

    /** Of any numbers. */
    public static Chart of(String name, Collection<? extends Number> numbers) {
        return new Chart(name, numbers.stream().map(Number::doubleValue).toList());
    }

    List<String> lines(Style style) {
        var finite = Sparkline.finite(numbers);
        if (finite.isEmpty()) {
            return List.of((name.isEmpty() ? "" : Text.line(name) + ": ") + "no numbers");
        }
        // From zero, as columns are compared by their heights.
        double least = Math.min(0, Collections.min(finite));
        double most = Math.max(0, Collections.max(finite));
        int height = Math.max(LOWEST, Math.min(HIGHEST, new Page(style).room() - 3));
        int label = Math.max(Figures.text(most).length(), Figures.text(least).length());
        int width = style.width() == Integer.MAX_VALUE ? WIDTH : style.width();
        var columns = columns(Math.max(1, width - label - 2));
        var lines = new ArrayList<String>();
        if (!name.isEmpty()) {
            lines.add(style.bold(style.cut(Text.line(name))));
        }
        for (int at = height - 1; at >= 0; at--) {
            var line = new StringBuilder();
            for (double number : columns) {
                double part = most == least ? 0 : (number - least) / (most - least) * height;
                line.append(Double.isFinite(number) ? Bars.column(part, at, style) : ' ');
            }
            var scale = at == height - 1 ? Figures.text(most) : at == 0 ? Figures.text(least) : "";
            lines.add(style.faint(Width.padLeft(scale, label) + " " + (style.unicode() ? "\u2502" : "|"))
                    + style.paint(Role.BAR, line.toString().stripTrailing()));
        }
        return lines;
    }

    /** On one line among others. */
    String line(Style style) {
        return (name.isEmpty() ? "" : Text.line(name) + "  ") + new Sparkline(numbers).line(style);
    }

    /** A number for each column: some columns for each where there are few, the largest of some where there are many. */
    private List<Double> columns(int room) {
        int count = numbers.size();
        var columns = new ArrayList<Double>();
        if (count <= room) {
            int wide = Math.min(WIDEST_COLUMN, room / count);
            numbers.forEach(number -> {
                for (int i = 0; i < wide; i++) {
                    columns.add(number);
                }
            });
            return columns;
        }
        for (int i = 0; i < room; i++) {
            int from = (int) ((long) i * count / room);
            int past = (int) ((i + 1L) * count / room);
            columns.add(numbers.subList(from, past).stream()
                    .mapToDouble(Double::doubleValue)
                    .filter(Double::isFinite)
                    .max()
                    .orElse(Double.NaN));
        }
        return columns;
    }

    @Override
    public String toString() {
        return String.join("\n", lines(Style.terminal(0, 0)));
    }
}
