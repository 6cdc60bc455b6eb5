// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.math.BigInteger;

/**
 * Ranges of the same width for a histogram. What is below the first or at the end of the last and above is counted too,
 * each in a range without a bound.
 *
 * @param from where the first begins
 * @param to where the last ends
 * @param step how wide each is
 */
public record Linear(long from, long to, long step) {
    private static final long MOST = 1_000;

    /** @throws IllegalArgumentException if they are no ranges, or more than a thousand */
    public Linear {
        if (step <= 0 || to <= from || to - from < 0) {
            throw new IllegalArgumentException("linear(" + from + ", " + to + ", " + step
                    + "): the first is where it begins, the second where it ends, the third a positive width");
        } else if ((to - from - 1) / step >= MOST) {
            throw new IllegalArgumentException("linear(" + from + ", " + to + ", " + step + "): these are "
                    + ((to - from - 1) / step + 1) + " ranges; " + MOST + " at most");
        }
    }

    int count() {
        return (int) ((to - from - 1) / step) + 1;
    }

    /** Where a range begins, counted from 0, and the one before it ends. */
    BigInteger bound(int range) {
        return BigInteger.valueOf(step)
                .multiply(BigInteger.valueOf(range))
                .add(BigInteger.valueOf(from))
                .min(BigInteger.valueOf(to));
    }

    /** The number of the range that a value is in: -1 for what is below, {@link #count} for what is above. */
    int slot(long value) {
        if (value < from) {
            return -1;
        }
        return value >= to ? count() : (int) ((value - from) / step);
    }
}
