// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

/** Takes all events out of a full ring buffer, each decoded by BTF, as {@code bench/c/RingDecoded.c}. */
final class RingDecoded {
    private static final int ROUNDS = 20;
    private static final int MORE_THAN_FIT = 2_000_000;

    private static long sum;

    private RingDecoded() {}

    public static void main(String[] args) {
        try (var shared = new Ring()) {
            var ring = shared.object.ringBuffer("ring", "event");
            long spent = 0;
            long events = 0;
            // The first half compiles.
            for (int i = 0; i < 2 * ROUNDS; i++) {
                shared.send("send", MORE_THAN_FIT);
                long begun = Ring.threadTime();
                int taken = ring.drain(
                        event -> sum += (Long) event.get("sequence") + ((String) event.get("comm")).length());
                if (i >= ROUNDS) {
                    events += taken;
                    spent += Ring.threadTime() - begun;
                }
            }
            System.out.println("decoded-per-second " + events / (spent / 1e9));
        }
    }
}
