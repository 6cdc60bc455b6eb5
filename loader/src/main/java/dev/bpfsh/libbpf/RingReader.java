// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static dev.bpfsh.libbpf.Mapping.LONGS;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.function.Consumer;

/**
 * The reading side of a {@code BPF_MAP_TYPE_RINGBUF}, without libbpf: what {@code kernel/bpf/ringbuf.c} and
 * {@code Documentation/bpf/ringbuf.rst} ask for. Positions count bytes since the map was made; the page with ours is
 * writable, the producers' and the data, which are mapped twice in a row, are not. The producers' position and each
 * record's length are loaded with acquire, ours is stored with release.
 *
 * <p>Our position is stored once for a stretch of records and not after each: producers look at that cache line.
 */
public final class RingReader extends EventReader {
    /** {@code BPF_RINGBUF_HDR_SZ}: length and flags in 4 bytes, then what only the kernel needs. */
    private static final int HEADER = 8;

    /** {@code BPF_RINGBUF_DISCARD_BIT}; the sign is {@code BPF_RINGBUF_BUSY_BIT}. */
    private static final int DISCARD = 1 << 30;

    private static final long LARGEST = 1L << 29;
    /** Our position is stored at the latest when so many bytes have been read, or an eighth of the buffer. */
    private static final long STRETCH = 16 << 10;

    private static final int NO_CPU = -1;

    private final int fd;
    private final int page;
    private final long size;
    private final Mapping consumer;
    private final Mapping data;
    private final long stretch;
    private long position;
    private int largestRecord;
    private volatile long timesFull;

    RingReader(String name, Epoll epoll, int fd, int page, long size, Mapping consumer, Mapping data) {
        super(name, epoll);
        this.fd = fd;
        this.page = page;
        this.size = size;
        this.consumer = consumer;
        this.data = data;
        this.stretch = Math.min(STRETCH, size / 8);
    }

    /**
     * Maps a ring buffer and begins at its consumer position.
     *
     * @param name for messages
     * @param fd of the map; it may be closed afterwards
     * @param size the map's {@code max_entries}: bytes, a power of two
     * @throws BpfException if it is larger than 512 MiB, which is all that a Java buffer reaches
     */
    public static RingReader open(String name, int fd, long size) throws ErrnoException {
        if (size > LARGEST || Long.bitCount(size) != 1) {
            var cause = size + " bytes are too many: Java reaches 512 MiB, mapped twice";
            throw new BpfException("map", name, cause, null, List.of(), "make its max_entries smaller")
                    .about(Topic.EVENTS);
        }
        int page = Linux.pageSize();
        try (var undo = new Undo()) {
            int own = Linux.duplicate(fd);
            undo.add(() -> Libc.close(own));
            var consumer = Mapping.of(own, 0, page, true);
            undo.add(consumer::unmap);
            var data = Mapping.of(own, page, (int) (page + 2 * size), false);
            undo.add(data::unmap);
            var epoll = new Epoll();
            undo.add(epoll::close);
            epoll.add(own);
            undo.forget();
            return new RingReader(name, epoll, own, page, size, consumer, data);
        }
    }

    /** Bytes of the buffer. */
    public long size() {
        return size;
    }

    /** How far has been read. */
    public long consumerPosition() {
        return tenancy.look(this::consumed);
    }

    /** How far programs have reserved. */
    public long producerPosition() {
        return tenancy.look(this::produced);
    }

    /** Bytes between the two: events, their headers of 8 bytes, and what was discarded or is being written. */
    public long unread() {
        return tenancy.look(this::occupied);
    }

    /** How often there was no room for a record as large as the largest that was read, when room was made again. */
    public long timesFull() {
        return timesFull;
    }

    private long consumed() {
        return (long) LONGS.getAcquire(consumer.bytes(), 0);
    }

    private long produced() {
        return (long) LONGS.getAcquire(data.bytes(), 0);
    }

    @Override
    long capacity() {
        return size;
    }

    @Override
    long occupied() {
        return Math.max(0, Math.min(size, produced() - consumed()));
    }

    @Override
    int take(EventCursor cursor, Consumer<? super EventCursor> handler, int most) {
        cursor.over(data.bytes(), NO_CPU);
        position = consumed();
        long begin = position;
        int events = 0;
        // A buffer full at most, so that whoever waits in a loop comes to look at interrupts and time.
        while (events < most && position - begin < size) {
            long limit = produced();
            requireSense(limit);
            long end = Math.min(limit, position + stretch);
            events += takeUntil(end, limit, cursor, handler, most - events);
            if (position == limit || position < end) {
                break;
            }
        }
        return events;
    }

    /** A method of its own for the sake of the compiler: it is called often, and each call is short. */
    private int takeUntil(long end, long limit, EventCursor cursor, Consumer<? super EventCursor> handler, int most) {
        // Locals, because after a load with acquire the compiler loads every field anew; ints, because a buffer has
        // 512 MiB at most; and no wrap-around, because of the second mapping.
        var bytes = data.bytes();
        var tenant = tenancy;
        long before = position;
        int first = page + (int) (before & size - 1);
        int stop = (int) (end - before);
        int unread = (int) (limit - before);
        int largest = largestRecord;
        int next = 0;
        int events = 0;
        try {
            while (next < stop && events < most && !tenant.ending()) {
                int at = first + next;
                // A load with acquire, in two steps: getAcquire of a VarHandle, with its checks, costs a fifth of the
                // speed.
                int header = bytes.getInt(at);
                VarHandle.acquireFence();
                int length = header & ~DISCARD;
                if (length < 0) {
                    break;
                }
                int total = length + HEADER + 7 & -8;
                if (total > unread - next) {
                    throw damaged("a record of " + length + " bytes where " + (unread - next) + " are unread");
                }
                next += total;
                if (total > largest) {
                    largest = total;
                }
                if (header == length) {
                    events++;
                    cursor.moveTo(at + HEADER, length);
                    handler.accept(cursor);
                }
            }
        } finally {
            position = before + next;
            largestRecord = largest;
            if (next != 0) {
                store(before);
            }
        }
        return events;
    }

    // Nothing leaves the buffer between two stores: had a record found no room since the last, this one sees it.
    // The kernel leaves a byte free (__bpf_ringbuf_reserve), so a record as large as the room does not fit.
    private void store(long before) {
        if (size - (produced() - before) <= largestRecord) {
            noteFull();
        }
        LONGS.setRelease(consumer.bytes(), 0, position);
    }

    // One thread writes it at a time; others only read it.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void noteFull() {
        timesFull++;
    }

    private void requireSense(long limit) {
        long unread = limit - position;
        if (unread < 0 || unread > size || (position & 7) != 0) {
            throw damaged("position " + position + " of the reader, which every process with the map may write, does"
                    + " not go with position " + limit + " of the programs");
        }
    }

    private BpfException damaged(String how) {
        return new BpfException(
                        "read",
                        name(),
                        "its memory makes no sense: " + how,
                        null,
                        List.of(),
                        "does another process read it?")
                .about(Topic.EVENTS);
    }

    @Override
    void release() {
        consumer.unmap();
        data.unmap();
        Libc.close(fd);
    }
}
