// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.MapProgram;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.util.List;

/**
 * The sockets of a map: what they receive ({@code SEC("sk_skb/stream_parser")}, {@code SEC("sk_skb/stream_verdict")}), or
 * what is sent through them ({@code SEC("sk_msg")}). A socket that is in the map keeps the program after the link is
 * closed, until it leaves the map.
 *
 * @param mapFd descriptor of a map of type sockmap or sockhash
 */
public record SockMap(int mapFd) implements Hook {
    /** {@code bpf_prog_attach}, which is older than links for these. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return MapProgram.attach(program, mapFd);
    }

    @Override
    public List<String> capabilities() {
        return List.of("CAP_BPF", "CAP_NET_ADMIN");
    }

    @Override
    public Topic topic() {
        return Topic.PACKETS;
    }

    @Override
    public String toString() {
        return "map of sockets";
    }
}
