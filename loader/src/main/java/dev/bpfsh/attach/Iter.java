// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Libc;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A walk over what the kernel has many of, {@code SEC("iter/task")}, {@code SEC("iter/bpf_map_elem")}, ...: the program
 * runs once for each, whenever the link is read. Since Linux v5.8. At most one of the parameters may be given.
 *
 * @param mapFd the map whose elements are walked, which {@code bpf_map_elem} needs; 0 for none
 * @param tid the one thread, since v6.1; 0 for all
 * @param pid the one process, since v6.1; 0 for all
 * @param cgroup folder of the cgroup to walk from, since v6.1; empty for none
 * @param order of a walk over cgroups
 */
public record Iter(int mapFd, int tid, int pid, String cgroup, Order order) implements Hook {
    /** {@code enum bpf_cgroup_iter_order}. */
    public enum Order {
        /** Only the cgroup itself. */
        SELF_ONLY,
        /** It and those below, parents first. */
        DESCENDANTS_PRE,
        /** It and those below, children first. */
        DESCENDANTS_POST,
        /** It and those above, up to the root. */
        ANCESTORS_UP
    }

    /** All that there is. */
    public Iter() {
        this(0, 0, 0, "", Order.SELF_ONLY);
    }

    /** The elements of a map. */
    public Iter map(int fd) {
        return new Iter(fd, 0, 0, "", Order.SELF_ONLY);
    }

    /** One thread. */
    public Iter thread(long tid) {
        return new Iter(0, Candidates.pid(tid), 0, "", Order.SELF_ONLY);
    }

    /** The threads of one process. */
    public Iter process(long pid) {
        return new Iter(0, 0, Candidates.pid(pid), "", Order.SELF_ONLY);
    }

    /** Cgroups. */
    public Iter cgroup(String folder, Order order) {
        return new Iter(0, 0, 0, folder, order);
    }

    /** {@code bpf_program__attach_iter}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        var attach = new ProbeAttach(program);
        if (cgroup.isEmpty()) {
            return attach.iterator(mapFd != 0 ? words(mapFd) : tid != 0 || pid != 0 ? words(tid, pid, 0) : words());
        }
        int fd = Libc.open(cgroup, Libc.O_RDONLY | Libc.O_CLOEXEC);
        try {
            return attach.iterator(words(order.ordinal() + 1, fd, 0, 0));
        } finally {
            Libc.close(fd);
        }
    }

    // union bpf_iter_link_info: { map_fd }, { order, cgroup_fd, __u64 cgroup_id }, { tid, pid, pid_fd }
    private static byte[] words(int... words) {
        var bytes = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.nativeOrder());
        for (int word : words) {
            bytes.putInt(word);
        }
        return bytes.array();
    }

    @Override
    public String toString() {
        return "iter"
                + (mapFd != 0 ? " over a map" : "")
                + (tid != 0 ? " of thread " + tid : "")
                + (pid != 0 ? " of process " + pid : "")
                + (cgroup.isEmpty() ? "" : " from " + cgroup);
    }
}
