// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets events gather in a buffer where they keep coming, so that the reader wakes up for many and not for each, which
 * costs more than the event itself.
 */
final class Gathering {
    private static final long LONGEST_NANOS = 10_000_000;
    /** So that programs fill no buffer meanwhile that send up to 100 MB a second. */
    private static final long NANOS_PER_BYTE = 10;
    /** A shorter pause is longer than it should be. */
    private static final long SHORTEST_NANOS = 100_000;

    private final EventReader reader;
    private final long nanos;
    private long last = System.nanoTime() - 2 * LONGEST_NANOS;
    private boolean crowded;

    Gathering(EventReader reader) {
        this.reader = reader;
        this.nanos = Math.min(LONGEST_NANOS, reader.capacity() * NANOS_PER_BYTE);
    }

    /** A look before events are taken: where a quarter is full already, there is no time to lose. */
    void look() {
        crowded = reader.occupied() > reader.capacity() / 4;
    }

    /** Waits, when events were taken; not after the first that came for a while. */
    void pause() {
        boolean again = System.nanoTime() - last < 2 * LONGEST_NANOS;
        if (again && !crowded && nanos >= SHORTEST_NANOS) {
            LockSupport.parkNanos(nanos);
        }
        last = System.nanoTime();
    }
}
