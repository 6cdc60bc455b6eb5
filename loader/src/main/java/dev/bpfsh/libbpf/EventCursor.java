// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A look at one event in the memory that the kernel writes to: nothing is copied, nothing allocated. It is good for
 * the thread that reads, while its handler runs; later, or in another thread, every method throws
 * {@link IllegalStateException}. Offsets count bytes from the beginning of the event; one that does not fit into it
 * throws {@link IndexOutOfBoundsException}. Numbers are in this machine's byte order.
 */
public final class EventCursor {
    private static final ByteBuffer NOTHING = ByteBuffer.allocateDirect(0);

    private ByteBuffer memory = NOTHING;
    private int begin;
    private int length;
    private int cpu;
    private Thread reader;
    private ByteBuffer copy = ByteBuffer.allocate(0);

    /** One of nothing, to be given to a reader. */
    public EventCursor() {}

    /** How many bytes the event has; of a perf buffer up to 7 more than were sent, the kernel rounds up. */
    public int length() {
        requireReader();
        return length;
    }

    /** The CPU whose part of a perf buffer it comes from; -1 for a ring buffer, which has no parts. */
    public int cpu() {
        requireReader();
        return cpu;
    }

    /** 8 bits at that offset. */
    public byte getByte(int offset) {
        return memory.get(at(offset, Byte.BYTES));
    }

    /** 16 bits at that offset, which need not be aligned; so for the other widths. */
    public short getShort(int offset) {
        return memory.getShort(at(offset, Short.BYTES));
    }

    /** 32 bits. */
    public int getInt(int offset) {
        return memory.getInt(at(offset, Integer.BYTES));
    }

    /** 32 bits without a sign. */
    public long getUnsignedInt(int offset) {
        return Integer.toUnsignedLong(getInt(offset));
    }

    /** 64 bits. */
    public long getLong(int offset) {
        return memory.getLong(at(offset, Long.BYTES));
    }

    /** A {@code char[size]}: the text up to the first zero byte, or all of it. */
    public String getString(int offset, int size) {
        int from = at(offset, size);
        int end = from;
        while (end < from + size && memory.get(end) != 0) {
            end++;
        }
        var text = new byte[end - from];
        memory.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Copies bytes from that offset on into a part of an array. */
    public void get(int offset, byte[] into, int index, int count) {
        memory.get(at(offset, count), into, index, count);
    }

    /** A copy of the whole event. */
    public byte[] bytes() {
        var bytes = new byte[length()];
        memory.get(begin, bytes);
        return bytes;
    }

    /**
     * The whole event, from position 0 to the limit, in a buffer that the next call fills anew: a copy, as a buffer
     * over the memory itself could outlive it.
     */
    public ByteBuffer buffer() {
        int size = length();
        if (copy.capacity() < size) {
            copy = ByteBuffer.allocate(Math.max(size, 2 * copy.capacity())).order(ByteOrder.nativeOrder());
        }
        copy.clear().limit(size);
        memory.get(begin, copy.array(), 0, size);
        return copy;
    }

    private int at(int offset, int bytes) {
        requireReader();
        if (offset < 0 || bytes < 0 || offset > length - bytes) {
            throw new IndexOutOfBoundsException(
                    "bytes " + offset + " to " + ((long) offset + bytes) + " of an event that has " + length);
        }
        return begin + offset;
    }

    // Only the reader's own thread finds itself here, and it is within the tenancy while it does.
    private void requireReader() {
        if (Thread.currentThread() != reader) {
            throw new OutOfOrder(
                    Topic.EVENTS,
                    "a cursor is good while its handler runs, in that thread: copy what you keep, as with bytes()");
        }
    }

    void open(Thread thread) {
        reader = thread;
    }

    void over(ByteBuffer memory, int cpu) {
        this.memory = memory;
        this.cpu = cpu;
    }

    void moveTo(int begin, int length) {
        this.begin = begin;
        this.length = length;
    }

    void close() {
        reader = null;
        memory = NOTHING;
    }
}
