// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.function.IntSupplier;

/** Waits for several {@link EventReader}s at once. One thread at a time may. */
public final class EventSet implements AutoCloseable {
    private final Epoll epoll;
    private final Tenancy tenancy;

    private EventSet(Epoll epoll) {
        this.epoll = epoll;
        this.tenancy = new Tenancy("set of event buffers", epoll::close);
    }

    /** A set without any. */
    public static EventSet open() throws ErrnoException {
        return new EventSet(new Epoll());
    }

    /**
     * Adds one; it leaves by itself when it is closed.
     *
     * @throws IllegalStateException if either is closed
     */
    public void add(EventReader reader) throws ErrnoException {
        var failure = tenancy.look(() -> reader.tenancy.look(() -> {
            try {
                epoll.add(reader.epoll.fd());
                return null;
            } catch (ErrnoException e) {
                return e;
            }
        }));
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Reads, and where that gives nothing waits for any of them and reads again, until the time is over.
     *
     * @param read reads them all and answers how many events there were
     * @throws InterruptedException if the thread is interrupted while it waits, noticed after 100 ms at most
     */
    public int await(IntSupplier read, long nanos) throws InterruptedException {
        tenancy.enter();
        try {
            long begin = System.nanoTime();
            while (true) {
                int events = read.getAsInt();
                long left = nanos - (System.nanoTime() - begin);
                if (events > 0 || left <= 0 || tenancy.ending()) {
                    return events;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                epoll.await(left);
            }
        } finally {
            tenancy.leave();
        }
    }

    @Override
    public void close() {
        tenancy.end(epoll::wake);
    }
}
