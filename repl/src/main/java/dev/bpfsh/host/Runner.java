// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs the user's code on an {@link EvaluationThread} while the caller waits, and gives the caller back whatever that
 * code does: asked to stop, it raises the thread's flag, then interrupts it, and after {@link #PATIENCE} abandons it.
 */
final class Runner implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(500);

    private final ClassLoader contextClassLoader;
    private EvaluationThread thread;
    private FutureTask<?> running;
    private long haltedAt;
    private boolean stopRequested;

    Runner(ClassLoader contextClassLoader) {
        this.contextClassLoader = contextClassLoader;
    }

    /** The code was stopped; the message is where its thread hangs, empty if it ended. */
    static final class StoppedException extends Exception {
        private static final long serialVersionUID = 1;

        StoppedException(String where) {
            super(where, null, false, false);
        }
    }

    /** Lets what is run next run: a stop that was asked for before has had its effect. */
    synchronized void forgetStop() {
        stopRequested = false;
    }

    /** Whether a stop has been asked for, and not forgotten. */
    synchronized boolean stopRequested() {
        return stopRequested;
    }

    /** Where the code that runs is, innermost first; empty when none runs. */
    synchronized StackTraceElement[] stack() {
        return running == null || thread == null ? new StackTraceElement[0] : thread.getStackTrace();
    }

    /** Stops what runs, and whatever is about to. */
    synchronized void stop() {
        stopRequested = true;
        if (running != null && haltedAt == 0) {
            haltedAt = System.nanoTime();
            thread.halt();
            notifyAll();
        }
    }

    /**
     * Runs the work and waits for it.
     *
     * @throws StoppedException if a stop was asked for, however the work ended
     * @throws ExecutionException with what the work threw
     */
    <T> T call(Callable<T> work) throws StoppedException, ExecutionException {
        FutureTask<T> task = start(work);
        try {
            await();
            return task.get();
        } catch (InterruptedException e) {
            throw new AssertionError("a finished task does not wait", e);
        } finally {
            synchronized (this) {
                running = null;
            }
        }
    }

    private synchronized <T> FutureTask<T> start(Callable<T> work) throws StoppedException {
        if (stopRequested) {
            throw new StoppedException("");
        }
        if (thread == null || !thread.isAlive()) {
            thread = new EvaluationThread(contextClassLoader);
            thread.start();
        }
        haltedAt = 0;
        FutureTask<T> task = new FutureTask<>(work) {
            @Override
            protected void done() {
                synchronized (Runner.this) {
                    Runner.this.notifyAll();
                }
            }
        };
        running = task;
        thread.give(task);
        return task;
    }

    private synchronized void await() throws StoppedException {
        while (!running.isDone()) {
            try {
                if (haltedAt == 0) {
                    wait();
                    continue;
                }
                long left = PATIENCE.toMillis() - (System.nanoTime() - haltedAt) / 1_000_000;
                if (left <= 0) {
                    throw new StoppedException(abandon());
                }
                wait(left);
            } catch (InterruptedException e) {
                // Whoever interrupts the waiting caller wants the evaluation to end.
                stop();
            }
        }
        if (stopRequested) {
            throw new StoppedException("");
        }
    }

    private String abandon() {
        String where = thread.getState() == Thread.State.BLOCKED ? lock() : Frames.blockedIn(thread.getStackTrace());
        thread.abandon();
        thread = null;
        return where;
    }

    /** An interrupt does not end the wait for a lock, so whoever has it is what matters. */
    private String lock() {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        return info == null || info.getLockOwnerName() == null
                ? "a lock"
                : "a lock that thread " + info.getLockOwnerName() + " has";
    }

    /** Lets the thread end. */
    @Override
    public synchronized void close() {
        stop();
        if (thread != null) {
            thread.abandon();
            thread = null;
        }
    }
}
