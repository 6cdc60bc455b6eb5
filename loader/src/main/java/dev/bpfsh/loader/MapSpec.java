// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.MapCreation;
import dev.bpfsh.libbpf.MapFd;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import dev.bpfsh.loader.map.MapShape;
import dev.bpfsh.loader.map.MapType;
import java.util.List;
import java.util.Objects;

/**
 * A map to be created without an object: {@code MapSpec.of("hash", "counts", 4, 8, 1024).create()}.
 *
 * @param type as libbpf spells it: {@code hash}, {@code lpm_trie}
 * @param name letters, digits and underscores; the kernel keeps 15 of them
 * @param keySize bytes of a key, 0 for types without
 * @param valueSize bytes of a value, 0 for types without
 * @param maxEntries how many entries it can hold; pages for an arena
 * @param flags {@code BPF_F_*}; those without which the kernel makes none of the type are added
 * @param inner a map like those that are put in, for a map of maps; null for others
 * @param extra {@code map_extra}: for a bloom filter how many hash functions it uses; 0 leaves it to the kernel
 */
public record MapSpec(
        String type, String name, int keySize, int valueSize, long maxEntries, int flags, BpfMap inner, long extra) {
    private static final long MOST_ENTRIES = 0xffffffffL;
    private static final int LONGEST_NAME = 15;

    /** Checks what can be checked without the kernel. */
    public MapSpec {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(name, "name");
        if (maxEntries < 0 || maxEntries > MOST_ENTRIES) {
            throw new IllegalArgumentException("max_entries " + maxEntries + ": it is 0 to " + MOST_ENTRIES);
        }
        if (keySize < 0 || valueSize < 0) {
            throw new IllegalArgumentException("a key of " + keySize + " bytes, a value of " + valueSize);
        }
    }

    /** With no flags, no inner map and nothing extra. */
    public static MapSpec of(String type, String name, int keySize, int valueSize, long maxEntries) {
        return new MapSpec(type, name, keySize, valueSize, maxEntries, 0, null, 0);
    }

    /** The same with these {@code BPF_F_*}. */
    public MapSpec flags(int flags) {
        return new MapSpec(type, name, keySize, valueSize, maxEntries, flags, inner, extra);
    }

    /** The same for maps like this one: of its type and sizes. */
    public MapSpec inner(BpfMap inner) {
        return new MapSpec(type, name, keySize, valueSize, maxEntries, flags, inner, extra);
    }

    /** The same with this {@code map_extra}. */
    public MapSpec extra(long extra) {
        return new MapSpec(type, name, keySize, valueSize, maxEntries, flags, inner, extra);
    }

    /**
     * Creates it ({@code bpf_map_create}). It is gone when it is closed, unless a program, another map or a pin holds
     * it.
     *
     * @throws BpfException if there is no such type, or the kernel does not take these sizes
     */
    public BpfMap create() {
        var known = MapType.named(type).orElseThrow(this::noSuchType);
        var template = inner == null ? null : inner.descriptor("create()");
        var kernelName = name.replaceAll("[^A-Za-z0-9_.]", "_");
        var creation = new MapCreation(
                known.number(),
                kernelName.substring(0, Math.min(kernelName.length(), LONGEST_NAME)),
                keySize,
                valueSize,
                (int) maxEntries,
                flags | known.neededFlags(),
                template,
                extra);
        MapFd made;
        try {
            made = creation.create();
        } catch (ErrnoException e) {
            throw refused(known, e.errno());
        }
        var map = BpfMap.owning(made, name, null);
        if (Steps.noted()) {
            Steps.took(new Step.Created(map));
        }
        return map;
    }

    private BpfException noSuchType() {
        var near = Near.matches(type, MapType.names(), 3);
        return new BpfException(
                        "create",
                        name,
                        "no map type is named " + type,
                        null,
                        List.of(),
                        near.isEmpty()
                                ? "one of " + String.join(", ", MapType.names())
                                : "did you mean " + String.join(", ", near) + "?")
                .about(Topic.MAPS);
    }

    private BpfException refused(MapType known, Errno errno) {
        var shape = new MapShape(known, type, name, keySize, valueSize, maxEntries, flags);
        if (errno == Errno.EPERM || errno == Errno.EACCES) {
            return new Diagnosis(name, 0).notPermitted("create", name, errno);
        } else if (known == MapType.ARENA && errno == Errno.EINVAL) {
            return new UnsupportedByKernel(
                    "create",
                    name,
                    "the kernel makes no such arena",
                    errno,
                    List.of(shape.toString()),
                    "arenas came with Linux v6.9; they have no keys and no values, and max_entries is pages");
        }
        var hint =
                switch (errno) {
                    case E2BIG, ENOMEM -> "make max_entries or the value smaller";
                    case EINVAL ->
                        known.storage()
                                ? "such storage is described by BTF: declare it in an object"
                                : "these sizes, max_entries or flags do not suit the type, or this kernel lacks it";
                    default -> null;
                };
        var cause = "the kernel would not make this map: " + errno.text();
        return new BpfException("create", name, cause, errno, List.of(shape.toString()), hint).about(Topic.MAPS);
    }
}
