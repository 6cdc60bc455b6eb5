// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Thrown into a snippet to end it.
 *
 * <p>Snippets are woven with calls of {@link #check()}, so a loop that catches everything meets it again at its next
 * turn. It has no stack trace: nobody reads it, and it may be thrown in a thread that is short of stack.
 */
public final class Stop extends Error {
    private static final long serialVersionUID = 1;
    private static final Stop INSTANCE = new Stop();
    private static final Set<Thread> ORDERED =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));
    /** Whether there is any: asked at each turn of each loop. */
    private static volatile boolean ordered;

    private Stop() {
        super("stopped", null, false, false);
    }

    /**
     * Throws when this thread's evaluation is to end. Other threads, such as a snippet's own, stop here only where this
     * very one was asked to.
     */
    public static void check() {
        if (Thread.currentThread() instanceof EvaluationThread thread && thread.stopped()
                || ordered && ORDERED.contains(Thread.currentThread())) {
            throw INSTANCE;
        }
    }

    /** Asks one thread to end: by interrupting it, and at its next turn through a snippet's code. */
    static void order(Thread thread) {
        if (thread instanceof EvaluationThread evaluation) {
            evaluation.abandon();
            return;
        }
        quieten(thread);
        ORDERED.add(thread);
        ordered = true;
        thread.interrupt();
    }

    /** To be thrown by the calling thread, which ends by it without a word. */
    static Stop ofThisThread() {
        quieten(Thread.currentThread());
        return INSTANCE;
    }

    private static void quieten(Thread thread) {
        var before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((ended, thrown) -> {
            if (thrown != INSTANCE && before != null) {
                before.uncaughtException(ended, thrown);
            }
        });
    }
}
