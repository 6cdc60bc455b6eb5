// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

/** Waiting for another process, a little at a time. */
final class Patience {
    private static final long PAUSE = 25;

    private Patience() {}

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static AssertionError interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new AssertionError("the test was interrupted", e);
    }
}
