// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.MapHandle;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import dev.bpfsh.loader.map.MapShape;
import java.util.ArrayList;
import java.util.List;

/** What is set on a map before its object is loaded. */
final class MapSetup {
    private static final long MOST_ENTRIES = 0xffffffffL;

    private MapSetup() {}

    /** Sets something, or says what libbpf answered. */
    interface Setting {
        void apply() throws ErrnoException;
    }

    static void apply(String name, Setting setting) {
        try {
            setting.apply();
        } catch (ErrnoException e) {
            throw new BpfException("set up", name, e.errno().text(), e.errno(), List.of(), null).about(Topic.MAPS);
        }
    }

    static void maxEntries(MapHandle handle, long entries) throws ErrnoException {
        if (entries < 1 || entries > MOST_ENTRIES) {
            throw new BpfException(
                            "set",
                            handle.name() + " max_entries",
                            entries + " is out of range, it is 1 to " + MOST_ENTRIES,
                            null,
                            List.of(),
                            null)
                    .about(Topic.MAPS);
        }
        handle.maxEntries(entries);
    }

    static void valueSize(MapHandle handle, int bytes) throws ErrnoException {
        if (bytes < 1) {
            throw new BpfException("set", handle.name() + " value_size", bytes + " is no size", null, List.of(), null)
                    .about(Topic.MAPS);
        } else if (handle.internal()) {
            // libbpf before 1.3 would unmap memory of the JVM with it; later ones move the variables under our feet.
            throw new UnsupportedByKernel(
                    "set",
                    handle.name() + " value_size",
                    "the size of a data section is fixed when it is compiled",
                    null,
                    List.of(),
                    "use a map of its own: an array");
        }
        handle.valueSize(bytes);
    }

    static void reuse(MapHandle handle, MapShape shape, BpfMap other) throws ErrnoException {
        var descriptor = other.descriptor("reuse() of map " + other.name());
        var differences = new ArrayList<String>();
        differ(differences, "type", shape.typeName(), other.type());
        differ(differences, "key_size", shape.keySize(), other.keySize());
        differ(differences, "value_size", shape.valueSize(), other.valueSize());
        differ(differences, "max_entries", shape.maxEntries(), other.maxEntries());
        differ(differences, "map_flags", shape.flags(), other.flags());
        if (!differences.isEmpty()) {
            throw new BpfException(
                            "reuse",
                            other.name() + " as " + shape.name(),
                            "it is another kind of map",
                            null,
                            differences,
                            "maxEntries(N) and valueSize(N) before load make them alike")
                    .about(Topic.MAPS);
        }
        handle.reuse(descriptor);
    }

    private static void differ(List<String> into, String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            into.add(what + ": " + wanted + " wanted, it has " + found);
        }
    }
}
