// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;

/**
 * A stretch of native memory that cannot be touched outside its bounds or after its end: such an access throws
 * {@link IndexOutOfBoundsException} or {@link IllegalStateException}.
 */
public final class Memory implements AutoCloseable {
    private final Pointer pointer;
    private final int size;
    private final boolean writable;
    private final Lifetime lifetime;
    private final Runnable release;

    private Memory(Pointer pointer, int size, boolean writable, Lifetime lifetime, Runnable release) {
        this.pointer = pointer;
        this.size = size;
        this.writable = writable;
        this.lifetime = lifetime;
        this.release = release;
    }

    /** Memory that belongs to something else, and ends with that alone. */
    static Memory within(Lifetime owner, Pointer pointer, int size) {
        return new Memory(pointer, size, true, owner, () -> {});
    }

    /**
     * The memory of a map in the kernel ({@code mmap(2)} of an array map's descriptor made with
     * {@code BPF_F_MMAPABLE}): what is written here, programs read at once.
     *
     * @param writable false for a frozen map, which refuses a writable mapping
     */
    static Memory ofMap(int fd, int size, boolean writable, String name) throws ErrnoException {
        return mapped(size, writable, Libc.MAP_SHARED, fd, name);
    }

    /** Zeroed memory of our own; pages that are never touched cost nothing. */
    static Memory anonymous(int size, String name) throws ErrnoException {
        return mapped(size, true, Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS | Libc.MAP_NORESERVE, -1, name);
    }

    private static Memory mapped(int size, boolean writable, int flags, int fd, String name) throws ErrnoException {
        int protection = Libc.PROT_READ | (writable ? Libc.PROT_WRITE : 0);
        var pointer = Libc.mmap(size, protection, flags, fd);
        var lifetime = new Lifetime(name);
        return new Memory(pointer, size, writable, lifetime, () -> lifetime.end(() -> Libc.munmap(pointer, size)));
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** A copy of {@code length} bytes from {@code offset} on. */
    public byte[] read(int offset, int length) {
        checkBounds(offset, length);
        var bytes = new byte[length];
        lifetime.during(() -> {
            load(offset, bytes);
            return null;
        });
        return bytes;
    }

    /**
     * Writes the bytes at {@code offset}: as one store where they are an aligned 1, 2, 4 or 8.
     *
     * @throws IllegalStateException if the memory is closed, or read-only
     */
    public void write(int offset, byte[] bytes) {
        if (!writable) {
            throw new IllegalStateException(lifetime + " is read-only");
        }
        checkBounds(offset, bytes.length);
        lifetime.during(() -> {
            store(offset, bytes);
            return null;
        });
    }

    /** Unmaps the memory; what belongs to something else stays until that is closed. */
    @Override
    public void close() {
        release.run();
    }

    /** The text up to the first zero byte. */
    String text() {
        return lifetime.during(() -> pointer.getString(0, size, StandardCharsets.UTF_8));
    }

    Pointer pointer() {
        return pointer;
    }

    // Native byte order both ways: one load or store of the whole value, so that no half-written value is ever seen.
    private void load(int offset, byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        switch (wordAt(offset, bytes.length)) {
            case 2 -> buffer.putShort(pointer.getShort(offset));
            case 4 -> buffer.putInt(pointer.getInt(offset));
            case 8 -> buffer.putLong(pointer.getLong(offset));
            default -> pointer.get(offset, bytes, 0, bytes.length);
        }
    }

    private void store(int offset, byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        switch (wordAt(offset, bytes.length)) {
            case 2 -> pointer.putShort(offset, buffer.getShort());
            case 4 -> pointer.putInt(offset, buffer.getInt());
            case 8 -> pointer.putLong(offset, buffer.getLong());
            default -> pointer.put(offset, bytes, 0, bytes.length);
        }
    }

    private int wordAt(int offset, int length) {
        return length > 0 && (pointer.address() + offset) % length == 0 ? length : 0;
    }

    private void checkBounds(int offset, int length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException(
                    "bytes " + offset + " to " + ((long) offset + length) + " of memory that has " + size);
        }
    }
}
