// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import com.kenai.jffi.Library;
import jnr.ffi.LastError;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The few system calls that Java does not offer. Constants are Linux's own, the same on x86-64 and arm64. */
public final class Libc {
    /** Open for reading ({@code open(2)}). */
    public static final int O_RDONLY = 0;
    /** Answer {@code EAGAIN} instead of waiting. */
    public static final int O_NONBLOCK = 04000;
    /** Not inherited by programs that are started. */
    public static final int O_CLOEXEC = 02000000;

    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int MAP_SHARED = 1;
    static final int MAP_PRIVATE = 2;
    static final int MAP_ANONYMOUS = 0x20;
    static final int MAP_NORESERVE = 0x4000;
    private static final long MAP_FAILED = -1;

    private static final LibcLibrary LIBC = LazyFunctions.of(LibcLibrary.class, Library.getDefault()::getSymbolAddress);
    private static final Runtime RUNTIME = Runtime.getSystemRuntime();

    private Libc() {}

    /** {@code getpid(2)}, asked of the kernel each time, where Java remembers the answer. */
    public static int getpid() {
        return LIBC.getpid();
    }

    /** The thread id that the kernel, and so a BPF program and trace_pipe, knows the calling thread by. */
    public static int gettid() {
        return LIBC.gettid();
    }

    /** {@code open(2)}. */
    public static int open(String path, int flags) throws ErrnoException {
        return checked("open", LIBC.open(path, flags));
    }

    /** {@code read(2)} into the whole of the buffer; 0 at the end of the file. */
    public static int read(int fd, byte[] buffer) throws ErrnoException {
        return checked("read", (int) LIBC.read(fd, buffer, buffer.length));
    }

    /** {@code close(2)}; what it answers is of no use to anyone who is done with the descriptor. */
    public static void close(int fd) {
        LIBC.close(fd);
    }

    /** {@code mount(2)} with no flags and no data. */
    public static void mount(String source, String target, String type) throws ErrnoException {
        checked("mount", LIBC.mount(source, target, type, 0, null));
    }

    static Pointer mmap(long length, int protection, int flags, int fd, long offset) throws ErrnoException {
        var address = LIBC.mmap(null, length, protection, flags, fd, offset);
        if (address == null || address.address() == MAP_FAILED) {
            throw new ErrnoException("mmap", LastError.getLastError(RUNTIME));
        }
        return address;
    }

    static void munmap(Pointer address, long length) {
        LIBC.munmap(address, length);
    }

    static int vsnprintf(Pointer buffer, long size, Pointer format, Pointer arguments) {
        return LIBC.vsnprintf(buffer, size, format, arguments);
    }

    private static int checked(String call, int answer) throws ErrnoException {
        if (answer < 0) {
            throw new ErrnoException(call, LastError.getLastError(RUNTIME));
        }
        return answer;
    }
}
