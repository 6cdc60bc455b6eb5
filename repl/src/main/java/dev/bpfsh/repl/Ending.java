// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.loader.Session;
import java.util.concurrent.CountDownLatch;

/**
 * The end of the process, in order: everything alive is closed, newest first, whether {@code main} returns, a snippet
 * calls {@code System.exit}, or somebody sends SIGTERM.
 */
final class Ending {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static volatile boolean begun;

    private Ending() {}

    /** Closes the session when the JVM begins to end. */
    static void prepare() {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            begun = true;
                            closeAll();
                        },
                        "bpfsh-ending"));
    }

    /** Closes everything alive; says on standard error what could not be closed. */
    static void closeAll() {
        try {
            Session.current().close();
        } catch (IllegalStateException e) {
            System.err.println("bpfsh: " + e.getMessage());
        }
    }

    /** Once the JVM ends, waits until it has: what fails now fails because it was closed, and is nobody's news. */
    static void waitIfBegun() {
        while (begun) {
            try {
                NEVER.await();
            } catch (InterruptedException e) {
                // There is nothing left to do but to wait.
            }
        }
    }
}
