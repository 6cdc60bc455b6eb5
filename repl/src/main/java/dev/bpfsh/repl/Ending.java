// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Interrupts;
import dev.bpfsh.loader.Session;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The end of the process, in order: everything alive is closed, newest first, whether {@code main} returns, a snippet
 * calls {@code System.exit}, or somebody sends SIGTERM.
 */
final class Ending {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static volatile boolean begun;
    private static volatile Runnable leaving = () -> {};

    private Ending() {}

    /** Closes the session when the JVM begins to end. */
    static void prepare() {
        prepare(List::of);
    }

    /**
     * Closes the session when the JVM begins to end.
     *
     * @param lines what there is to say of what will have been closed; said on standard error
     */
    @SuppressWarnings("try")
    static void prepare(Supplier<List<String>> lines) {
        PrintStream err = System.err;
        leaving = () -> leave(lines, err);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            begun = true;
                            Thread closing = Thread.currentThread();
                            // Whoever presses Ctrl-C here waits for something that does not end: the next one ends it.
                            try (var interrupts = Interrupts.stopWith(closing::interrupt)) {
                                List<String> closed = lines.get();
                                closeAll(err);
                                closed.forEach(err::println);
                            }
                        },
                        "bpfsh-ending"));
    }

    /** Closes everything alive; says on standard error what could not be closed. */
    static void closeAll() {
        closeAll(System.err);
    }

    private static void closeAll(PrintStream err) {
        try {
            Session.current().close();
        } catch (IllegalStateException e) {
            err.println("bpfsh: " + e.getMessage());
        }
    }

    /**
     * Ends the process although something hangs, the closing of something perhaps: the rest is closed, but not for
     * longer than {@link #PATIENCE}, and it is said what was detached, as leaving in order does. It returns at once.
     */
    static void abandon(int status) {
        start("bpfsh-leaving", () -> {
            leaving.run();
            // It waits for the hooks, which may hang as well.
            join(start("bpfsh-exit", () -> System.exit(status)));
            Runtime.getRuntime().halt(status);
        });
    }

    /** Says also of what does not close that it was detached: the kernel does that when the process has ended. */
    private static void leave(Supplier<List<String>> lines, PrintStream err) {
        AtomicReference<List<String>> closed = new AtomicReference<>(List.of());
        join(start("bpfsh-closing", () -> {
            closed.set(lines.get());
            closeAll(err);
        }));
        // A terminal may take nothing any more.
        join(start("bpfsh-farewell", () -> closed.get().forEach(err::println)));
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            // Then this ends sooner.
            return;
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
