// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.loader.BpfMap;
import java.util.LinkedHashMap;
import java.util.function.LongSupplier;

/**
 * Reading a hash of a million entries, u32 to u64, as {@code bench/c/HashRead.c}: through the cursor, and as Java values.
 * What C needs to have {@code bpftool} print it is beside both.
 */
final class HashRead {
    private static final int ENTRIES = 1_000_000;
    private static final int WARM_UP = 5;

    private HashRead() {}

    public static void main(String[] args) {
        try (var map = BpfMap.create("hash", "hash_read_java", 4, 8, ENTRIES)) {
            fill(map);
            double batches = measure(() -> sum(map));
            System.out.println("ms-batches " + batches);
            System.out.println("ms-dumped " + batches);
            System.out.println("ms-decoded " + measure(() -> decoded(map)));
        }
    }

    private static void fill(BpfMap map) {
        var entries = new LinkedHashMap<Integer, Long>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.put(i, (long) i);
        }
        map.putAll(entries);
    }

    private static long sum(BpfMap map) {
        long sum = 0;
        for (var entry = map.cursor(); entry.next(); ) {
            sum += entry.valueLong(0);
        }
        return sum;
    }

    private static long decoded(BpfMap map) {
        var sum = new long[1];
        map.forEach((key, value) -> sum[0] += (Long) value);
        return sum[0];
    }

    private static double measure(LongSupplier read) {
        for (int i = 0; i < WARM_UP; i++) {
            read.getAsLong();
        }
        long begun = System.nanoTime();
        long sum = read.getAsLong();
        double time = (System.nanoTime() - begun) / 1e6;
        if (sum != (long) ENTRIES * (ENTRIES - 1) / 2) {
            throw new IllegalStateException("sum " + sum);
        }
        return time;
    }
}
