// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Takes events out of a buffer that programs fill: one thread at a time. Once closed, or closed by a handler, it answers
 * everything with {@link IllegalStateException}.
 */
public abstract sealed class EventReader implements AutoCloseable permits RingReader, PerfReader {
    /** While a program still writes an event, epoll calls it readable: so long do we look away. */
    private static final long BUSY_NANOS = 20_000;

    final Tenancy tenancy;
    final Epoll epoll;

    EventReader(String name, Epoll epoll) {
        this.epoll = epoll;
        this.tenancy = new Tenancy(name, () -> {
            epoll.close();
            release();
        });
    }

    /** What it reads, for messages. */
    public final String name() {
        return tenancy.toString();
    }

    /** Whether it can be read. */
    public final boolean isOpen() {
        return !tenancy.ending();
    }

    /**
     * Gives what is there to the handler, a buffer full at most, and does not wait. An event is taken out when its
     * handler has returned or thrown.
     *
     * @param cursor what the handler gets each time, at another event
     * @param most how many events at most
     * @return how many events
     * @throws IllegalStateException if it is closed, or somebody else is reading it
     * @throws BpfException if the buffer's memory makes no sense
     */
    public final int read(EventCursor cursor, Consumer<? super EventCursor> handler, int most) {
        tenancy.enter();
        try {
            return drain(cursor, handler, most);
        } finally {
            leave(cursor);
        }
    }

    /**
     * As {@link #read}, and waits for the first event, until {@code nanos} are over or another thread closes this.
     *
     * @return how many events; 0 if none came
     * @throws InterruptedException if the thread is interrupted while it waits, noticed after 100 ms at most
     */
    public final int await(EventCursor cursor, Consumer<? super EventCursor> handler, int most, long nanos)
            throws InterruptedException {
        tenancy.enter();
        try {
            long begin = System.nanoTime();
            boolean ready = false;
            while (true) {
                int events = drain(cursor, handler, most);
                long left = nanos - (System.nanoTime() - begin);
                if (events > 0 || left <= 0 || tenancy.ending()) {
                    return events;
                }
                ready = await(ready, left);
            }
        } finally {
            leave(cursor);
        }
    }

    /**
     * Gives every event to the handler, from now on until this is closed. The first that comes after a pause wakes the
     * reader at once. Where they keep coming it lets some gather, for 10 ms at most: a wake-up for each costs more than
     * the event itself.
     *
     * @param go asked now and then, after 100 ms at most, whether to go on
     * @throws InterruptedException if the thread is interrupted, noticed after 100 ms at most
     */
    public final void each(EventCursor cursor, Consumer<? super EventCursor> handler, BooleanSupplier go)
            throws InterruptedException {
        tenancy.enter();
        try {
            boolean ready = false;
            var gathering = new Gathering(this);
            while (go.getAsBoolean() && !tenancy.ending()) {
                gathering.look();
                if (drain(cursor, handler, Integer.MAX_VALUE) > 0) {
                    ready = false;
                    requireUninterrupted();
                    gathering.pause();
                } else {
                    ready = await(ready, Long.MAX_VALUE);
                }
            }
        } finally {
            leave(cursor);
        }
    }

    private boolean await(boolean busy, long nanos) throws InterruptedException {
        if (busy) {
            LockSupport.parkNanos(BUSY_NANOS);
        }
        requireUninterrupted();
        return epoll.await(nanos);
    }

    private static void requireUninterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void leave(EventCursor cursor) {
        cursor.close();
        tenancy.leave();
    }

    private int drain(EventCursor cursor, Consumer<? super EventCursor> handler, int most) {
        cursor.open(Thread.currentThread());
        return take(cursor, handler, most);
    }

    abstract int take(EventCursor cursor, Consumer<? super EventCursor> handler, int most);

    /** Bytes of the buffer, or of the smallest part that can be full by itself. */
    abstract long capacity();

    /** Bytes that are taken of it. */
    abstract long occupied();

    abstract void release();

    /**
     * Ends it, after the handler that runs now, for which it waits two seconds at most; one that runs longer releases
     * the memory when it is through. Called by a handler, it takes effect when that returns.
     */
    @Override
    public final void close() {
        tenancy.end(epoll::wake);
    }
}
