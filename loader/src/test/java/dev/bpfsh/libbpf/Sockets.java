// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Map;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;

/** Sockets whose descriptors a test knows, which Java hides. */
public final class Sockets {
    public interface Functions {
        int socket(int domain, int type, int protocol);

        int bind(int fd, byte[] address, int length);

        int setsockopt(int fd, int level, int option, byte[] value, int length);

        int listen(int fd, int backlog);
    }

    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEPORT = 15;

    private static final Functions LIBC =
            LibraryLoader.loadLibrary(Functions.class, Map.of(LibraryOption.LoadNow, true), "c");

    private Sockets() {}

    public static int stream() {
        return LIBC.socket(AF_INET, SOCK_STREAM, 0);
    }

    /** Bound to some port of the loopback device, for others to share. */
    public static int reuseportDatagram() {
        int fd = LIBC.socket(AF_INET, SOCK_DGRAM, 0);
        LIBC.setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, new byte[] {1, 0, 0, 0}, 4);
        LIBC.bind(fd, new byte[] {AF_INET, 0, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}, 16);
        return fd;
    }

    public static int listening() {
        int fd = stream();
        LIBC.bind(fd, new byte[] {AF_INET, 0, 0, 0, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}, 16);
        LIBC.listen(fd, 1);
        return fd;
    }
}
