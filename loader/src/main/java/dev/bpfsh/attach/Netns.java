// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.LinkCreate;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A network namespace: which socket gets a packet ({@code SEC("sk_lookup")}, since Linux v5.9), or how headers are read
 * ({@code SEC("flow_dissector")}, links since v5.8).
 *
 * @param file such as {@code /run/netns/NAME}, or {@code /proc/thread-self/ns/net} for that of the calling thread
 */
public record Netns(Path file) implements Hook {
    /** {@code BPF_LINK_CREATE}, as {@code bpf_program__attach_netns} does. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        int fd = Libc.open(file.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        try {
            return LinkCreate.attachAsLoaded(program, fd, 0);
        } finally {
            Libc.close(fd);
        }
    }

    @Override
    public Optional<String> absence() {
        return Files.exists(file) ? Optional.empty() : Optional.of("there is no network namespace " + file);
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
        return "network namespace " + file;
    }
}
