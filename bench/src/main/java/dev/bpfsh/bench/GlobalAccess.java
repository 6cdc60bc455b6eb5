// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.loader.BpfObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** A global's get and set after load, as {@code bench/c/GlobalAccess.c}. */
final class GlobalAccess {
    // Short ones, of which a busy machine leaves most undisturbed.
    private static final int MEASUREMENTS = 400;
    private static final int ROUNDS = 50_000;

    private GlobalAccess() {}

    public static void main(String[] args) {
        try (var object = BpfObject.open(Path.of("bench/bpf/GlobalAccess.bpf.o"))) {
            object.load();
            var counter = object.global("counter");
            var max = object.global("limits[2].max");
            measure("get-ns", rounds -> {
                long sum = 0;
                for (int i = 0; i < rounds; i++) {
                    sum += (Long) counter.get();
                }
                return sum;
            });
            measure("set-ns", rounds -> {
                for (int i = 0; i < rounds; i++) {
                    counter.set((long) i);
                }
                return 0;
            });
            measure("get-member-ns", rounds -> {
                long sum = 0;
                for (int i = 0; i < rounds; i++) {
                    sum += (Long) max.get();
                }
                return sum;
            });
            measure("set-member-ns", rounds -> {
                for (int i = 0; i < rounds; i++) {
                    max.set(i);
                }
                return 0;
            });
            measure("get-long-ns", rounds -> {
                long sum = 0;
                for (int i = 0; i < rounds; i++) {
                    sum += counter.getLong();
                }
                return sum;
            });
            measure("set-long-ns", rounds -> {
                for (int i = 0; i < rounds; i++) {
                    counter.setLong(i);
                }
                return 0;
            });
        }
    }

    private static void measure(String metric, IntToLongFunction loop) {
        var times = new double[MEASUREMENTS];
        long sum = 0;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long begun = System.nanoTime();
            sum += loop.applyAsLong(ROUNDS);
            times[i] = (double) (System.nanoTime() - begun) / ROUNDS;
        }
        // The first half is what the compiler needs.
        Arrays.sort(times, MEASUREMENTS / 2, MEASUREMENTS);
        // The sum is used, so it has to be made.
        System.out.println(metric + " " + times[MEASUREMENTS * 3 / 4] + (sum == 1 ? "0" : ""));
    }
}
