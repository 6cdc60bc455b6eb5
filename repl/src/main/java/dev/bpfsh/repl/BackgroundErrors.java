// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What ends a thread of the user's is shown above the line that is being typed, in few lines; the JVM would print its
 * stack through the line. One that comes again within a second is counted.
 */
final class BackgroundErrors implements Thread.UncaughtExceptionHandler, AutoCloseable {
    private static final long AGAIN_NANOS = 1_000_000_000L;

    private final BiFunction<Thread, Throwable, String> words;
    private final Consumer<String> show;
    private final LongSupplier nanos;
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private String last = "";
    private long shownAt;
    private int again;

    /**
     * @param words the exception in words, for a screen
     * @param show shows whole lines
     * @param nanos the time
     */
    BackgroundErrors(BiFunction<Thread, Throwable, String> words, Consumer<String> show, LongSupplier nanos) {
        this.words = words;
        this.show = show;
        this.nanos = nanos;
    }

    /** Handles what no other handler does, until it is closed. */
    BackgroundErrors install() {
        Thread.setDefaultUncaughtExceptionHandler(this);
        return this;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        String text;
        try {
            text = words.apply(thread, thrown);
        } catch (RuntimeException | Error broken) {
            text = thrown.getClass().getName() + " (its text threw "
                    + broken.getClass().getName() + ")";
        }
        String counted = counted(text);
        if (!counted.isEmpty()) {
            show.accept("[" + PlainText.harmless(thread.getName()) + "] " + counted);
        }
    }

    private synchronized String counted(String text) {
        long now = nanos.getAsLong();
        if (text.equals(last) && now - shownAt < AGAIN_NANOS) {
            again++;
            return "";
        }
        String more = again == 0 ? "" : "\n  (and " + again + " like the one before)";
        last = text;
        shownAt = now;
        again = 0;
        return text + more;
    }

    @Override
    public void close() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
