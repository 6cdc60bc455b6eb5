// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Who may touch a buffer that is shared with the kernel: one thread at a time, which enters once for many events, and
 * short looks of others. The end comes when the last is out: whoever ends it waits for the tenant for a while, and
 * leaves the release to a tenant that takes longer, so that neither a slow handler is met by an unmapped page nor
 * {@code close()} hangs.
 */
final class Tenancy {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String of;
    private final Runnable release;
    private Thread tenant;
    private boolean released;
    private volatile boolean ending;

    Tenancy(String of, Runnable release) {
        this.of = of;
        this.release = release;
    }

    /**
     * Makes the calling thread the tenant.
     *
     * @throws IllegalStateException if there is one, or the end has come
     */
    synchronized void enter() {
        requireOpen();
        if (tenant != null) {
            var who = tenant == Thread.currentThread() ? "this thread, whose handler asks for more" : tenant.getName();
            throw new OutOfOrder(Topic.EVENTS, of + " is being read by " + who + ": one reader at a time");
        }
        tenant = Thread.currentThread();
    }

    synchronized void leave() {
        tenant = null;
        if (ending) {
            releaseOnce();
        }
        notifyAll();
    }

    /** A look at the memory, beside the tenant. */
    synchronized <T> T look(Supplier<T> look) {
        requireOpen();
        return look.get();
    }

    private void requireOpen() {
        if (ending) {
            throw new OutOfOrder(Topic.EVENTS, of + " is closed");
        }
    }

    /** Whether the tenant should leave. */
    boolean ending() {
        return ending;
    }

    /**
     * Lets nobody in any more, and has everything released when the tenant is out. Later calls do nothing.
     *
     * @param wake gets the tenant out of its wait
     */
    synchronized void end(Runnable wake) {
        if (ending) {
            return;
        }
        ending = true;
        if (tenant == null) {
            releaseOnce();
        } else if (tenant != Thread.currentThread()) {
            wake.run();
            waitForTenant();
        }
    }

    private void waitForTenant() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        boolean interrupted = false;
        for (long left = PATIENCE_NANOS; !released && left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void releaseOnce() {
        if (!released) {
            released = true;
            release.run();
        }
    }

    @Override
    public String toString() {
        return of;
    }
}
