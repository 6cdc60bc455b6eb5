// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What several runs gave. */
final class Sample {
    private final double[] sorted;

    Sample(List<Double> values) {
        sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
    }

    double median() {
        return quantile(0.5);
    }

    /** The value that a part of all lies below, in between two by their distances. */
    private double quantile(double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The median, and the quartiles around it: {@code 412 (401-433)}. */
    @Override
    public String toString() {
        return number(median()) + " (" + number(quantile(0.25)) + "-" + number(quantile(0.75)) + ")";
    }

    /** A number with the digits that count: {@code 0.35}, {@code 28.1}, {@code 1,204}, {@code 4.43M}. */
    static String number(double value) {
        if (value >= 1e6) {
            return number(value / 1e6) + "M";
        }
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
