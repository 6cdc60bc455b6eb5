// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.KernelTid;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
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

    /** Lines in one print, where all of something is shown. */
    private static final int BATCH = 500;

    private static final AtomicReference<Pager> PAGER = new AtomicReference<>();
    private static final BiConsumer<Object, String> BELOW_ANOTHER = (owner, text) -> background(text);
    private static final AtomicReference<BiConsumer<Object, String>> LIVE = new AtomicReference<>(BELOW_ANOTHER);

    private static final Set<Integer> PRINTERS = ConcurrentHashMap.newKeySet();

    private Output() {}

    /** Tells that the calling thread prints what others bring: a trace tail leaves out what it causes. */
    public static void printsHere() {
        PRINTERS.add(KernelTid.current());
    }

    /** Tells that the calling thread ends: its id may become that of anybody's thread. */
    static void printsNoMore() {
        PRINTERS.remove(KernelTid.current());
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

    /**
     * Shows whole lines that running code prints. Of what it prints itself nothing is held back while nobody types, as
     * of {@code System.out}; what another thread brings is background.
     */
    static void printed(String wholeLines) {
        if (Thread.currentThread() instanceof EvaluationThread && !wholeLines.isEmpty()) {
            STANDARD.accept(wholeLines.endsWith("\n") ? wholeLines : wholeLines + "\n");
        } else {
            background(wholeLines);
        }
    }

    /**
     * Shows all lines of something, however many: to a person at the prompt who waits for it in a pager, otherwise on
     * standard output.
     *
     * @param lines are read once, and only as far as they are shown
     * @param folds whether long lines go on in the next row, and are not to be scrolled sideways
     */
    static void whole(Iterable<String> lines, boolean folds) {
        var pager = PAGER.get();
        if (pager != null && Thread.currentThread() instanceof EvaluationThread) {
            pager.show(lines, folds);
            return;
        }
        var batch = new ArrayList<String>();
        for (var line : lines) {
            batch.add(line);
            if (batch.size() == BATCH) {
                background(String.join("\n", batch));
                batch.clear();
            }
        }
        background(String.join("\n", batch));
    }

    /** Shows lines to a person, as many as there are. */
    public interface Pager {
        /** As {@link Output#whole}; returns when the person has seen enough. */
        void show(Iterable<String> lines, boolean folds);
    }

    /**
     * Has all lines of something shown by a pager.
     *
     * @return closing it restores what was there before
     */
    public static Route pager(Pager pager) {
        Objects.requireNonNull(pager);
        Pager before = PAGER.getAndSet(pager);
        return () -> PAGER.compareAndSet(pager, before);
    }

    /**
     * Shows on the calling thread what replaces what the same owner has shown before.
     *
     * @param owner any object; only its identity matters
     * @param wholeLines how it looks now
     */
    static void live(Object owner, String wholeLines) {
        LIVE.get().accept(owner, wholeLines);
    }

    /**
     * Sends what is shown again and again elsewhere, as the prompt does to keep it in one place.
     *
     * @param route takes the owner (first) and its lines (second)
     * @return closing it restores what was there before
     */
    public static Route liveRoute(BiConsumer<Object, String> route) {
        Objects.requireNonNull(route);
        BiConsumer<Object, String> before = LIVE.getAndSet(route);
        return () -> LIVE.compareAndSet(route, before);
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
