// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/** The call that {@link PidFd} makes. Public only because JNR implements it from outside. */
public interface PidFdFunctions {
    /** {@code pidfd_send_signal(2)}, which glibc before 2.36 does not name. */
    long syscall(long number, int pidfd, int signal, Pointer info, int flags);
}
