// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static dev.bpfsh.libbpf.Mapping.LONGS;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import jnr.ffi.Memory;

/**
 * One CPU's part of a perf buffer: an event of the software clock kind that only {@code bpf_perf_event_output} feeds,
 * and its memory. The first page has the positions, {@code struct perf_event_mmap_page}: {@code data_head} is loaded
 * with acquire, {@code data_tail} stored with release ({@code perf_event_open(2)}). A record that runs over the end is
 * put together in a buffer of our own.
 */
final class PerfRing {
    private static final int ATTRIBUTES_SIZE = 64;
    private static final int PERF_TYPE_SOFTWARE = 1;
    private static final long PERF_COUNT_SW_BPF_OUTPUT = 10;
    private static final long PERF_SAMPLE_RAW = 1 << 10;

    private static final int DATA_HEAD = 1024;
    private static final int DATA_TAIL = 1032;
    /** {@code struct perf_event_header}: type, 2 bytes of flags, 2 bytes of size. */
    private static final int HEADER = 8;

    private static final int PERF_RECORD_LOST = 2;
    private static final int PERF_RECORD_SAMPLE = 9;

    private final String name;
    private final int cpu;
    private final int fd;
    private final int page;
    private final int size;
    private final Mapping mapping;
    private ByteBuffer joined = ByteBuffer.allocateDirect(0);
    private volatile long lost;

    PerfRing(String name, int cpu, int fd, int page, int size, Mapping mapping) {
        this.name = name;
        this.cpu = cpu;
        this.fd = fd;
        this.page = page;
        this.size = size;
        this.mapping = mapping;
    }

    static PerfRing open(String name, int cpu, int pages) throws ErrnoException {
        int page = Linux.pageSize();
        try (var undo = new Undo()) {
            int fd = event(cpu);
            undo.add(() -> Libc.close(fd));
            var mapping = Mapping.of(fd, 0, (1 + pages) * page, true);
            undo.add(mapping::unmap);
            Linux.enablePerfEvent(fd);
            undo.forget();
            return new PerfRing(name, cpu, fd, page, pages * page, mapping);
        }
    }

    // struct perf_event_attr as of its first version.
    private static int event(int cpu) throws ErrnoException {
        var attributes = Memory.allocateDirect(Linux.RUNTIME, ATTRIBUTES_SIZE, true);
        attributes.putInt(0, PERF_TYPE_SOFTWARE);
        attributes.putInt(4, ATTRIBUTES_SIZE);
        attributes.putLong(8, PERF_COUNT_SW_BPF_OUTPUT);
        attributes.putLong(16, 1); // sample_period: each event
        attributes.putLong(24, PERF_SAMPLE_RAW);
        attributes.putInt(48, 1); // wakeup_events: after each
        try {
            return Linux.perfEventOpen(attributes, -1, cpu);
        } finally {
            Reference.reachabilityFence(attributes);
        }
    }

    int cpu() {
        return cpu;
    }

    int fd() {
        return fd;
    }

    int size() {
        return size;
    }

    /** How many events the kernel says it had no room for. */
    long lost() {
        return lost;
    }

    long unread() {
        return Math.max(0, Math.min(size, (long) LONGS.getAcquire(mapping.bytes(), DATA_HEAD) - tail()));
    }

    // Ours alone to write, so any load will do.
    private long tail() {
        return mapping.bytes().getLong(DATA_TAIL);
    }

    int take(EventCursor cursor, Consumer<? super EventCursor> handler, int most, Tenancy tenancy) {
        long head = (long) LONGS.getAcquire(mapping.bytes(), DATA_HEAD);
        long begin = tail();
        long tail = begin;
        int events = 0;
        if (head - tail < 0 || head - tail > size || (tail & 7) != 0) {
            throw damaged("positions " + tail + " and " + head);
        }
        try {
            while (tail != head && events < most && !tenancy.ending()) {
                int at = place(tail);
                int type = mapping.bytes().getInt(at);
                int length = Short.toUnsignedInt(mapping.bytes().getShort(at + 6));
                if (length < HEADER || length % 8 != 0 || length > head - tail) {
                    throw damaged("a record of " + length + " bytes where " + (head - tail) + " are unread");
                }
                tail += length;
                if (type == PERF_RECORD_SAMPLE) {
                    events++;
                    moveToSample(cursor, at, length);
                    handler.accept(cursor);
                } else if (type == PERF_RECORD_LOST) {
                    noteLost(tail - length);
                }
            }
        } finally {
            if (tail != begin) {
                LONGS.setRelease(mapping.bytes(), DATA_TAIL, tail);
            }
        }
        return events;
    }

    private int place(long position) {
        return page + (int) (position & size - 1);
    }

    // After the header come the length in 4 bytes and the data.
    private void moveToSample(EventCursor cursor, int at, int length) {
        var bytes = mapping.bytes();
        int from = at;
        if (at - page + length > size) {
            bytes = join(at, length);
            from = 0;
        }
        long data = length < HEADER + Integer.BYTES ? -1 : Integer.toUnsignedLong(bytes.getInt(from + HEADER));
        if (data < 0 || data > length - HEADER - Integer.BYTES) {
            throw damaged("a sample of " + data + " bytes in a record of " + length);
        }
        cursor.over(bytes, cpu);
        cursor.moveTo(from + HEADER + Integer.BYTES, (int) data);
    }

    private ByteBuffer join(int at, int length) {
        if (joined.capacity() < length) {
            joined = ByteBuffer.allocateDirect(Math.max(length, 2 * joined.capacity()))
                    .order(ByteOrder.nativeOrder());
        }
        int first = page + size - at;
        joined.put(0, mapping.bytes(), at, first);
        joined.put(first, mapping.bytes(), page, length - first);
        return joined;
    }

    // struct { header; u64 id; u64 lost; }; words are aligned, and so never run over the end. One thread writes it.
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void noteLost(long position) {
        lost += mapping.bytes().getLong(place(position + HEADER + Long.BYTES));
    }

    private BpfException damaged(String how) {
        return new BpfException(
                        "read", name, "the memory of CPU " + cpu + " makes no sense: " + how, null, List.of(), null)
                .about(Topic.EVENTS);
    }

    void close() {
        mapping.unmap();
        Libc.close(fd);
    }
}
