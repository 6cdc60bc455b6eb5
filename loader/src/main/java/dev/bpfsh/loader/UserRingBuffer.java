// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UserRing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Function;

/**
 * A user ring buffer ({@code BPF_MAP_TYPE_USER_RINGBUF}, Linux 6.1): records from this process to a program, which takes
 * them with {@code bpf_user_ringbuf_drain}.
 *
 * <pre>{@code
 * try (var commands = object.userRingBuffer("commands", "command")) {
 *     commands.write(Map.of("op", "ADD", "value", 42));
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread; of several processes only one may write.
 */
public final class UserRingBuffer implements AutoCloseable {
    private final String name;
    private final UserRing ring;
    private final Function<Object, byte[]> encoder;

    UserRingBuffer(String name, UserRing ring, Function<Object, byte[]> encoder) {
        this.name = name;
        this.ring = ring;
        this.encoder = encoder;
    }

    /**
     * The memory of any map of the type, however it was come by.
     *
     * @param fd its descriptor, which may be closed afterwards
     * @param size its {@code max_entries}
     * @throws BpfException if it cannot be mapped
     */
    static UserRing open(String name, int fd, long size) {
        try {
            return UserRing.open(name, fd, size);
        } catch (ErrnoException e) {
            throw EventBuffers.notOpened(name, e);
        }
    }

    /** For one that was opened without a type. */
    static Function<Object, byte[]> bytesOnly(String name) {
        return value -> {
            var cause = "the type of its records is not known, so they are bytes";
            throw new BpfException("write", name, cause, null, List.of(), "userRingBuffer(\"" + name + "\", \"TYPE\")")
                    .about(Topic.EVENTS);
        };
    }

    /** The map's name. */
    public String name() {
        return name;
    }

    /** Whether it can be written to: neither it nor its object is closed. */
    public boolean isOpen() {
        return ring.isOpen();
    }

    /** Bytes of the buffer, headers of 8 bytes included. */
    public long size() {
        return ring.size();
    }

    /** Bytes that the program has not taken yet, headers included. */
    public long unread() {
        return ring.unread();
    }

    /** Bytes that are free; a record takes 8 more than its length, rounded up to 8. */
    public long free() {
        return ring.size() - ring.unread();
    }

    /** How far the program has read, in bytes since the map was made. */
    public long consumerPosition() {
        return ring.consumerPosition();
    }

    /** How far has been reserved, in bytes since the map was made. */
    public long producerPosition() {
        return ring.producerPosition();
    }

    /**
     * Sends a record.
     *
     * @param value bytes as they are; or a value of the type that this was opened with, encoded as
     *     {@link dev.bpfsh.btf.Encoder} says
     * @throws BpfException if there is no room, with what is free, or the value does not fit the type
     * @throws IllegalStateException if it is closed
     */
    public void write(Object value) {
        var record = encoded(value);
        ring.commit(place(record.length), record);
    }

    /** As {@link #write}, and answers false where there is no room. */
    public boolean offer(Object value) {
        var record = encoded(value);
        var position = ring.reserve(record.length);
        position.ifPresent(at -> ring.commit(at, record));
        return position.isPresent();
    }

    private byte[] encoded(Object value) {
        return value instanceof byte[] bytes ? bytes : encoder.apply(value);
    }

    /**
     * Keeps a place for a record that is filled in later. The program takes nothing that comes after it until it is
     * submitted or discarded.
     *
     * @param length bytes of the record
     * @throws BpfException if there is no room, with what is free
     */
    public Reservation reserve(int length) {
        return new Reservation(place(length), length);
    }

    private long place(int length) {
        return ring.reserve(length).orElseThrow(() -> {
            var cause = "no room: %d bytes of %d are free, a record of %d takes %d"
                    .formatted(free(), size(), length, UserRing.room(length));
            var hint = UserRing.room(length) > size()
                    ? "make the map's max_entries larger"
                    : "have the program take some: bpf_user_ringbuf_drain";
            return new BpfException("write", name, cause, Errno.ENOSPC, List.of(), hint).about(Topic.EVENTS);
        });
    }

    /** A place in the buffer; closing it without {@link #submit} discards it. */
    public final class Reservation implements AutoCloseable {
        private final long position;
        private final ByteBuffer buffer;
        private boolean finished;

        private Reservation(long position, int length) {
            this.position = position;
            this.buffer = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        }

        /** Where to write the record, all of it zero at first, in this machine's byte order; its position is of no account. */
        public ByteBuffer buffer() {
            return buffer;
        }

        /**
         * Gives the record to the program.
         *
         * @throws IllegalStateException if it was submitted or discarded already, or the buffer is closed
         */
        public void submit() {
            finish(() -> ring.commit(position, buffer.array()));
        }

        /** Gives the place back: the program skips it. */
        public void discard() {
            finish(() -> ring.discard(position));
        }

        private void finish(Runnable step) {
            step.run();
            finished = true;
        }

        @Override
        public void close() {
            if (!finished && isOpen()) {
                discard();
            }
        }
    }

    /** Discards what is reserved, and takes the buffer out of this process; the map stays. */
    @Override
    public void close() {
        ring.close();
    }

    /** {@code commands: user ring buffer, 96 of 4096 B unread}. */
    @Override
    public String toString() {
        return name + ": user ring buffer, " + (isOpen() ? unread() + " of " + size() + " B unread" : "closed");
    }
}
