// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.socklen_t;

/** The functions of libc that attaching needs. Public only because JNR implements it from outside. */
public interface AttachLibc {
    /** Variadic in C; Linux's calling conventions treat integers and pointers the same there. */
    long syscall(long number, long first, long second, long third, long fourth, long fifth);

    int setsockopt(int fd, int level, int option, Pointer value, @socklen_t int length);

    int if_nametoindex(String name);

    int fcntl(int fd, int command, int argument);

    int setns(int fd, int type);
}
