// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.libbpf.EventCursor;
import java.util.function.Consumer;

/** Takes all events out of a full ring buffer, as {@code bench/c/RingDrain.c}. */
final class RingDrain {
    private static final int ROUNDS = 40;
    private static final int MORE_THAN_FIT = 2_000_000;

    private static long sum;

    private RingDrain() {}

    public static void main(String[] args) {
        try (var shared = new Ring()) {
            var ring = shared.object.ringBuffer("ring");
            Consumer<EventCursor> handler = cursor -> sum += cursor.getLong(0);
            long spent = 0;
            long events = 0;
            long bytes = 0;
            // The first half compiles.
            for (int i = 0; i < 2 * ROUNDS; i++) {
                shared.send("send_small", MORE_THAN_FIT);
                long before = Ring.allocated();
                long begun = Ring.threadTime();
                int taken = ring.poll(handler);
                long ended = Ring.threadTime();
                if (i >= ROUNDS) {
                    events += taken;
                    spent += ended - begun;
                    bytes += Ring.allocated() - before;
                }
            }
            System.out.println("events-per-second " + events / (spent / 1e9));
            System.out.println("bytes-per-event " + (double) bytes / events);
        }
    }
}
