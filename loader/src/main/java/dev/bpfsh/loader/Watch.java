// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The changes of a global variable, as the thread that asks for them sees them: it looks once a period, and waits in
 * between. What changes twice in a period is one change, or none. Nothing is kept for a reader that does not ask.
 *
 * <pre>{@code
 * try (var watch = object.global("calls").watch(Duration.ofMillis(100))) {
 *     watch.stream().limit(10).forEach(System.out::println);      // calls: 3 -> 17
 * }
 * }</pre>
 *
 * <p>It ends when it, its object or the session is closed, or its reader is interrupted: then there is no next change.
 * One thread may read at a time, any may close.
 */
public final class Watch implements Iterator<Change>, AutoCloseable {
    private final Globals section;
    private final Global global;
    private final long period;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private byte[] last;

    Watch(Globals section, Global global, Duration period) {
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("watch " + global.name() + ": a period of " + period);
        }
        this.section = section;
        this.global = global;
        this.period = TimeUnit.NANOSECONDS.convert(period);
        this.last = global.bytes();
    }

    /** What is watched. */
    public Global global() {
        return global;
    }

    BpfObject object() {
        return section.map().object();
    }

    /** Waits for a change; false once there will be none. */
    @Override
    public boolean hasNext() {
        while (changes.isEmpty()) {
            try {
                if (closed.await(period, TimeUnit.NANOSECONDS)) {
                    return false;
                }
                look();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (IllegalStateException objectClosed) {
                close();
                return false;
            }
        }
        return true;
    }

    private void look() {
        var now = global.bytes();
        if (!Arrays.equals(now, last)) {
            var before = global.decodeOwn(last);
            last = now;
            // Bytes may change that no member shows.
            changes.addAll(Change.between(Instant.now(), global.name(), before, global.decodeOwn(now)));
        }
    }

    /**
     * Waits for a change.
     *
     * @throws NoSuchElementException if there will be none
     */
    @Override
    public Change next() {
        if (!hasNext()) {
            throw new NoSuchElementException(global.name() + " is watched no longer");
        }
        return changes.remove();
    }

    /** The changes, waited for one by one; closing the stream closes this. */
    public Stream<Change> stream() {
        var order = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, order), false)
                .onClose(this::close);
    }

    /** Ends it, also for a thread that waits for the next change. */
    @Override
    public void close() {
        closed.countDown();
        section.forget(this);
        Session.current().disown(this);
    }

    @Override
    public String toString() {
        return "watch of " + global.name() + (closed.getCount() == 0 ? " (closed)" : "");
    }
}
