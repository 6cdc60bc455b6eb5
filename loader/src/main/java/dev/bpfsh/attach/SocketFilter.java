// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.SocketProgram;
import dev.bpfsh.libbpf.Topic;

/**
 * What a socket receives, {@code SEC("socket")}. The kernel has no link for it: the socket holds the program, and loses
 * it when the link is closed.
 *
 * @param fd descriptor of the socket in this process
 */
public record SocketFilter(int fd) implements Hook {
    /** {@code setsockopt(SO_ATTACH_BPF)}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return SocketProgram.FILTER.attach(program, fd);
    }

    @Override
    public Topic topic() {
        return Topic.PACKETS;
    }

    @Override
    public String toString() {
        return "socket " + fd;
    }
}
