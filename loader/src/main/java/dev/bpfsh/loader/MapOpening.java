// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.KernelTypes;
import dev.bpfsh.libbpf.Linux;
import dev.bpfsh.libbpf.MapFd;
import dev.bpfsh.libbpf.MapHandle;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.libbpf.Memory;
import dev.bpfsh.libbpf.OutOfOrder;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.loader.map.Codings;
import dev.bpfsh.loader.map.MapShape;
import dev.bpfsh.loader.map.MapTable;
import dev.bpfsh.loader.map.MapType;
import java.util.List;

/** From a descriptor or a {@code struct bpf_map} to what a {@link BpfMap} works with. */
final class MapOpening {
    private MapOpening() {}

    static MapShape shape(MapHandle handle, String name) {
        return new MapShape(
                MapType.of(handle.typeNumber()),
                handle.type(),
                name,
                handle.keySize(),
                handle.valueSize(),
                handle.maxEntries(),
                handle.flags());
    }

    static MapShape named(MapShape shape, String name) {
        return name == null
                ? shape
                : new MapShape(
                        shape.type(),
                        shape.typeName(),
                        name,
                        shape.keySize(),
                        shape.valueSize(),
                        shape.maxEntries(),
                        shape.flags());
    }

    static MapFd descriptor(MapHandle handle, String name) {
        try {
            return handle.descriptor();
        } catch (ErrnoException e) {
            throw new OutOfOrder(Topic.MAPS, "map " + name + " was left out when its object was loaded");
        }
    }

    static MapFd byId(int id) {
        try {
            return MapFd.byId(id);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.EPERM) {
                throw new Diagnosis("map", 0).notPermitted("open", "map with id " + id, e.errno());
            }
            throw new BpfException(
                            "open",
                            "map with id " + id,
                            e.errno() == Errno.ENOENT
                                    ? "there is none, or no more"
                                    : e.errno().text(),
                            e.errno(),
                            List.of(),
                            e.errno() == Errno.ENOENT ? "BpfMap.ids() has those that there are" : null)
                    .about(Topic.MAPS);
        }
    }

    static List<Integer> ids() {
        try {
            return MapFd.ids();
        } catch (ErrnoException e) {
            throw e.errno() == Errno.EPERM
                    ? new Diagnosis("maps", 0).notPermitted("list", "maps", e.errno())
                    : new BpfException("list", "maps", e.errno().text(), e.errno(), List.of(), null).about(Topic.MAPS);
        }
    }

    static MapInfo info(MapFd map) {
        try {
            return map.info();
        } catch (ErrnoException e) {
            throw new BpfException("describe", map.toString(), e.errno().text(), e.errno(), List.of(), null)
                    .about(Topic.MAPS);
        }
    }

    /** Of an object's map, by the object's BTF. */
    static MapTable table(MapFd map, MapShape shape, Btf btf, int keyType, int valueType) {
        return new MapTable(map, codings(shape, btf, keyType, valueType));
    }

    /** Of any other, by the BTF that the kernel has for it. */
    static MapTable table(MapFd map, MapShape shape, MapInfo info) {
        return new MapTable(map, codings(shape, btf(info), info.keyType(), info.valueType()));
    }

    private static Codings codings(MapShape shape, Btf btf, int keyType, int valueType) {
        try {
            int cpus = shape.type().perCpu() ? MapFd.possibleCpus() : 1;
            return new Codings(shape, btf, keyType, valueType, cpus, MapOpening::descriptorOf);
        } catch (ErrnoException e) {
            throw new BpfException("count", "possible CPUs", e.errno().text(), e.errno(), List.of(), null)
                    .about(Topic.MAPS);
        }
    }

    // Without its types a map is still of use.
    private static Btf btf(MapInfo info) {
        try {
            return info.btfId() == 0
                    ? null
                    : Btf.parse(new KernelTypes().btf(info.btfId()).raw());
        } catch (ErrnoException | BpfException unreadable) {
            return null;
        }
    }

    private static int descriptorOf(Object value) {
        if (value instanceof BpfProgram program) {
            return program.fd();
        }
        return value instanceof BpfMap map ? map.fd() : Codings.NO_DESCRIPTOR;
    }

    static Memory memory(MapFd map, MapTable table, MapShape shape) {
        boolean arena = shape.type() == MapType.ARENA;
        if ((shape.flags() & MapShape.MMAPABLE) == 0) {
            throw refused(shape, "it was made without BPF_F_MMAPABLE", "__uint(map_flags, BPF_F_MMAPABLE) in C");
        } else if (arena && (shape.flags() & MapShape.SEGV_ON_FAULT) != 0) {
            throw refused(shape, "touching a free page of it would end this process: BPF_F_SEGV_ON_FAULT", null);
        }
        long size = shape.maxEntries() * (arena ? Linux.pageSize() : shape.step());
        if (size > Integer.MAX_VALUE) {
            throw refused(shape, size + " bytes are more than can be mapped here", null);
        }
        try {
            return map.memory((int) size, true);
        } catch (ErrnoException e) {
            throw table.failed("map", e.errno());
        }
    }

    private static BpfException refused(MapShape shape, String cause, String hint) {
        return new BpfException("map", shape.name(), cause, null, List.of(shape.toString()), hint).about(Topic.MAPS);
    }

    static String state(MapFd map) {
        try {
            return "id " + map.info().id();
        } catch (ErrnoException | IllegalStateException closed) {
            return "closed";
        }
    }
}
