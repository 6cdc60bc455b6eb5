// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program on a socket, see {@code SO_ATTACH_BPF} in {@code socket(7)}. The socket holds it, not we: it ends with the
 * socket, or when it is taken off.
 *
 * @param attach the socket option that puts a program there
 * @param detach the one that takes it off
 */
public record SocketProgram(int attach, int detach) {
    /** A socket filter. */
    public static final SocketProgram FILTER = new SocketProgram(50, 27);
    /** Chooses among the sockets of a port, {@code SO_ATTACH_REUSEPORT_EBPF}. */
    public static final SocketProgram REUSEPORT = new SocketProgram(52, 68);

    private static final int SOL_SOCKET = 1;

    /** {@code setsockopt(2)}; closing the answer takes the program off, if the descriptor is still that socket. */
    public LinkHandle attach(ProgramHandle program, int socket) throws ErrnoException {
        return program.link((fd, name) -> {
            Linux.setsockopt(socket, SOL_SOCKET, attach, fd);
            var inode = inode(socket);
            return new Attachment(name, () -> {
                if (!inode.isEmpty() && inode.equals(inode(socket))) {
                    takeOff(socket);
                }
            });
        });
    }

    private void takeOff(int socket) {
        try {
            Linux.setsockopt(socket, SOL_SOCKET, detach, 0);
        } catch (ErrnoException goneAlready) {
            // Whoever has the socket too took it off.
        }
    }

    /** Such as {@code socket:[4711]}; empty where the descriptor is closed. */
    private static String inode(int socket) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + socket)).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
