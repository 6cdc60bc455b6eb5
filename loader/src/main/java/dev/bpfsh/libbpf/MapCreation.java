// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import jnr.ffi.Memory;

/**
 * What {@code bpf_map_create} is told.
 *
 * @param type the number of its type: {@code BPF_MAP_TYPE_*}
 * @param name what the kernel calls it: letters, digits, dots and underscores, 15 at most
 * @param keySize bytes of a key, 0 for types without
 * @param valueSize bytes of a value, 0 for types without
 * @param maxEntries how many entries it can hold; an unsigned number of 32 bits
 * @param flags {@code BPF_F_*}
 * @param inner a map as those that are put into it, for a map of maps; null for others
 * @param extra {@code map_extra}, which some types take
 */
public record MapCreation(
        int type, String name, int keySize, int valueSize, int maxEntries, int flags, MapFd inner, long extra) {
    // struct bpf_map_create_opts: sz 0, inner_map_fd 24, map_flags 28, map_extra 32, numa_node 40, map_ifindex 44.
    private static final int SIZE = 48;

    /** {@code bpf_map_create}: the map lives as long as somebody holds it. */
    public MapFd create() throws ErrnoException {
        return inner == null ? create(0) : inner.lifetime().calling(() -> create(inner.raw()));
    }

    private MapFd create(int innerFd) throws ErrnoException {
        var libbpf = Libbpf.get();
        var options = Memory.allocateDirect(libbpf.runtime(), SIZE, true);
        options.putLong(0, SIZE);
        options.putInt(24, innerFd);
        options.putInt(28, flags);
        options.putLong(32, extra);
        int fd = Libbpf.checked(
                "bpf_map_create", libbpf.maps().bpf_map_create(type, name, keySize, valueSize, maxEntries, options));
        Reference.reachabilityFence(options);
        return MapFd.owned(fd, name);
    }
}
