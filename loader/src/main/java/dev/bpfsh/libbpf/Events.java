// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/** The system calls that only event buffers make. */
final class Events {
    private static final int EFD_NONBLOCK = 04000;
    private static final long PERF_EVENT_IOC_ENABLE = 0x2400;

    static final Runtime RUNTIME = Linux.RUNTIME;

    private Events() {}

    static LinuxFunctions libc() {
        return Linux.functions();
    }

    static int eventfd() throws ErrnoException {
        return checked("eventfd", libc().eventfd(0, Libc.O_CLOEXEC | EFD_NONBLOCK));
    }

    /** {@code perf_event_open(2)} of every process on one CPU. */
    static int perfEventOpen(Pointer attributes, int cpu) throws ErrnoException {
        return Linux.perfEventOpen(attributes, -1, cpu);
    }

    static void enable(int fd) throws ErrnoException {
        checked("ioctl", libc().ioctl(fd, PERF_EVENT_IOC_ENABLE, 0));
    }

    static int checked(String call, int answer) throws ErrnoException {
        return Linux.checked(call, answer);
    }
}
