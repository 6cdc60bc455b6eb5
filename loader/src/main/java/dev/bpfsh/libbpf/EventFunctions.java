// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.off_t;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/** What reading events asks of libc. Public only because JNR implements it from outside. */
public interface EventFunctions {
    Pointer mmap(Pointer address, @size_t long length, int protection, int flags, int fd, @off_t long offset);

    int munmap(Pointer address, @size_t long length);

    int getpagesize();

    int fcntl(int fd, int command, int argument);

    int close(int fd);

    int epoll_create1(int flags);

    int epoll_ctl(int epoll, int operation, int fd, Pointer event);

    int epoll_wait(int epoll, Pointer events, int most, int millis);

    int eventfd(int initial, int flags);

    @ssize_t
    long write(int fd, Pointer bytes, @size_t long count);

    int ioctl(int fd, long request, long argument);

    /** {@code perf_event_open(2)}, which libc does not name. */
    long syscall(long number, Pointer attributes, int pid, int cpu, int group, long flags);
}
