// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.time.Duration;
import java.util.Locale;

/**
 * What code has cost.
 *
 * @param runs how often it ran
 * @param wall the time on the clock, the median of all runs
 * @param least the shortest of the runs
 * @param most the longest of the runs
 * @param cpu the time that its own thread computed, on average
 * @param allocated bytes that its own thread took from the heap, on average
 * @param collections garbage collections of the whole process during all runs
 * @param collecting the time of these
 */
public record Timing(
        int runs,
        Duration wall,
        Duration least,
        Duration most,
        Duration cpu,
        long allocated,
        long collections,
        Duration collecting) {
    private static final long KIB = 1024;

    /** On one line: {@code 1.24 ms, cpu 1.20 ms, allocated 48 B, no gc}. */
    @Override
    public String toString() {
        var gc =
                collections == 0 ? "no gc" : collections + " gc " + (collecting.isZero() ? "< 1 ms" : text(collecting));
        var spread = runs == 1 ? "" : "median of " + runs + " runs: ";
        var range = runs == 1 ? "" : " (" + text(least) + " to " + text(most) + ")";
        return spread + text(wall) + range + ", cpu " + text(cpu) + ", allocated " + bytes(allocated) + ", " + gc;
    }

    private static String text(Duration time) {
        double nanos = time.toNanos();
        if (nanos < 1e3) {
            return (long) nanos + " ns";
        } else if (nanos < 1e6) {
            return number(nanos / 1e3) + " us";
        } else if (nanos < 1e9) {
            return number(nanos / 1e6) + " ms";
        }
        return number(nanos / 1e9) + " s";
    }

    private static String bytes(long bytes) {
        if (bytes < KIB) {
            return bytes + " B";
        } else if (bytes < KIB * KIB) {
            return number(bytes / (double) KIB) + " KiB";
        }
        return number(bytes / (double) (KIB * KIB)) + " MiB";
    }

    // Three digits that count.
    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }
}
