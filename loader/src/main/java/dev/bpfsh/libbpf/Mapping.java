// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import com.kenai.jffi.MemoryIO;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jnr.ffi.Pointer;

/**
 * Memory that is shared with the kernel, as a direct buffer: it is what {@code VarHandle} can load from with acquire
 * and store to with release, at the cost of a bounds check. Nothing but a {@link Tenancy} keeps anybody from touching
 * it after {@link #unmap}, which would be SIGSEGV, so the buffer never leaves this package.
 *
 * @param bytes the memory, in this machine's byte order
 */
record Mapping(Pointer address, int length, ByteBuffer bytes) {
    static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    static Mapping of(int fd, long offset, int length, boolean writable) throws ErrnoException {
        int protection = Libc.PROT_READ | (writable ? Libc.PROT_WRITE : 0);
        var address = Libc.mmap(length, protection, Libc.MAP_SHARED, fd, offset);
        var bytes = MemoryIO.getInstance().newDirectByteBuffer(address.address(), length);
        return new Mapping(address, length, bytes.order(ByteOrder.nativeOrder()));
    }

    void unmap() {
        Libc.munmap(address, length);
    }
}
