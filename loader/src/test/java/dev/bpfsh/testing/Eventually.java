// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.time.Duration;

/** Waits for what another thread, another process or the kernel does in its own time. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 20;

    /** Assertions on how things stand. */
    public interface Check {
        void run() throws Exception;
    }

    private Eventually() {}

    /**
     * Checks again and again, and returns as soon as all is right.
     *
     * @throws AssertionError what is still wrong after half a minute
     */
    public static void holds(Check check) throws Exception {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
            try {
                check.run();
                return;
            } catch (AssertionError notYet) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
        check.run();
    }
}
