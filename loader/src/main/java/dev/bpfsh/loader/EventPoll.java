// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.EventCursor;
import dev.bpfsh.libbpf.EventSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Several buffers read by one thread, which waits for all of them at once, as {@code ring_buffer__add} makes it in C.
 *
 * <pre>{@code
 * try (var poll = EventPoll.of()) {
 *     poll.add(object.ringBuffer("execs"), cursor -> ...);
 *     poll.add(object.perfBuffer("exits"), cursor -> ...);
 *     while (poll.poll(Duration.ofSeconds(10)) > 0) {
 *     }
 * }
 * }</pre>
 */
public final class EventPoll implements AutoCloseable {
    private record Source(EventBuffer<?> buffer, Consumer<? super EventCursor> handler) {
        int read() {
            return buffer.poll(handler);
        }
    }

    private final EventSet set;
    private final List<Source> sources = new CopyOnWriteArrayList<>();

    private EventPoll(EventSet set) {
        this.set = set;
    }

    /** One without buffers. */
    public static EventPoll of() {
        try {
            return Session.current().own(new EventPoll(EventSet.open()));
        } catch (ErrnoException e) {
            throw EventBuffers.notOpened("epoll", e);
        }
    }

    /**
     * Adds a buffer, which stays its owner's to close; then it is no longer among these.
     *
     * @return this
     * @throws IllegalStateException if this or the buffer is closed
     */
    public EventPoll add(EventBuffer<?> buffer, Consumer<? super EventCursor> handler) {
        try {
            set.add(buffer.reader());
        } catch (ErrnoException e) {
            throw EventBuffers.notOpened(buffer.name(), e);
        }
        sources.add(new Source(buffer, handler));
        return this;
    }

    /**
     * Gives each buffer's events to its handler, and waits for the first where there is none.
     *
     * @return how many events; 0 if none came in time
     * @throws InterruptedException if the thread is interrupted while it waits, which is noticed within 100 ms
     * @throws IllegalStateException if this is closed, or somebody reads one of the buffers
     */
    public int poll(Duration timeout) throws InterruptedException {
        return set.await(this::read, TimeUnit.NANOSECONDS.convert(timeout));
    }

    private int read() {
        sources.removeIf(source -> !source.buffer.isOpen());
        int events = 0;
        for (var source : sources) {
            events += source.read();
        }
        return events;
    }

    /** Ends waiting. The buffers stay open. */
    @Override
    public void close() {
        set.close();
        Session.current().disown(this);
    }
}
