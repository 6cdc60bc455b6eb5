// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;

/** A step in the life of what is, or is to be, in the kernel: for whoever tells what it did there. */
public sealed interface Step {
    /** The kernel's numbers of things: of those that are in it, and can be asked. */
    static <T> List<Long> ids(Collection<T> things, ToLongFunction<T> id) {
        var ids = new ArrayList<Long>();
        for (var thing : things) {
            try {
                ids.add(id.applyAsLong(thing));
            } catch (IllegalStateException | BpfException none) {
                continue;
            }
        }
        ids.removeIf(each -> each == 0);
        return ids;
    }

    /**
     * An object was read.
     *
     * @param bytes of its file
     */
    record Opened(BpfObject object, int bytes) implements Step {}

    /** A global variable was set: before load, or in the kernel's own memory. */
    record Assigned(Globals section) implements Step {}

    /** Its maps were made, its programs verified. */
    record Loaded(BpfObject object) implements Step {}

    /** Programs of one object were attached. */
    record Attached(List<BpfLink> links) implements Step {
        /** The record keeps a copy. */
        public Attached {
            links = List.copyOf(links);
        }
    }

    /**
     * A program was detached from its hook.
     *
     * @param link which may be closed by now
     * @param id the kernel's number of it; 0 where it had none
     * @param kept whether the link is there still
     */
    record Detached(BpfLink link, long id, boolean kept) implements Step {}

    /** Another program took the place of the one behind a link. */
    record Replaced(BpfLink link) implements Step {}

    /** A link or map was given a name in bpffs. */
    record Pinned(AutoCloseable thing, Path path) implements Step {}

    /** Its name in bpffs was removed. */
    record Unpinned(AutoCloseable thing) implements Step {}

    /** A map was made without an object. */
    record Created(BpfMap map) implements Step {}

    /** An entry of a map was set. */
    record Put(BpfMap map) implements Step {}

    /** An entry of a map was removed. */
    record Removed(BpfMap map) implements Step {}

    /**
     * An object was closed, or a map without one.
     *
     * @param links the kernel's numbers of what it held; all are empty where it was never loaded
     * @param pinned whether a name in bpffs keeps some of it
     */
    record Closed(List<Long> links, List<Long> programs, List<Long> maps, boolean pinned) implements Step {
        /** The record keeps copies. */
        public Closed {
            links = List.copyOf(links);
            programs = List.copyOf(programs);
            maps = List.copyOf(maps);
        }

        /** A map that belongs to no object; none where it is closed already. */
        static Closed of(BpfMap map) {
            return new Closed(
                    List.of(), List.of(), ids(List.of(map), each -> each.info().id()), map.pinned());
        }

        /** What an object holds now. */
        static Closed of(BpfObject object) {
            if (object.state() != BpfObject.State.LOADED) {
                return new Closed(List.of(), List.of(), List.of(), false);
            }
            return new Closed(
                    ids(object.links(), link -> link.info().id()),
                    ids(object.programs().values(), program -> program.info().id()),
                    ids(object.maps().values(), map -> map.info().id()),
                    object.links().stream().anyMatch(link -> link.pinned().isPresent())
                            || object.maps().values().stream().anyMatch(BpfMap::pinned));
        }
    }
}
