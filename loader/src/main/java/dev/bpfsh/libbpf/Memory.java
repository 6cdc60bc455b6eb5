// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import jnr.ffi.Pointer;

/**
 * A stretch of native memory that cannot be touched outside its bounds or after its end: such an access throws
 * {@link IndexOutOfBoundsException} or {@link IllegalStateException}.
 */
public final class Memory implements AutoCloseable {
    private static final MemoryIO IO = MemoryIO.getInstance();

    private final Pointer pointer;
    private final long address;
    private final int size;
    private final boolean owned;
    private final boolean writable;
    private final Lifetime lifetime;
    private final Runnable release;

    private Memory(Pointer pointer, int size, boolean writable, boolean owned, Lifetime lifetime, Runnable release) {
        this.pointer = pointer;
        this.address = pointer.address();
        this.owned = owned;
        this.size = size;
        this.writable = writable;
        this.lifetime = lifetime;
        this.release = release;
    }

    /** Memory that belongs to something else, and ends with that alone. */
    static Memory within(Lifetime owner, Pointer pointer, int size) {
        return new Memory(pointer, size, true, true, owner, () -> {});
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
        var pointer = Libc.mmap(size, protection, flags, fd, 0);
        var lifetime = new Lifetime(name);
        return new Memory(
                pointer, size, writable, false, lifetime, () -> lifetime.end(() -> Libc.munmap(pointer, size)));
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** A copy of {@code length} bytes from {@code offset} on: one load where they are an aligned 1, 2, 4 or 8. */
    public byte[] read(int offset, int length) {
        checkBounds(offset, length);
        var bytes = new byte[length];
        begin();
        try {
            load(offset, bytes);
        } finally {
            finish();
        }
        return bytes;
    }

    /**
     * Writes the bytes at {@code offset}: as one store where they are an aligned 1, 2, 4 or 8.
     *
     * @throws IllegalStateException if the memory is closed, or read-only
     */
    public void write(int offset, byte[] bytes) {
        checkWritable(offset, bytes.length);
        begin();
        try {
            store(offset, bytes);
        } finally {
            finish();
        }
    }

    /**
     * The word of {@code size} bytes at {@code offset}, in the machine's byte order; what is above it is not told.
     *
     * @param size 1, 2, 4 or 8
     */
    public long word(int offset, int size) {
        checkBounds(offset, size);
        begin();
        try {
            long at = address + offset;
            return switch (size) {
                case 1 -> IO.getByte(at);
                case 2 -> IO.getShort(at);
                case 4 -> IO.getInt(at);
                case 8 -> IO.getLong(at);
                default -> throw new IllegalArgumentException("a word of " + size);
            };
        } finally {
            finish();
        }
    }

    /**
     * Writes a word of {@code size} bytes at {@code offset}, in the machine's byte order and, where it is aligned, as
     * one store.
     *
     * @param size 1, 2, 4 or 8
     * @throws IllegalStateException if the memory is closed, or read-only
     */
    public void word(int offset, int size, long word) {
        checkWritable(offset, size);
        begin();
        try {
            long at = address + offset;
            switch (size) {
                case 1 -> IO.putByte(at, (byte) word);
                case 2 -> IO.putShort(at, (short) word);
                case 4 -> IO.putInt(at, (int) word);
                case 8 -> IO.putLong(at, word);
                default -> throw new IllegalArgumentException("a word of " + size);
            }
        } finally {
            finish();
        }
    }

    // What belongs to something else, such as an object's initial values, is not to be met while that is at work.
    private void begin() {
        if (owned) {
            lifetime.begin();
        } else {
            lifetime.enter();
        }
    }

    private void finish() {
        if (owned) {
            lifetime.finish();
        } else {
            lifetime.exit();
        }
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
            case 2 -> buffer.putShort(IO.getShort(address + offset));
            case 4 -> buffer.putInt(IO.getInt(address + offset));
            case 8 -> buffer.putLong(IO.getLong(address + offset));
            default -> IO.getByteArray(address + offset, bytes, 0, bytes.length);
        }
    }

    private void store(int offset, byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        switch (wordAt(offset, bytes.length)) {
            case 2 -> IO.putShort(address + offset, buffer.getShort());
            case 4 -> IO.putInt(address + offset, buffer.getInt());
            case 8 -> IO.putLong(address + offset, buffer.getLong());
            default -> IO.putByteArray(address + offset, bytes, 0, bytes.length);
        }
    }

    private int wordAt(int offset, int length) {
        return length > 0 && (address + offset) % length == 0 ? length : 0;
    }

    private void checkWritable(int offset, int length) {
        if (!writable) {
            throw new OutOfOrder(Topic.MAPS, lifetime + " is read-only");
        }
        checkBounds(offset, length);
    }

    private void checkBounds(int offset, int length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException(
                    "bytes " + offset + " to " + ((long) offset + length) + " of memory that has " + size);
        }
    }
}
