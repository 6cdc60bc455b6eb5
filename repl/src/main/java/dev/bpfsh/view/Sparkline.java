// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Numbers in a row, a letter each as high as the number: from the least to the largest of them. What does not fit a
 * line is left out at the beginning.
 *
 * @param numbers the newest last; what is not finite is a gap
 */
public record Sparkline(List<Double> numbers) {
    /** A copy, so that it stays as it is. */
    public Sparkline {
        numbers = List.copyOf(numbers);
    }

    /** Of any numbers. */
    public static Sparkline of(Collection<? extends Number> numbers) {
        return new Sparkline(numbers.stream().map(Number::doubleValue).toList());
    }

    /** Its letters, as many as the columns. */
    String letters(int columns, Style style) {
        var shown = numbers.subList(Math.max(0, numbers.size() - columns), numbers.size());
        var finite = finite(shown);
        double least = finite.isEmpty() ? 0 : Collections.min(finite);
        double most = finite.isEmpty() ? 0 : Collections.max(finite);
        var letters = new StringBuilder();
        for (double number : shown) {
            letters.append(
                    !Double.isFinite(number)
                            ? ' '
                            : Bars.up(most > least ? (number - least) / (most - least) : 0, style));
        }
        return letters.toString();
    }

    static List<Double> finite(List<Double> numbers) {
        return numbers.stream().filter(Double::isFinite).toList();
    }

    /** The line for a place of this style, with the least and the largest behind it. */
    String line(Style style) {
        var finite = finite(numbers);
        if (finite.isEmpty()) {
            return "no numbers";
        }
        var range = "  " + Figures.range(finite);
        int room = style.bounded() ? Math.max(1, style.width() - range.length() - 1) : numbers.size();
        return style.paint(Role.BAR, letters(room, style)) + range;
    }

    /** The letters alone, as this process's terminal has them. */
    @Override
    public String toString() {
        return letters(numbers.size(), Style.terminal(0, 0));
    }
}
