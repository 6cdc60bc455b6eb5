// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work of ours that runs code of the user, a {@code toString} say, and so may never end: it is given up instead. */
final class Interruptible {
    private volatile FutureTask<String> running;

    /** What {@code text} supplies; {@code otherwise} when that takes longer than {@code most} or was interrupted. */
    String within(Duration most, Supplier<String> text, String otherwise) {
        FutureTask<String> task = new FutureTask<>(text::get);
        Thread thread = new Thread(task, "bpfsh-words");
        thread.setDaemon(true);
        running = task;
        thread.start();
        try {
            return task.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | CancellationException | InterruptedException e) {
            task.cancel(true);
            return otherwise;
        } catch (ExecutionException e) {
            return otherwise + ": " + e.getCause().getClass().getName();
        } finally {
            running = null;
        }
    }

    /** Gives up what runs, if anything does. */
    void interrupt() {
        FutureTask<String> task = running;
        if (task != null) {
            task.cancel(true);
        }
    }
}
