// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;
import jnr.ffi.types.socklen_t;
import jnr.ffi.types.ssize_t;

/**
 * The functions of libc that {@link LibcLibrary} leaves out because not every user needs them. Public only because JNR
 * implements it from outside.
 */
public interface LinuxFunctions {
    /** {@code bpf(2)}. Variadic in C; Linux's calling conventions treat integers and pointers the same there. */
    long syscall(long number, int command, Pointer attributes, int size);

    /**
     * {@code perf_event_open(2)}. With six parameters of type {@code long}, jffi was seen to leave rubbish in the last.
     */
    long syscall(long number, Pointer attributes, int pid, int cpu, int group, long flags);

    /** {@code pidfd_open(2)}, which glibc before 2.36 does not name. */
    long syscall(long number, long pid, long flags);

    int getpagesize();

    int fcntl(int fd, int command, int argument);

    int ioctl(int fd, long request, long argument);

    int ioctl(int fd, long request, Pointer argument);

    @ssize_t
    long write(int fd, Pointer bytes, @size_t long count);

    int setsockopt(int fd, int level, int option, Pointer value, @socklen_t int length);

    int if_nametoindex(String name);

    int setns(int fd, int type);

    int epoll_create1(int flags);

    int epoll_ctl(int epoll, int operation, int fd, Pointer event);

    int epoll_wait(int epoll, Pointer events, int most, int millis);

    int eventfd(int initial, int flags);
}
