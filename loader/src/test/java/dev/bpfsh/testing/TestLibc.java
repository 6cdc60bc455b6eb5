// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;

/** System calls that tests make so that a program sees them. */
public interface TestLibc {
    TestLibc CALLS = LibraryLoader.loadLibrary(
            TestLibc.class, Map.of(LibraryOption.LoadNow, true, LibraryOption.SaveError, true), "c");

    int CLONE_NEWNET = 0x40000000;

    int getpgid(int pid);

    int raise(int signal);

    int getppid();

    int unshare(int flags);

    int socket(int domain, int type, int protocol);

    int setsockopt(int fd, int level, int option, Pointer value, int length);

    int bind(int fd, Pointer address, int length);

    int connect(int fd, Pointer address, int length);

    int listen(int fd, int backlog);

    int accept(int fd, Pointer address, Pointer length);

    int send(int fd, Pointer bytes, long length, int flags);

    int recv(int fd, Pointer bytes, long length, int flags);

    int close(int fd);

    int dup2(int fd, int number);

    long syscall(long number, long first, Pointer second, long third);
}
