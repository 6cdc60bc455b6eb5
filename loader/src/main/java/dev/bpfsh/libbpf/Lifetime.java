// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * The time during which native memory may be touched. Whoever touches it does so within {@link #during}; {@link #end}
 * waits for them, and afterwards every touch is refused with an exception instead of being a SIGSEGV. Not reentrant:
 * what runs within must not call back.
 */
final class Lifetime {
    private final StampedLock lock = new StampedLock();
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
        long stamp = begin();
        try {
            return access.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    <T> T calling(Call<T> call) throws ErrnoException {
        long stamp = begin();
        try {
            return call.call();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private long begin() {
        long stamp = lock.readLock();
        if (ended) {
            lock.unlockRead(stamp);
            throw new IllegalStateException(of + " is closed");
        }
        return stamp;
    }

    /** Runs {@code release} once, when nobody is within; later calls do nothing. */
    void end(Runnable release) {
        long stamp = lock.writeLock();
        try {
            if (!ended) {
                ended = true;
                release.run();
            }
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
