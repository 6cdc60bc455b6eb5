// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Map;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The system calls behind event buffers, bound when the first is opened. Constants are Linux's own, the same on x86-64
 * and arm64.
 */
final class Events {
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final int EFD_NONBLOCK = 04000;
    private static final long PERF_EVENT_IOC_ENABLE = 0x2400;
    private static final long PERF_FLAG_FD_CLOEXEC = 8;
    private static final long MAP_FAILED = -1;

    private static final EventFunctions LIBC = LibraryLoader.loadLibrary(
            EventFunctions.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private Events() {}

    static EventFunctions libc() {
        return LIBC;
    }

    static int pageSize() {
        return LIBC.getpagesize();
    }

    static Pointer mmap(int fd, long offset, long length, boolean writable) throws ErrnoException {
        int protection = Libc.PROT_READ | (writable ? Libc.PROT_WRITE : 0);
        var address = LIBC.mmap(null, length, protection, Libc.MAP_SHARED, fd, offset);
        if (address == null || address.address() == MAP_FAILED) {
            throw new ErrnoException("mmap", LastError.getLastError(RUNTIME));
        }
        return address;
    }

    /** A descriptor of our own for what {@code fd} is, so that nobody closes it under our feet. */
    static int duplicate(int fd) throws ErrnoException {
        return checked("fcntl", LIBC.fcntl(fd, F_DUPFD_CLOEXEC, 0));
    }

    static int eventfd() throws ErrnoException {
        return checked("eventfd", LIBC.eventfd(0, Libc.O_CLOEXEC | EFD_NONBLOCK));
    }

    /** {@code perf_event_open(2)} of every process on one CPU. */
    static int perfEventOpen(Pointer attributes, int cpu) throws ErrnoException {
        return checked("perf_event_open", (int)
                LIBC.syscall(perfEventOpenNumber(), attributes, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC));
    }

    private static long perfEventOpenNumber() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> 298;
            case "ppc64le" -> 319;
            case "s390x" -> 331;
            default -> 241;
        };
    }

    static void enable(int fd) throws ErrnoException {
        checked("ioctl", LIBC.ioctl(fd, PERF_EVENT_IOC_ENABLE, 0));
    }

    static int checked(String call, int answer) throws ErrnoException {
        if (answer < 0) {
            throw new ErrnoException(call, LastError.getLastError(RUNTIME));
        }
        return answer;
    }
}
