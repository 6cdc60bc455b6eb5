// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * The time during which native memory may be touched. Whoever touches it does so within {@link #during}; {@link #end}
 * waits for them, and afterwards every touch is refused with an exception instead of being a SIGSEGV. What runs within,
 * as a listener of libbpf's log does, may not come back: it would wait for itself, or meet a half-made thing.
 */
final class Lifetime {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final String of;
    private boolean ended;

    Lifetime(String of) {
        this.of = of;
    }

    /** A native call that can fail. */
    interface Call<T> {
        T call() throws ErrnoException;
    }

    <T> T during(Supplier<T> access) {
        begin();
        try {
            return access.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T calling(Call<T> call) throws ErrnoException {
        begin();
        try {
            return call.call();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void begin() {
        requireOutside();
        lock.readLock().lock();
        if (ended) {
            lock.readLock().unlock();
            throw new IllegalStateException(of + " is closed");
        }
    }

    /** Runs {@code release} once, when nobody is within; later calls do nothing. */
    void end(Runnable release) {
        requireOutside();
        lock.writeLock().lock();
        try {
            if (!ended) {
                ended = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Refuses the thread that is within.
     *
     * @throws IllegalStateException if the calling thread is
     */
    void requireOutside() {
        if (lock.getReadHoldCount() > 0) {
            throw new IllegalStateException(
                    of + " is at work: what libbpf calls, such as a listener of its log, may" + " not use it");
        }
    }

    @Override
    public String toString() {
        return of;
    }
}
