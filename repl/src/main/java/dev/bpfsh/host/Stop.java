// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

/**
 * Thrown into a snippet to end it.
 *
 * <p>Snippets are woven with calls of {@link #check()}, so a loop that catches everything meets it again at its next
 * turn. It has no stack trace: nobody reads it, and it may be thrown in a thread that is short of stack.
 */
public final class Stop extends Error {
    private static final long serialVersionUID = 1;
    private static final Stop INSTANCE = new Stop();

    private Stop() {
        super("stopped", null, false, false);
    }

    /** Throws when this thread's evaluation is to end; other threads, such as a snippet's own, never stop here. */
    public static void check() {
        if (Thread.currentThread() instanceof EvaluationThread thread && thread.stopped()) {
            throw INSTANCE;
        }
    }
}
