// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.socklen_t;

/** The functions of libc that attaching needs. Public only because JNR implements it from outside. */
public interface AttachLibc {
    /** {@code bpf(2)}. Variadic in C; Linux's calling conventions treat integers and pointers the same there. */
    long syscall(long number, int command, Pointer attributes, int size);

    /**
     * {@code perf_event_open(2)}. With six parameters of type {@code long}, jffi was seen to leave rubbish in the last.
     */
    long syscall(long number, Pointer attributes, int pid, int cpu, int group, long flags);

    int setsockopt(int fd, int level, int option, Pointer value, @socklen_t int length);

    int if_nametoindex(String name);

    int fcntl(int fd, int command, int argument);

    int setns(int fd, int type);
}
