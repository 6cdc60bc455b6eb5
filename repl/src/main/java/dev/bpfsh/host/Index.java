// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * When a session's JShell makes its index of classes: once it is wanted, or nothing else is to be done. At once it would
 * compete with the first lines for the processors.
 */
final class Index {
    private static final long PATIENCE_SECONDS = 3;

    private final CountDownLatch wanted;

    private Index(int waits) {
        wanted = new CountDownLatch(waits);
    }

    /** One that is made at once. */
    static Index now() {
        return new Index(0);
    }

    /** One that is made when it is wanted, or after some seconds. */
    static Index later() {
        return new Index(1);
    }

    void want() {
        wanted.countDown();
    }

    /** Waits until it is to be made. */
    boolean await() {
        try {
            wanted.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
