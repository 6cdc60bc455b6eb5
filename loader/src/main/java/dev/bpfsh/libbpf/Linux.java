// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Map;
import java.util.Optional;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** System calls for attaching that neither Java nor libbpf offers. */
public final class Linux {
    private static final int BPF_LINK_CREATE = 28;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int F_DUPFD_CLOEXEC = 1030;
    private static final long PERF_FLAG_FD_CLOEXEC = 8;

    private static final AttachLibc LIBC = LibraryLoader.loadLibrary(
            AttachLibc.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");
    private static final Runtime RUNTIME = Runtime.getRuntime(LIBC);

    /** Numbers of system calls: those of x86-64 are its own, the others share {@code asm-generic/unistd.h}. */
    private static final boolean X86 = System.getProperty("os.arch").equals("amd64");

    private static final int BPF = X86 ? 321 : 280;
    private static final int PERF_EVENT_OPEN = X86 ? 298 : 241;

    private Linux() {}

    /** {@code bpf(BPF_LINK_CREATE)}; the answer is the link's descriptor. */
    static int linkCreate(Pointer attributes, int size) throws ErrnoException {
        return checked("bpf(BPF_LINK_CREATE)", LIBC.syscall(BPF, BPF_LINK_CREATE, attributes, size));
    }

    /** {@code perf_event_open(2)} in no group. */
    static int perfEventOpen(Pointer attributes, int pid, int cpu) throws ErrnoException {
        return checked(
                "perf_event_open", LIBC.syscall(PERF_EVENT_OPEN, attributes, pid, cpu, -1, PERF_FLAG_FD_CLOEXEC));
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
     * {@code if_nametoindex(3)}: the number of a network interface in the calling thread's network namespace; empty
     * where there is none of that name.
     */
    public static Optional<Integer> interfaceIndex(String name) {
        return Optional.of(LIBC.if_nametoindex(name)).filter(index -> index > 0);
    }

    /** {@code fcntl(F_DUPFD_CLOEXEC)}. */
    static int duplicate(int fd) throws ErrnoException {
        return checked("fcntl", LIBC.fcntl(fd, F_DUPFD_CLOEXEC, 0));
    }

    /** {@code setns(2)}: moves the calling thread into a network namespace. */
    static void enterNetworkNamespace(int fd) throws ErrnoException {
        checked("setns", LIBC.setns(fd, CLONE_NEWNET));
    }

    private static int checked(String call, long answer) throws ErrnoException {
        if (answer < 0) {
            throw new ErrnoException(call, LastError.getLastError(RUNTIME));
        }
        return (int) answer;
    }
}
