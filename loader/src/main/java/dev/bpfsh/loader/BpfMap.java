// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.MapHandle;

/** A map of an object ({@code struct bpf_map}). */
public final class BpfMap {
    private final BpfObject object;
    private final MapHandle handle;
    private final String name;
    private final String type;
    private final int keySize;
    private final int valueSize;
    private final long maxEntries;
    private final boolean internal;

    BpfMap(BpfObject object, MapHandle handle) {
        this.object = object;
        this.handle = handle;
        this.name = handle.name();
        this.type = handle.type();
        this.keySize = handle.keySize();
        this.valueSize = handle.valueSize();
        this.maxEntries = handle.maxEntries();
        this.internal = handle.internal();
    }

    /** The object it belongs to. */
    public BpfObject object() {
        return object;
    }

    /** Its name: the C variable's, or that of the object and section for the map behind global variables. */
    public String name() {
        return name;
    }

    /** The map type by libbpf's name: {@code hash}. */
    public String type() {
        return type;
    }

    /** Bytes of a key; 0 for maps without keys. */
    public int keySize() {
        return keySize;
    }

    /** Bytes of a value; 0 for maps without values. */
    public int valueSize() {
        return valueSize;
    }

    /** How many entries it can hold; bytes for a ring buffer. */
    public long maxEntries() {
        return maxEntries;
    }

    /** Whether it is the map that libbpf makes for global variables: see {@link BpfObject#section}. */
    public boolean internal() {
        return internal;
    }

    /**
     * The descriptor in this process.
     *
     * @throws IllegalStateException if the object is not loaded
     */
    public int fd() {
        object.require(BpfObject.State.LOADED, "fd() of a map");
        return handle.fd();
    }

    MapHandle handle() {
        return handle;
    }

    @Override
    public String toString() {
        return name + " (" + type + ", " + object.state() + ")";
    }
}
