// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Numbers in few letters, for where a scale is more important than the last digit. */
final class Figures {
    private static final String[] SUFFIXES = {"", "K", "M", "G", "T", "P", "E"};
    private static final double THOUSAND = 1_000;

    private Figures() {}

    /** {@code 12}, {@code 1.5K}, {@code 0.25}. */
    static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        int power = 0;
        while (size >= 9_999.5 && power < SUFFIXES.length - 1
                || power > 0 && size >= 999.5 && power < SUFFIXES.length - 1) {
            size /= THOUSAND;
            power++;
        }
        int digits = size >= 100 || size == Math.rint(size) ? 0 : size >= 10 ? 1 : 2;
        var text = String.format(Locale.ROOT, "%." + digits + "f", size);
        return (value < 0 ? "-" : "") + (digits == 0 ? text : text.replaceFirst("\\.?0+$", "")) + SUFFIXES[power];
    }

    /** {@code 1..16}: the least and the largest of some numbers, of which there is one at least. */
    static String range(List<Double> numbers) {
        return text(Collections.min(numbers)) + ".." + text(Collections.max(numbers));
    }
}
