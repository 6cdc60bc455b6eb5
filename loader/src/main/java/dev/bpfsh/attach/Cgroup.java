// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
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
 * What the processes of a cgroup do, and of those below it: packets ({@code SEC("cgroup_skb/egress")}), sockets
 * ({@code SEC("cgroup/connect4")}, {@code SEC("sockops")}, ...), devices, sysctl, and LSM hooks
 * ({@code SEC("lsm_cgroup/NAME")}). Cgroups of version 2 only. Links since Linux v5.7.
 *
 * @param folder of the cgroup, such as {@code /sys/fs/cgroup/user.slice}
 * @param attachType one of {@link AttachTypes}; empty for the one that the section's name says
 */
public record Cgroup(Path folder, String attachType) implements Hook {
    /** The same at another of the places that a program's type has: {@code SEC("cgroup/skb")} says none. */
    public Cgroup at(String attachType) {
        return new Cgroup(folder, attachType);
    }

    /** {@code BPF_LINK_CREATE}, as {@code bpf_program__attach_cgroup} does. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        int type = attachType.isEmpty() ? LinkCreate.attachType(program) : AttachTypes.number(attachType);
        int fd = Libc.open(folder.toString(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        try {
            return new LinkCreate(fd, type, 0).attach(program);
        } finally {
            Libc.close(fd);
        }
    }

    @Override
    public Optional<String> absence() {
        if (!Files.isDirectory(folder)) {
            return Optional.of("there is no cgroup " + folder);
        }
        if (Files.exists(folder.resolve("cgroup.controllers"))) {
            return Optional.empty();
        }
        return Optional.of(
                Files.exists(folder.resolve("cgroup.procs"))
                        ? folder + " is a cgroup of version 1; findmnt -t cgroup2 shows where those of version 2 are"
                        : folder + " is no cgroup");
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
        return "cgroup " + folder + (attachType.isEmpty() ? "" : " at " + attachType);
    }
}
