// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.RingReader;
import java.util.OptionalLong;

/**
 * A ring buffer ({@code BPF_MAP_TYPE_RINGBUF}), read without libbpf and without a system call while there are events;
 * see {@link EventBuffer} for how. It has one reader for all: a second process that reads the map takes events away from
 * this one.
 *
 * @param <T> as {@link EventBuffer}
 */
public final class RingBuffer<T> extends EventBuffer<T> {
    private final RingReader ring;

    RingBuffer(RingReader ring, EventDecoder<T> decoder) {
        super(ring, decoder);
        this.ring = ring;
    }

    /**
     * That of any map of the type, however it was come by.
     *
     * @param fd its descriptor, which may be closed afterwards
     * @param size its {@code max_entries}
     * @throws dev.bpfsh.libbpf.BpfException if it cannot be mapped
     */
    static <T> RingBuffer<T> of(String name, int fd, long size, EventDecoder<T> decoder) {
        try {
            return new RingBuffer<>(RingReader.open(name, fd, size), decoder);
        } catch (ErrnoException e) {
            throw EventBuffers.notOpened(name, e);
        }
    }

    /**
     * Bytes of the buffer: what programs may have sent and nobody has read, headers of 8 bytes included.
     *
     * <pre>{@code events.size()}</pre>
     */
    public long size() {
        return ring.size();
    }

    /**
     * {@inheritDoc} Events that were discarded, or are being written, count.
     *
     * <pre>{@code
     * sh("true")
     * events.unread()
     * }</pre>
     */
    @Override
    public long unread() {
        return ring.unread();
    }

    /**
     * How far has been read, in bytes since the map was made ({@code consumer_pos} of {@code kernel/bpf/ringbuf.c}). It
     * moves when some events have been read, not after each.
     *
     * @throws IllegalStateException if it is closed
     */
    public long consumerPosition() {
        return ring.consumerPosition();
    }

    /**
     * How far programs have reserved, in bytes since the map was made.
     *
     * @throws IllegalStateException if it is closed
     */
    public long producerPosition() {
        return ring.producerPosition();
    }

    /**
     * What can be said without the program's help. A full ring buffer refuses an event ({@code bpf_ringbuf_reserve}
     * gives NULL) and counts nothing. But it can be full only until we make room: each time, what is occupied is looked
     * at first, and where an event as large as the largest seen would have found no room, that is one time full. Not
     * once full means that nothing was refused for want of room, but for what happened in the instant between look and
     * room, for events larger than any that came, and for what was sent before this was opened. How many were refused
     * while it was full, only the program can count: {@link #losses(Global)}.
     *
     * <pre>{@code events.losses()}</pre>
     */
    @Override
    public Losses losses() {
        return new Losses(OptionalLong.empty(), ring.timesFull(), "the kernel does not count; full as seen when read");
    }

    /**
     * As {@link #losses()}, with the count that the program keeps, by adding one to a global variable where
     * {@code bpf_ringbuf_reserve} or {@code bpf_ringbuf_output} fails: exact if it does so with
     * {@code __sync_fetch_and_add}.
     *
     * <pre>{@code events.losses(bootstrap.global("dropped"))}</pre>
     *
     * @param counter such as {@code object.global("dropped")}
     * @throws IllegalStateException if the object is closed
     */
    public Losses losses(Global counter) {
        var how = "counted by the program in " + counter.name();
        return new Losses(OptionalLong.of(counter.getLong()), ring.timesFull(), how);
    }

    /** {@code events: ring buffer, 96 of 4096 B unread}. */
    @Override
    public String toString() {
        return name() + ": ring buffer, " + (isOpen() ? unread() + " of " + size() + " B unread" : "closed");
    }
}
