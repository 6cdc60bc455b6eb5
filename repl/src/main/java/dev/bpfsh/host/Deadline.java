// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Until when somebody waits, however long that is. */
public final class Deadline {
    /** Half of what a long holds: whatever the clock says, it may be added to that. */
    private static final long LONGEST_NANOS = Long.MAX_VALUE / 2;

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** A time from now on. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + nanos(time));
    }

    /** A time in nanoseconds; 146 years for a longer one. */
    static long nanos(Duration time) {
        return Math.min(TimeUnit.NANOSECONDS.convert(time), LONGEST_NANOS);
    }

    /** Nanoseconds until then; 0 once it is over. */
    public long left() {
        return Math.max(0, end - System.nanoTime());
    }

    /** Whether it is over. */
    public boolean isOver() {
        return left() == 0;
    }
}
