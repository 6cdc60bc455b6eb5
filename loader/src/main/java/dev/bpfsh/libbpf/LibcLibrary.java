// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.off_t;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/** The functions of libc that are called, as C declares them. */
interface LibcLibrary {
    int getpid();

    int gettid();

    int open(String path, int flags);

    @ssize_t
    long read(int fd, byte[] buffer, @size_t long count);

    int close(int fd);

    int mount(String source, String target, String type, long flags, Pointer data);

    Pointer mmap(Pointer address, @size_t long length, int protection, int flags, int fd, @off_t long offset);

    int munmap(Pointer address, @size_t long length);

    int vsnprintf(Pointer buffer, @size_t long size, Pointer format, Pointer arguments);
}
