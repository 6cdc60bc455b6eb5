// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import jnr.ffi.LastError;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

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

    int setxattr(String path, String name, byte[] value, long size, int flags);

    long syscall(long number, long first, Pointer second, long third);

    /** What the last call of this thread that failed has said, {@code errno(3)}. */
    static int errno() {
        return LastError.getLastError(Runtime.getRuntime(CALLS));
    }

    /** A text in native memory. */
    static Pointer text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var pointer = Memory.allocateDirect(Runtime.getRuntime(CALLS), bytes.length + 1, true);
        pointer.put(0, bytes, 0, bytes.length);
        return pointer;
    }

    /** {@code execveat(2)} of a program with arguments, on this thread; it must not succeed. */
    static long execveat(long number, long folder, String program, String... arguments) {
        var texts = Stream.of(arguments).map(TestLibc::text).toList();
        var pointers = Memory.allocateDirect(Runtime.getRuntime(CALLS), Long.BYTES * (texts.size() + 1), true);
        for (int i = 0; i < texts.size(); i++) {
            pointers.putPointer((long) Long.BYTES * i, texts.get(i));
        }
        var answer = CALLS.syscall(number, folder, text(program), pointers.address());
        Reference.reachabilityFence(texts);
        Reference.reachabilityFence(pointers);
        return answer;
    }

    /** A call that takes a folder and a path below it, such as {@code openat2(2)}, with nothing behind. */
    static long syscall(long number, long folder, String path) {
        return CALLS.syscall(number, folder, text(path), 0);
    }
}
