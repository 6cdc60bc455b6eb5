// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.function.LongSupplier;

/** Ctrl-C while no line is being typed: the first stops what runs, the second says where it hangs, the third leaves. */
final class Insistence {
    /** Until then a stop has its effect, if it can have any: who goes on pressing does not mean to leave. */
    static final long PATIENCE_NANOS = 1_000_000_000L;

    private final Runnable stop;
    private final Runnable tell;
    private final Runnable leave;
    private final LongSupplier nanos;
    private int pressed;
    private long first;

    /**
     * @param stop asks what runs to end
     * @param tell says where it is
     * @param leave ends the process although something hangs
     * @param nanos the time
     */
    Insistence(Runnable stop, Runnable tell, Runnable leave, LongSupplier nanos) {
        this.stop = stop;
        this.tell = tell;
        this.leave = leave;
        this.nanos = nanos;
    }

    /** What was pressed before this had its effect. */
    synchronized void over() {
        pressed = 0;
    }

    /** Ctrl-C. */
    void pressed() {
        next().run();
    }

    private synchronized Runnable next() {
        long now = nanos.getAsLong();
        if (pressed == 0) {
            first = now;
        }
        if (pressed < 2) {
            return ++pressed == 1 ? stop : tell;
        }
        return now - first < PATIENCE_NANOS ? stop : leave;
    }
}
