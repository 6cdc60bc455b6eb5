// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.MapInfo;

/**
 * What a map is like.
 *
 * @param type what kind
 * @param typeName the kind as libbpf names it, also where this does not know it
 * @param name what it is called
 * @param keySize bytes of a key; 0 for maps without keys
 * @param valueSize bytes of a value, of one CPU's where there is one for each
 * @param maxEntries how many entries it can hold; bytes for a ring buffer
 * @param flags {@code BPF_F_*}
 */
public record MapShape(
        MapType type, String typeName, String name, int keySize, int valueSize, long maxEntries, int flags) {
    /** {@code BPF_F_NO_PREALLOC}: memory for an entry is taken when it is put. */
    public static final int NO_PREALLOC = 1;
    /** {@code BPF_F_STACK_BUILD_ID}: stacks hold build ids and offsets instead of addresses. */
    static final int STACK_BUILD_ID = 1 << 5;
    /** {@code BPF_F_MMAPABLE}: the values can be mapped into memory. */
    public static final int MMAPABLE = 1 << 10;
    /** {@code BPF_F_SEGV_ON_FAULT}: touching a page of an arena that no program allocated kills the process. */
    public static final int SEGV_ON_FAULT = 1 << 17;

    private static final int ALIGNMENT = 8;

    /** What the kernel says of a map. */
    public static MapShape of(MapInfo info) {
        var type = MapType.of(info.type());
        return new MapShape(
                type,
                type == MapType.UNKNOWN ? "type " + info.type() : type.spelled(),
                info.name(),
                info.keySize(),
                info.valueSize(),
                info.maxEntries(),
                info.flags());
    }

    /** Bytes that one CPU's value takes among those of all: the kernel rounds it up. */
    public int step() {
        return (valueSize + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** {@code hash, key of 4 B, value of 8 B, max_entries 1024}. */
    @Override
    public String toString() {
        return "%s, key of %d B, value of %d B, max_entries %d".formatted(typeName, keySize, valueSize, maxEntries);
    }
}
