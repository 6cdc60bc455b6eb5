// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time as people say them: {@code 1.5 ms}, {@code 2 min 3 s}. */
final class Times {
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Times() {}

    static String text(Duration time) {
        long seconds = time.getSeconds();
        if (seconds == Long.MIN_VALUE) {
            return time.toString();
        } else if (seconds < 0) {
            return "-" + text(time.negated());
        }
        if (seconds >= 60) {
            return large(time);
        }
        long nanos = time.toNanos();
        if (nanos < MICRO) {
            return nanos + " ns";
        } else if (nanos < MILLI) {
            return number(nanos, MICRO) + " us";
        }
        return nanos < SECOND ? number(nanos, MILLI) + " ms" : number(nanos, SECOND) + " s";
    }

    private static String large(Duration time) {
        if (time.toDays() > 0) {
            return two(time.toDays(), "d", time.toHoursPart(), "h");
        }
        return time.toHours() > 0
                ? two(time.toHours(), "h", time.toMinutesPart(), "min")
                : two(time.toMinutes(), "min", time.toSecondsPart(), "s");
    }

    private static String two(long large, String unit, int small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }

    /** Three digits are enough, and none of them behind the point where it would be zero. */
    private static String number(long nanos, long unit) {
        double value = (double) nanos / unit;
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        var text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return digits == 0 ? text : text.replaceFirst("\\.?0+$", "");
    }
}
