// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The time during which native memory may be touched. Whoever touches it does so within {@link #during}; {@link #end}
 * waits for them, and afterwards every touch is refused with an exception instead of being a SIGSEGV. What runs within,
 * as a listener of libbpf's log does, may not come back: it would wait for itself, or meet a half-made thing.
 *
 * <p>How many are within is a counter, whose sign says that the end has come: two atomic additions for a touch, where a
 * lock that knows its readers takes ten times as long.
 */
final class Lifetime {
    private static final int ENDED = Integer.MIN_VALUE;
    private static final VarHandle USERS;

    static {
        try {
            USERS = MethodHandles.lookup().findVarHandle(Lifetime.class, "users", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * Held while a link is made or destroyed: libbpf keeps what USDT probes of one object share, {@code struct
     * usdt_manager}, without a lock.
     */
    final Object linking = new Object();

    private final String of;
    private final Set<Thread> calling = ConcurrentHashMap.newKeySet();
    private volatile int users;
    private volatile Thread ending;

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
            finish();
        }
    }

    <T> T calling(Call<T> call) throws ErrnoException {
        begin();
        try {
            return call.call();
        } finally {
            finish();
        }
    }

    /** For what may call back: {@link #finish} has to follow. */
    void begin() {
        requireOutside();
        enter();
        calling.add(Thread.currentThread());
    }

    void finish() {
        calling.remove(Thread.currentThread());
        exit();
    }

    /** For a mere load or store, which calls nobody back and is not known by its thread: {@link #exit} has to follow. */
    void enter() {
        if ((int) USERS.getAndAdd(this, 1) < 0) {
            exit();
            throw new OutOfOrder(Topic.LIFECYCLE, of + " is closed");
        }
    }

    void exit() {
        if ((int) USERS.getAndAdd(this, -1) == ENDED + 1) {
            LockSupport.unpark(ending);
        }
    }

    /** Runs {@code release} once, when nobody is within; later calls do nothing. */
    void end(Runnable release) {
        requireOutside();
        synchronized (this) {
            if (ending != null) {
                return;
            }
            ending = Thread.currentThread();
            USERS.getAndBitwiseOr(this, ENDED);
            awaitUsers();
            release.run();
        }
    }

    private void awaitUsers() {
        boolean interrupted = false;
        while (users != ENDED) {
            LockSupport.park(this);
            // A thread that is interrupted does not park.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Refuses the thread that is within a call.
     *
     * @throws IllegalStateException if the calling thread is
     */
    void requireOutside() {
        if (calling.contains(Thread.currentThread())) {
            throw new OutOfOrder(
                    Topic.LIFECYCLE,
                    of + " is at work: what libbpf calls, such as a listener of its log, may not use it");
        }
    }

    @Override
    public String toString() {
        return of;
    }
}
