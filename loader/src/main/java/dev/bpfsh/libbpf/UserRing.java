// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static dev.bpfsh.libbpf.Mapping.INTS;
import static dev.bpfsh.libbpf.Mapping.LONGS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The writing side of a {@code BPF_MAP_TYPE_USER_RINGBUF}, without libbpf: the ring buffer's protocol with the roles
 * exchanged, as {@code bpf_user_ringbuf_drain} of {@code kernel/bpf/ringbuf.c} reads it. Here the first page, with the
 * program's position, is read-only; the second, with ours, and the data are writable.
 *
 * <p>A record is reserved as busy, which stops the program's reading there, until it is committed or discarded. Every
 * method may be called from any thread.
 */
public final class UserRing implements AutoCloseable {
    private static final int HEADER = 8;
    private static final int BUSY = 1 << 31;
    private static final int DISCARD = 1 << 30;
    private static final long LARGEST = 1L << 29;

    private final int page;
    private final long size;
    private final Mapping consumer;
    private final Mapping data;
    private final Tenancy tenancy;
    private final Map<Long, Integer> reserved = new HashMap<>();

    private UserRing(String name, int page, long size, Mapping consumer, Mapping data) {
        this.page = page;
        this.size = size;
        this.consumer = consumer;
        this.data = data;
        this.tenancy = new Tenancy(name, () -> {
            reserved.forEach((position, length) -> INTS.setRelease(data.bytes(), place(position), length | DISCARD));
            consumer.unmap();
            data.unmap();
        });
    }

    /**
     * Maps a user ring buffer.
     *
     * @param name for messages
     * @param fd of the map; it may be closed afterwards
     * @param size the map's {@code max_entries}: bytes, a power of two
     */
    public static UserRing open(String name, int fd, long size) throws ErrnoException {
        if (size > LARGEST || Long.bitCount(size) != 1) {
            var cause = size + " bytes are too many: Java reaches 512 MiB, mapped twice";
            throw new BpfException("map", name, cause, null, List.of(), "make its max_entries smaller")
                    .about(Topic.EVENTS);
        }
        int page = Linux.pageSize();
        var consumer = Mapping.of(fd, 0, page, false);
        try {
            return new UserRing(name, page, size, consumer, Mapping.of(fd, page, (int) (page + 2 * size), true));
        } catch (ErrnoException e) {
            consumer.unmap();
            throw e;
        }
    }

    /** Bytes of the buffer. */
    public long size() {
        return size;
    }

    /** Whether it can be written to. */
    public boolean isOpen() {
        return !tenancy.ending();
    }

    /** How far the program has read. */
    public long consumerPosition() {
        return tenancy.look(this::consumed);
    }

    /** How far we have reserved. */
    public long producerPosition() {
        return tenancy.look(this::produced);
    }

    /** Bytes that the program has not read yet, headers included. */
    public long unread() {
        return tenancy.look(this::occupied);
    }

    private long consumed() {
        return (long) LONGS.getAcquire(consumer.bytes(), 0);
    }

    private long produced() {
        return (long) LONGS.getAcquire(data.bytes(), 0);
    }

    private long occupied() {
        long occupied = produced() - consumed();
        if (occupied < 0 || occupied > size || (produced() & 7) != 0) {
            throw new BpfException(
                            "write",
                            tenancy.toString(),
                            "its memory makes no sense: positions " + consumed() + " and " + produced(),
                            null,
                            List.of(),
                            "does another process write it?")
                    .about(Topic.EVENTS);
        }
        return occupied;
    }

    /** How many bytes of a record there are with its header, rounded up as the kernel rounds. */
    public static long room(int length) {
        return (long) length + HEADER + 7 & -8L;
    }

    /**
     * Reserves room for a record.
     *
     * @param length of the record
     * @return its position, empty if there is no room now
     */
    public OptionalLong reserve(int length) {
        if (length < 0 || length >= DISCARD) {
            throw new IllegalArgumentException("a record of " + length + " bytes");
        }
        return tenancy.look(() -> {
            if (size - occupied() < room(length)) {
                return OptionalLong.empty();
            }
            long position = produced();
            INTS.setRelease(data.bytes(), place(position), length | BUSY);
            data.bytes().putInt(place(position) + Integer.BYTES, 0);
            LONGS.setRelease(data.bytes(), 0, position + room(length));
            reserved.put(position, length);
            return OptionalLong.of(position);
        });
    }

    /**
     * Gives a reserved record to the program.
     *
     * @param position what {@link #reserve} answered, which has not been given back yet
     * @param record as many bytes as were reserved
     */
    public void commit(long position, byte[] record) {
        finish(position, record, 0);
    }

    /** Gives a reserved record back; the program skips it. */
    public void discard(long position) {
        finish(position, new byte[0], DISCARD);
    }

    private void finish(long position, byte[] record, int flag) {
        tenancy.look(() -> {
            var length = reserved.get(position);
            if (length == null || flag == 0 && record.length != length) {
                throw new IllegalStateException(
                        tenancy + ": no record of " + record.length + " bytes is reserved at position " + position);
            }
            data.bytes().put(place(position) + HEADER, record);
            INTS.setRelease(data.bytes(), place(position), length | flag);
            return reserved.remove(position);
        });
    }

    private int place(long position) {
        return page + (int) (position & size - 1);
    }

    /** Discards what is reserved, and ends it. */
    @Override
    public void close() {
        tenancy.end(() -> {});
    }
}
