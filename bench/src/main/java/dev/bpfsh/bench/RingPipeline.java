// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import dev.bpfsh.libbpf.EventCursor;
import java.time.Duration;
import java.util.function.Consumer;

/** One thread has a program send events, another takes them at the same time, as {@code bench/c/RingPipeline.c}. */
final class RingPipeline {
    private static final long EVENTS = 20_000_000;
    private static final long WARM_UP = 2_000_000;
    private static final long AT_A_TIME = 20_000;
    private static final Duration WAIT = Duration.ofMillis(100);

    private static long taken;
    private static long sum;

    private RingPipeline() {}

    public static void main(String[] args) throws InterruptedException {
        try (var shared = new Ring()) {
            run(shared, WARM_UP);
            long allocated = Ring.allocated();
            double seconds = run(shared, EVENTS);
            System.out.println("events-per-second " + EVENTS / seconds);
            System.out.println("bytes-per-event " + (double) (Ring.allocated() - allocated) / EVENTS);
        }
    }

    private static double run(Ring shared, long events) throws InterruptedException {
        var ring = shared.object.ringBuffer("ring");
        Consumer<EventCursor> handler = cursor -> {
            sum += cursor.getLong(0);
            taken++;
        };
        taken = 0;
        long begun = System.nanoTime();
        var producer = new Thread(() -> {
            for (long sent = 0; sent < events; ) {
                sent += shared.send("send_small", Math.min(events - sent, AT_A_TIME));
            }
        });
        producer.start();
        while (taken < events) {
            ring.poll(WAIT, handler);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        producer.join();
        return seconds;
    }
}
