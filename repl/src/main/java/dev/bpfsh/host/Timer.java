// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.Session;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs something again and again in the background, until it is closed or fails. */
public final class Timer implements AutoCloseable {
    private final Thread thread;
    private final Duration period;
    private final Task task;
    private volatile boolean closed;

    Timer(Duration period, Task task) {
        this.period = period;
        this.task = task;
        this.thread = new Thread(this::run, "bpfsh-every");
        thread.setDaemon(true);
        thread.start();
    }

    // What the task throws goes to the thread's handler, as from any other thread: it is shown, and the timer is over.
    // Also where only a method's signature knows of it, which a Runnable may not throw.
    private void run() {
        long nanos = Deadline.nanos(period);
        try {
            // What was missed, while the process was stopped or a run took too long, is not made up for.
            for (long next = System.nanoTime(); !closed; next = Math.max(next + nanos, System.nanoTime())) {
                long wait = (next - System.nanoTime()) / 1_000_000;
                if (wait > 0) {
                    Thread.sleep(wait);
                }
                task.perform();
            }
        } catch (InterruptedException end) {
            closed = true;
        } catch (Exception failed) {
            // What a run that is under way reads is closed right after this is.
            boolean news = !closed;
            closed = true;
            if (news) {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failed);
            }
        } finally {
            Session.current().disown(this);
        }
    }

    /** Ends it; a run that is under way is interrupted, and what it throws by then is nobody's news. */
    @Override
    public void close() {
        closed = true;
        Session.current().disown(this);
        if (Thread.currentThread() != thread) {
            thread.interrupt();
        }
    }

    @Override
    public String toString() {
        return "every " + TimeUnit.MILLISECONDS.convert(period) + " ms"
                + (closed || !thread.isAlive() ? ", ended" : "; close() ends it");
    }
}
