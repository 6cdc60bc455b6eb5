// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Measures what code costs, on the thread that runs it. */
final class Stopwatch {
    private final int runs;
    private final List<Sample> samples = new ArrayList<>();
    private Reading before;
    private Reading after;

    private record Sample(long wall, long cpu, long allocated) {}

    private record Reading(long collections, long millis) {
        static Reading now() {
            long collections = 0;
            long millis = 0;
            for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
                collections += Math.max(0, each.getCollectionCount());
                millis += Math.max(0, each.getCollectionTime());
            }
            return new Reading(collections, millis);
        }
    }

    /** @param runs how often the work is done */
    Stopwatch(int runs) {
        this.runs = runs;
    }

    /** The work, measured; its result is that of the last run. */
    <T> Callable<T> around(Callable<T> work) {
        return () -> {
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long thread = Thread.currentThread().getId();
            T result = null;
            before = Reading.now();
            try {
                for (int i = 0; i < runs; i++) {
                    Stop.check();
                    long allocated = threads.getThreadAllocatedBytes(thread);
                    long cpu = threads.getCurrentThreadCpuTime();
                    long wall = System.nanoTime();
                    try {
                        result = work.call();
                    } finally {
                        wall = System.nanoTime() - wall;
                        samples.add(new Sample(
                                wall,
                                threads.getCurrentThreadCpuTime() - cpu,
                                threads.getThreadAllocatedBytes(thread) - allocated));
                    }
                }
                return result;
            } finally {
                after = Reading.now();
            }
        };
    }

    /** What was measured; nothing, where nothing ran. */
    Timing timing() {
        if (samples.isEmpty()) {
            return new Timing(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 0, Duration.ZERO);
        }
        var wall = samples.stream().mapToLong(Sample::wall).sorted().toArray();
        var cpu = samples.stream().mapToLong(Sample::cpu).sorted().toArray();
        var allocated = samples.stream().mapToLong(Sample::allocated).sorted().toArray();
        return new Timing(
                samples.size(),
                Duration.ofNanos(wall[wall.length / 2]),
                Duration.ofNanos(wall[0]),
                Duration.ofNanos(wall[wall.length - 1]),
                Duration.ofNanos(cpu[cpu.length / 2]),
                allocated[allocated.length / 2],
                after.collections - before.collections,
                Duration.ofMillis(after.millis - before.millis));
    }
}
