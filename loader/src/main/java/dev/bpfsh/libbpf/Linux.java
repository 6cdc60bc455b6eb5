// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Map;
import java.util.Optional;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * System calls for attaching, maps and event buffers that neither Java nor libbpf offers, bound when the first is made.
 * Constants are Linux's own, the same on x86-64 and arm64.
 */
public final class Linux {
    private static final int BPF_LINK_CREATE = 28;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int EFD_NONBLOCK = 04000;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final long TIOCGWINSZ = 0x5413;
    private static final long PERF_EVENT_IOC_ENABLE = 0x2400;
    private static final long PERF_FLAG_FD_CLOEXEC = 8;
    // The same on every architecture, as all calls since Linux v5.3.
    private static final long PIDFD_OPEN = 434;

    private static final LinuxFunctions LIBC = LibraryLoader.loadLibrary(
            LinuxFunctions.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");
    static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    private static final Numbers NUMBERS =
            switch (System.getProperty("os.arch")) {
                case "amd64", "x86_64" -> new Numbers(321, 298);
                case "ppc64le" -> new Numbers(361, 319);
                case "s390x" -> new Numbers(351, 331);
                default -> new Numbers(280, 241); // asm-generic/unistd.h
            };

    /** Of the older system calls, which each architecture numbers by itself. */
    private record Numbers(int bpf, int perfEventOpen) {}

    private Linux() {}

    static LinuxFunctions functions() {
        return LIBC;
    }

    /** {@code getpagesize(2)}. */
    public static int pageSize() {
        return LIBC.getpagesize();
    }

    /** {@code pidfd_open(2)}: a process as a descriptor; the caller closes it with {@link Libc#close}. */
    public static int pidfdOpen(int pid) throws ErrnoException {
        return checked("pidfd_open", LIBC.syscall(PIDFD_OPEN, pid, 0L));
    }

    /** {@code bpf(BPF_LINK_CREATE)}; the answer is the link's descriptor. */
    static int linkCreate(Pointer attributes, int size) throws ErrnoException {
        return checked("bpf(BPF_LINK_CREATE)", LIBC.syscall(NUMBERS.bpf, BPF_LINK_CREATE, attributes, size));
    }

    /** {@code perf_event_open(2)} in no group. */
    static int perfEventOpen(Pointer attributes, int pid, int cpu) throws ErrnoException {
        return checked(
                "perf_event_open", LIBC.syscall(NUMBERS.perfEventOpen, attributes, pid, cpu, -1, PERF_FLAG_FD_CLOEXEC));
    }

    /** {@code ioctl(PERF_EVENT_IOC_ENABLE)}: from now on the event counts. */
    static void enablePerfEvent(int fd) throws ErrnoException {
        checked("ioctl", LIBC.ioctl(fd, PERF_EVENT_IOC_ENABLE, 0));
    }

    /** {@code eventfd(2)}, which a reader never waits for. */
    static int eventfd() throws ErrnoException {
        return checked("eventfd", LIBC.eventfd(0, Libc.O_CLOEXEC | EFD_NONBLOCK));
    }

    /** {@code setsockopt(2)} with an integer. */
    static void setsockopt(int fd, int level, int option, int value) throws ErrnoException {
        try (var scratch = new Scratch(RUNTIME)) {
            var pointer = scratch.zeroed(Integer.BYTES);
            pointer.putInt(0, value);
            checked("setsockopt", LIBC.setsockopt(fd, level, option, pointer, Integer.BYTES));
        }
    }

    /**
     * {@code if_nametoindex(3)}: the number of a network interface in the calling thread's network namespace.
     *
     * @throws ErrnoException {@code ENODEV} where there is none of that name; or why it could not be asked
     */
    public static int interfaceIndex(String name) throws ErrnoException {
        int index = LIBC.if_nametoindex(name);
        if (index == 0) {
            throw new ErrnoException("if_nametoindex", LastError.getLastError(RUNTIME));
        }
        return index;
    }

    /** A descriptor of our own for what {@code fd} is, so that nobody closes it under our feet. */
    static int duplicate(int fd) throws ErrnoException {
        return checked("fcntl", LIBC.fcntl(fd, F_DUPFD_CLOEXEC, 0));
    }

    /** {@code setns(2)}: moves the calling thread into a network namespace. */
    static void enterNetworkNamespace(int fd) throws ErrnoException {
        checked("setns", LIBC.setns(fd, CLONE_NEWNET));
    }

    /**
     * {@code ioctl_tty(2)}, {@code TIOCGWINSZ}: how large the terminal at a descriptor is.
     *
     * @return empty if it is no terminal, or one that does not know
     */
    public static Optional<WindowSize> windowSize(int fd) {
        try (var scratch = new Scratch(RUNTIME)) {
            var size = scratch.zeroed(4 * Short.BYTES);
            if (LIBC.ioctl(fd, TIOCGWINSZ, size) != 0) {
                return Optional.empty();
            }
            int rows = Short.toUnsignedInt(size.getShort(0));
            int columns = Short.toUnsignedInt(size.getShort(Short.BYTES));
            return rows == 0 || columns == 0 ? Optional.empty() : Optional.of(new WindowSize(columns, rows));
        }
    }

    /** Characters beside and below each other. */
    public record WindowSize(int columns, int rows) {}

    static int checked(String call, long answer) throws ErrnoException {
        if (answer < 0) {
            throw new ErrnoException(call, LastError.getLastError(RUNTIME));
        }
        return (int) answer;
    }
}
