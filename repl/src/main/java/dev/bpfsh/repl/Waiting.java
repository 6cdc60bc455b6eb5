// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** What the prompt waits for outside of evaluations: Ctrl-C ends the wait, and nothing that comes after it. */
final class Waiting {
    private Thread waits;

    /** What work supplies that the calling thread does, which is interrupted at Ctrl-C. */
    <T> T during(Supplier<T> work) {
        synchronized (this) {
            waits = Thread.currentThread();
        }
        try {
            return work.get();
        } finally {
            synchronized (this) {
                waits = null;
                // A Ctrl-C was for this.
                Thread.interrupted();
            }
        }
    }

    /** What work supplies on another thread, which goes on when nobody waits for it any more; empty at Ctrl-C. */
    <T> Optional<T> on(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "bpfsh-looks");
        thread.setDaemon(true);
        thread.start();
        return during(() -> {
            try {
                return Optional.of(task.get());
            } catch (InterruptedException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        });
    }

    /** Ends the wait, if there is one. */
    synchronized void end() {
        if (waits != null) {
            waits.interrupt();
        }
    }
}
