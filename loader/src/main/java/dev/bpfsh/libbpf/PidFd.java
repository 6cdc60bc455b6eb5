// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;

/** A process that stays the same one, which its number does not: see {@code pidfd_open(2)}, since Linux v5.3. */
public final class PidFd implements AutoCloseable {
    /** Asks a JVM for its threads, or for attention; ends most other programs. */
    public static final int SIGQUIT = 3;

    // The same on every architecture.
    private static final long PIDFD_SEND_SIGNAL = 424;

    private static final PidFdFunctions LIBC = LibraryLoader.loadLibrary(
            PidFdFunctions.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");

    private final int fd;

    private PidFd(int fd) {
        this.fd = fd;
    }

    /**
     * The process that has this number now.
     *
     * @throws ErrnoException {@code ESRCH} if there is none
     */
    public static PidFd open(int pid) throws ErrnoException {
        return new PidFd(Linux.pidfdOpen(pid));
    }

    /**
     * {@code pidfd_send_signal(2)}.
     *
     * @throws ErrnoException {@code ESRCH} if the process has ended, {@code EPERM} if it is somebody else's
     */
    public void send(int signal) throws ErrnoException {
        Linux.checked("pidfd_send_signal", LIBC.syscall(PIDFD_SEND_SIGNAL, fd, signal, null, 0));
    }

    /** Closes the descriptor; the process goes on. */
    @Override
    public void close() {
        Libc.close(fd);
    }
}
