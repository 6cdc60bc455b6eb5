// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.SocketProgram;
import dev.bpfsh.libbpf.Topic;

/**
 * Which of the sockets that share a port gets a packet or connection, {@code SEC("socket")} or
 * {@code SEC("sk_reuseport")}. The kernel has no link for it: the group of sockets holds the program, and loses it when
 * the link is closed.
 *
 * @param fd descriptor in this process of a socket with {@code SO_REUSEPORT}
 */
public record Reuseport(int fd) implements Hook {
    /** {@code setsockopt(SO_ATTACH_REUSEPORT_EBPF)}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return SocketProgram.REUSEPORT.attach(program, fd);
    }

    @Override
    public Topic topic() {
        return Topic.PACKETS;
    }

    @Override
    public String toString() {
        return "reuseport of socket " + fd;
    }
}
