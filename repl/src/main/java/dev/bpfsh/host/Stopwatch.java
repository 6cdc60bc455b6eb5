// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;

/** Measures what code costs, on the thread that runs it. */
final class Stopwatch {
    private final int runs;
    private Timing timing =
            new Timing(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, Duration.ZERO);

    private record Reading(long cpu, long allocated, long collections, long millis) {
        static Reading now() {
            long collections = 0;
            long millis = 0;
            for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
                collections += Math.max(0, each.getCollectionCount());
                millis += Math.max(0, each.getCollectionTime());
            }
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            return new Reading(
                    threads.getCurrentThreadCpuTime(), threads.getThreadAllocatedBytes(thread), collections, millis);
        }
    }

    /** @param runs how often the work is done */
    Stopwatch(int runs) {
        this.runs = runs;
    }

    /** The work, measured; its result is that of the last run. */
    <T> Callable<T> around(Callable<T> work) {
        return () -> {
            // Read twice: the first time it also loads and makes what reading needs.
            Reading.now();
            var wall = new long[runs];
            int done = 0;
            T result = null;
            var before = Reading.now();
            try {
                // Between two turns nothing is done but to read the clock, so that short work can be measured too.
                while (done < runs) {
                    Stop.check();
                    long began = System.nanoTime();
                    try {
                        result = work.call();
                    } finally {
                        wall[done++] = System.nanoTime() - began;
                    }
                }
                return result;
            } finally {
                note(before, Reading.now(), Arrays.copyOf(wall, done));
            }
        };
    }

    private void note(Reading before, Reading after, long[] wall) {
        if (wall.length > 0) {
            Arrays.sort(wall);
            timing = new Timing(
                    wall.length,
                    Duration.ofNanos(wall[wall.length / 2]),
                    Duration.ofNanos(wall[0]),
                    Duration.ofNanos(wall[wall.length - 1]),
                    Duration.ofNanos((after.cpu - before.cpu) / wall.length),
                    (after.allocated - before.allocated) / wall.length,
                    after.collections - before.collections,
                    Duration.ofMillis(after.millis - before.millis));
        }
    }

    /** What was measured last; nothing, where nothing ran. */
    Timing timing() {
        return timing;
    }
}
