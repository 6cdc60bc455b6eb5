// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import jnr.ffi.Pointer;

/**
 * A {@code struct bpf_link_info} as the kernel filled it: numbers by their offset. What a kernel does not know of is 0.
 *
 * @param bytes the struct
 */
public record RawLinkInfo(byte[] bytes) {
    private static final int SIZE = 80;
    private static final int TEXT = 4096;

    /** Of the link behind a descriptor; empty where that is no link. */
    static Optional<RawLinkInfo> of(int fd) {
        return fd < 0 ? Optional.empty() : read(fd, info -> {});
    }

    /** Fills in where the kernel is to put a text, before it is asked. */
    private interface Preparation {
        void prepare(Pointer info);
    }

    private static Optional<RawLinkInfo> read(int fd, Preparation preparation) {
        var libbpf = Libbpf.get();
        try (var scratch = new Scratch(libbpf.runtime())) {
            var info = scratch.zeroed(SIZE);
            preparation.prepare(info);
            KernelObject.describe(libbpf.group(AttachFunctions.class), fd, info, SIZE);
            var bytes = new byte[SIZE];
            info.get(0, bytes, 0, SIZE);
            return Optional.of(new RawLinkInfo(bytes));
        } catch (ErrnoException none) {
            return Optional.empty();
        }
    }

    /** The {@code __u32} at an offset, without its sign. */
    public long u32(int offset) {
        return Integer.toUnsignedLong(buffer().getInt(offset));
    }

    /** The {@code __s32} at an offset. */
    public int s32(int offset) {
        return buffer().getInt(offset);
    }

    /** The {@code __u64} at an offset. */
    public long u64(int offset) {
        return buffer().getLong(offset);
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /**
     * Asks the kernel again, for a text of the struct: its members are a pointer and, elsewhere, a length.
     * Empty where the kernel gives none.
     */
    static String text(int fd, int pointerAt, int lengthAt) {
        var libbpf = Libbpf.get();
        try (var scratch = new Scratch(libbpf.runtime())) {
            var text = scratch.zeroed(TEXT);
            read(fd, info -> {
                info.putLong(pointerAt, text.address());
                info.putInt(lengthAt, TEXT);
            });
            return text.getString(0, TEXT, StandardCharsets.UTF_8);
        }
    }
}
