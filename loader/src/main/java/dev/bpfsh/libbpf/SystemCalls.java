// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Map;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Runtime;

/** System calls that maps need and {@link Libc} does not have; bound when the first is made. */
public final class SystemCalls {
    /** As C declares them; public only because JNR implements it from outside. */
    public interface Functions {
        /** {@code syscall(2)}: glibc before 2.36 has no function for {@code pidfd_open}. */
        long syscall(long number, long first, long second);

        int getpagesize();
    }

    // The same on every architecture, as all calls since Linux v5.3.
    private static final long PIDFD_OPEN = 434;

    private static final Functions LIBC = LibraryLoader.loadLibrary(
            Functions.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");

    private SystemCalls() {}

    /** {@code pidfd_open(2)}: a process as a descriptor; the caller closes it with {@link Libc#close}. */
    public static int pidfdOpen(int pid) throws ErrnoException {
        long fd = LIBC.syscall(PIDFD_OPEN, pid, 0);
        if (fd < 0) {
            throw new ErrnoException("pidfd_open", LastError.getLastError(Runtime.getRuntime(LIBC)));
        }
        return (int) fd;
    }

    /** {@code getpagesize(2)}. */
    public static int pageSize() {
        return LIBC.getpagesize();
    }
}
