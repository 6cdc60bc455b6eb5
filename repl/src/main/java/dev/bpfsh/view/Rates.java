// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast totals grow: for tables that show counters of the kernel again and again.
 *
 * <pre>{@code
 * var rates = rates();
 * every(seconds(1), () -> live.show(List.of(List.of("TCP", packets(), rates.of("TCP", packets())))));
 * }</pre>
 *
 * <p>Any thread may ask.
 */
public final class Rates {
    private record Reading(long total, long nanos) {}

    private final Map<Object, Reading> before = new HashMap<>();
    private final LongSupplier clock;
    private final long begin;

    /** Counters that are 0 now. */
    public Rates() {
        this(System::nanoTime);
    }

    Rates(LongSupplier clock) {
        this.clock = clock;
        this.begin = clock.getAsLong();
    }

    /**
     * How much a total has grown in a second, rounded, since the last time it was asked for; the first time, since this
     * was made.
     *
     * @param key which total
     * @param total what it is now
     */
    public synchronized long of(Object key, long total) {
        long now = clock.getAsLong();
        var last = before.getOrDefault(key, new Reading(0, begin));
        before.put(key, new Reading(total, now));
        double seconds = (now - last.nanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return seconds <= 0 ? 0 : Math.round((total - last.total) / seconds);
    }
}
