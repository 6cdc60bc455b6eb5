// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.KernelTid;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Where text goes that comes in the background: trace lines, events, notes.
 *
 * <p>It is written by the thread that brings it, at once. So the caller knows which thread the write was made by, which
 * is how a program that traces this process's own writes can be kept from tracing its own report.
 */
public final class Output {
    private static final Consumer<String> STANDARD = text -> {
        // One print: lines of two threads do not mix.
        System.out.print(text);
        System.out.flush();
    };
    private static final AtomicReference<Consumer<String>> ROUTE = new AtomicReference<>(STANDARD);

    private static final Set<Integer> PRINTERS = ConcurrentHashMap.newKeySet();

    private Output() {}

    /** Tells that the calling thread prints what others bring: a trace tail leaves out what it causes. */
    public static void printsHere() {
        PRINTERS.add(KernelTid.current());
    }

    /** The ids of the threads that have told so. */
    static Set<Integer> printers() {
        return PRINTERS;
    }

    /** Shows whole lines on the calling thread; a missing newline at the end is added, empty text is nothing. */
    public static void background(String wholeLines) {
        if (wholeLines.isEmpty()) {
            return;
        }
        ROUTE.get().accept(wholeLines.endsWith("\n") ? wholeLines : wholeLines + "\n");
    }

    /** Whether background text goes straight to standard output, so that nobody else writes to its screen. */
    static boolean direct() {
        return ROUTE.get() == STANDARD;
    }

    /**
     * Sends background text elsewhere, as the prompt does to put it above the line being typed.
     *
     * @return closing it restores what was there before, unless another route has been set since
     */
    public static Route route(Consumer<String> route) {
        Objects.requireNonNull(route);
        Consumer<String> before = ROUTE.getAndSet(route);
        return () -> ROUTE.compareAndSet(route, before);
    }

    /** A route that is in force until closed. */
    public interface Route extends AutoCloseable {
        @Override
        void close();
    }
}
