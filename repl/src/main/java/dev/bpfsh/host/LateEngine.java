// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.timing.Phase;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** An {@link Engine} that makes itself ready on a thread of its own: some wait for it, others do without. */
final class LateEngine implements AutoCloseable {
    private final FutureTask<Engine> made;
    private Engine engine;
    private boolean closed;

    LateEngine(Callable<Engine> making) {
        made = new FutureTask<>(() -> keep(making.call()));
        Thread thread = new Thread(
                () -> {
                    made.run();
                    Shells.linkAhead();
                },
                "bpfsh-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits until it is ready, whoever interrupts.
     *
     * @throws RuntimeException why it could not be made
     */
    Engine await() {
        return made.isDone() ? get() : waitFor();
    }

    private Engine waitFor() {
        Phase phase = Phase.begin("wait for the session");
        try {
            return get();
        } finally {
            phase.end();
        }
    }

    private Engine get() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return made.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the session cannot begin: " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Asks it if it is ready; empty when it is not, or never will be. */
    <T> Optional<T> ifReady(Function<Engine, T> question) {
        if (!made.isDone()) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(made.get()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | CancellationException e) {
            return Optional.empty();
        }
    }

    /** Nobody waits any more for what becomes ready after the end. */
    private synchronized Engine keep(Engine ready) {
        engine = ready;
        if (closed) {
            ready.close();
        }
        return ready;
    }

    /** Ends it, also before it is ready. Closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        made.cancel(false);
        if (engine != null) {
            engine.close();
        }
    }
}
