// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.nio.charset.StandardCharsets;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * What the kernel tells of a map: {@code struct bpf_map_info}. A kernel that is older than a member leaves it 0.
 *
 * @param type the number of its type: {@code BPF_MAP_TYPE_*}
 * @param id its number in this kernel, until it is gone
 * @param keySize bytes of a key
 * @param valueSize bytes of a value
 * @param maxEntries how many entries it can hold
 * @param flags {@code BPF_F_*}
 * @param name its name, cut to 15 bytes
 * @param btfId the number of the BTF that describes its types; 0 where there is none
 * @param keyType the key's type in that BTF
 * @param valueType the value's
 * @param extra what some types take besides: {@code map_extra}
 */
public record MapInfo(
        int type,
        int id,
        int keySize,
        int valueSize,
        long maxEntries,
        int flags,
        String name,
        int btfId,
        int keyType,
        int valueType,
        long extra) {
    private static final int SIZE = 88;
    private static final int NAME_LENGTH = 16;

    static MapInfo of(Libbpf libbpf, MapFunctions functions, int fd) throws ErrnoException {
        var info = KernelObject.describe(functions, fd, Memory.allocateDirect(libbpf.runtime(), SIZE, true), SIZE);
        return new MapInfo(
                info.getInt(0),
                info.getInt(4),
                info.getInt(8),
                info.getInt(12),
                Integer.toUnsignedLong(info.getInt(16)),
                info.getInt(20),
                name(info),
                info.getInt(64),
                info.getInt(68),
                info.getInt(72),
                info.getLong(80));
    }

    private static String name(Pointer info) {
        return info.getString(24, NAME_LENGTH, StandardCharsets.UTF_8);
    }
}
