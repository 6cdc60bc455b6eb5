// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Events one at a time: the next is taken when it is asked for. */
final class EventIterator<T> implements Iterator<T> {
    private final EventBuffer<T> buffer;
    private final long nanos;
    private long begin;
    private boolean begun;
    private Optional<T> next = Optional.empty();

    private EventIterator(EventBuffer<T> buffer, long nanos) {
        this.buffer = buffer;
        this.nanos = nanos;
    }

    static <T> Stream<T> stream(EventBuffer<T> buffer, long nanos) {
        var events = new EventIterator<>(buffer, nanos);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    @Override
    public boolean hasNext() {
        if (next.isEmpty()) {
            next = take();
        }
        return next.isPresent();
    }

    private Optional<T> take() {
        try {
            return buffer.next(left());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IllegalStateException refused) {
            if (buffer.isOpen()) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private long left() {
        if (!begun) {
            begun = true;
            begin = System.nanoTime();
        }
        return nanos == Long.MAX_VALUE ? nanos : Math.max(0, nanos - (System.nanoTime() - begin));
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no event came");
        }
        var event = next.orElseThrow();
        next = Optional.empty();
        return event;
    }
}
