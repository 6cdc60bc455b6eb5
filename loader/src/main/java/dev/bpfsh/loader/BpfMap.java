// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.MapFd;
import dev.bpfsh.libbpf.MapHandle;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.libbpf.Memory;
import dev.bpfsh.libbpf.OutOfOrder;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.loader.map.MapShape;
import dev.bpfsh.loader.map.MapTable;
import dev.bpfsh.loader.map.Operation;
import java.nio.file.Path;
import java.util.List;

/**
 * A map: of an object ({@code object.map("counts")}), or one that was created, pinned or opened by id, and is then
 * closed by whoever got it.
 *
 * <pre>{@code
 * var starts = bootstrap.map("exec_start");
 * starts.put(42, 1);
 * starts.get(42);                    // 1, or null where there is no such key
 * starts.forEach((key, value) -> System.out.println(key + ": " + value));
 * }</pre>
 *
 * <p>What is done with entries, and what keys and values are: {@link MapOperations}.
 *
 * <p>All methods may be called from any thread. Those that need the kernel's map throw {@link IllegalStateException}
 * before the object is loaded and after it, or the map, is closed; and {@link BpfException} where the type of map
 * cannot do what is asked, a key or value does not fit, an index is past the end, the map is full or read-only.
 */
public final class BpfMap extends MapOperations implements AutoCloseable {
    private final BpfObject object;
    private final MapHandle handle;
    private final Btf btf;
    private final String name;
    private final boolean internal;
    private final int keyType;
    private final int valueType;
    private final MapPins pins = new MapPins();
    private volatile MapShape shape;
    private volatile MapFd map;
    private volatile MapTable table;
    private Memory memory;

    /** A map of an object. */
    BpfMap(BpfObject object, MapHandle handle, Btf btf) {
        this.object = object;
        this.handle = handle;
        this.btf = btf;
        this.name = handle.name();
        this.internal = handle.internal();
        this.keyType = handle.keyType();
        this.valueType = handle.valueType();
        this.shape = MapOpening.shape(handle, name);
    }

    private BpfMap(MapFd map, MapTable table, MapShape shape) {
        this.object = null;
        this.handle = null;
        this.btf = null;
        this.name = shape.name();
        this.internal = false;
        this.keyType = 0;
        this.valueType = 0;
        this.shape = shape;
        this.map = map;
        this.table = table;
    }

    /**
     * A map that no object has made; the session owns it.
     *
     * @param pin where it is pinned, or null
     */
    static BpfMap owning(MapFd map, String name, Path pin) {
        try {
            var info = MapOpening.info(map);
            var shape = MapOpening.named(MapShape.of(info), name);
            var made = new BpfMap(map, MapOpening.table(map, shape, info), shape);
            if (pin != null) {
                made.pins.add(pin);
            }
            return Session.current().own(made);
        } catch (RuntimeException e) {
            map.close();
            throw e;
        }
    }

    /**
     * Creates a map with no object ({@code bpf_map_create}); {@link MapSpec} has more to choose from.
     *
     * <pre>{@code var m = BpfMap.create("lpm_trie", "m", 8, 4, 256, 1)}</pre>
     *
     * @param type as libbpf spells it: {@code hash}
     */
    public static BpfMap create(String type, String name, int keySize, int valueSize, long maxEntries, int flags) {
        return MapSpec.of(type, name, keySize, valueSize, maxEntries)
                .flags(flags)
                .create();
    }

    /**
     * As {@link #create(String, String, int, int, long, int)}, with no flags.
     *
     * <pre>{@code
     * var counts = BpfMap.create("hash", "counts", 4, 8, 1024)
     * counts.put(42, 1)
     * }</pre>
     */
    public static BpfMap create(String type, String name, int keySize, int valueSize, long maxEntries) {
        return create(type, name, keySize, valueSize, maxEntries, 0);
    }

    /**
     * The map that is pinned at a path ({@code bpf_obj_get}), typed by the BTF that the kernel has for it.
     *
     * <pre>{@code
     * counts.pin("/sys/fs/bpf/counts")
     * var same = BpfMap.openPinned("/sys/fs/bpf/counts")
     * same.unpin()
     * }</pre>
     *
     * @throws BpfException if none is
     */
    public static BpfMap openPinned(String path) {
        var absolute = MapPins.path("open", path);
        return owning(MapPins.open(absolute), null, absolute);
    }

    /**
     * The map with an id ({@code bpf_map_get_fd_by_id}), typed by the BTF that the kernel has for it.
     *
     * <pre>{@code
     * var same = BpfMap.open(counts.info().id())
     * same.entries()
     * }</pre>
     *
     * @throws BpfException if it is gone
     */
    public static BpfMap open(int id) {
        return owning(MapOpening.byId(id), null, null);
    }

    /**
     * The ids of all maps in this kernel ({@code bpf_map_get_next_id}).
     *
     * <pre>{@code BpfMap.ids().size()}</pre>
     */
    public static List<Integer> ids() {
        return MapOpening.ids();
    }

    /**
     * The object it belongs to.
     *
     * @throws IllegalStateException if it belongs to none
     */
    public BpfObject object() {
        if (object == null) {
            throw new OutOfOrder(Topic.MAPS, "map " + name + " belongs to no object");
        }
        return object;
    }

    /** Its name: the C variable's, or that of the object and section for the map behind global variables. */
    public String name() {
        return name;
    }

    /** The map type by libbpf's name: {@code hash}. */
    public String type() {
        return shape.typeName();
    }

    /** Bytes of a key; 0 for maps without keys. */
    public int keySize() {
        return shape.keySize();
    }

    /** Bytes of a value, of one CPU's where there is one for each; 0 for maps without values. */
    public int valueSize() {
        return shape.valueSize();
    }

    /** How many entries it can hold; bytes for a ring buffer. */
    public long maxEntries() {
        return shape.maxEntries();
    }

    /** {@code BPF_F_*}. */
    public int flags() {
        return shape.flags();
    }

    /** Whether it is the map that libbpf makes for global variables: see {@link BpfObject#section}. */
    public boolean internal() {
        return internal;
    }

    /** What it can do, as it is written: {@code get(key), put(key, value), ...}. */
    public String operations() {
        return shape.type().calls();
    }

    /** The descriptor in this process. */
    public int fd() {
        return descriptor("fd() of a map").number();
    }

    /**
     * What the kernel says of it: its id, its sizes.
     *
     * <pre>{@code counts.info()}</pre>
     */
    public MapInfo info() {
        return MapOpening.info(descriptor("info() of a map"));
    }

    /**
     * Sets how many entries it can hold ({@code bpf_map__set_max_entries}), before load.
     *
     * <pre>{@code
     * var bootstrap = open("bootstrap")
     * bootstrap.map("exec_start").maxEntries(1024)
     * bootstrap.load()
     * }</pre>
     *
     * @throws IllegalStateException if it is in the kernel already
     */
    public BpfMap maxEntries(long entries) {
        return setup("maxEntries(N) of a map", () -> MapSetup.maxEntries(handle, entries));
    }

    /** Sets the bytes of a value ({@code bpf_map__set_value_size}), before load; not of a data section. */
    public BpfMap valueSize(int bytes) {
        return setup("valueSize(N) of a map", () -> MapSetup.valueSize(handle, bytes));
    }

    /**
     * Takes another map, which is in the kernel, instead of creating one ({@code bpf_map__reuse_fd}), before load.
     *
     * <pre>{@code
     * var starts = BpfMap.create("hash", "starts", 4, 8, 16384)
     * var bootstrap = open("bootstrap")
     * bootstrap.map("exec_start").reuse(starts)
     * bootstrap.load()
     * }</pre>
     *
     * @throws BpfException if that has another type or other sizes
     */
    public BpfMap reuse(BpfMap other) {
        return setup("reuse(MAP)", () -> MapSetup.reuse(handle, shape, other));
    }

    /**
     * Has loading take the map that is pinned at a path, or pin the one that it creates ({@code bpf_map__set_pin_path}).
     * Loading fails if what is pinned there is another kind of map.
     *
     * <pre>{@code
     * var bootstrap = open("bootstrap")
     * bootstrap.map("exec_start").pinPath("/sys/fs/bpf/exec_start")
     * bootstrap.load()
     * bootstrap.map("exec_start").unpin()
     * }</pre>
     */
    public BpfMap pinPath(String path) {
        return setup("pinPath(PATH) of a map", () -> handle.pinPath(path));
    }

    /** Leaves the map out, or not, when the object is loaded ({@code bpf_map__set_autocreate}). */
    public BpfMap autocreate(boolean wanted) {
        return setup("autocreate() of a map", () -> handle.autocreate(wanted));
    }

    private BpfMap setup(String step, MapSetup.Setting setting) {
        synchronized (object()) {
            object.require(BpfObject.State.OPENED, step);
            MapSetup.apply(name, setting);
            shape = MapOpening.shape(handle, name);
            return this;
        }
    }

    /**
     * Lets user space only read it from now on ({@code bpf_map_freeze}); programs write as before.
     *
     * <pre>{@code counts.freeze()}</pre>
     */
    public void freeze() {
        attempt("freeze", MapFd::freeze);
    }

    /**
     * Pins it at a path in bpffs ({@code bpf_obj_pin}), so that it stays when all that hold it are gone.
     *
     * <pre>{@code
     * counts.pin("/sys/fs/bpf/counts")
     * counts.unpin()
     * }</pre>
     */
    public void pin(String path) {
        pins.pin(descriptor("pin() of a map"), name, path);
        if (Steps.noted()) {
            Steps.took(new Step.Pinned(this, MapPins.path("pin", path)));
        }
    }

    /**
     * Removes the pins that {@link #pin} and loading the object made, and that from which it was opened; not those that
     * name another map by now.
     *
     * <pre>{@code
     * counts.pin("/sys/fs/bpf/counts")
     * counts.unpin()
     * }</pre>
     */
    public void unpin() {
        int id = info().id();
        if (handle != null) {
            handle.pinPath().map(Path::of).ifPresent(pins::add);
        }
        pins.remove(id);
        if (Steps.noted()) {
            Steps.took(new Step.Unpinned(this));
        }
    }

    /** Whether a name in bpffs was given to it here. */
    boolean pinned() {
        return !pins.paths().isEmpty();
    }

    /**
     * The kernel's own memory of an array with {@code BPF_F_MMAPABLE}, or of an arena; it ends with the map.
     *
     * @throws BpfException if the map cannot be mapped
     */
    public synchronized Memory memory() {
        var known = table();
        if (memory == null) {
            known.require(Operation.MEMORY, "memory");
            memory = MapOpening.memory(descriptor("memory() of a map"), known, shape);
        }
        return memory;
    }

    private interface Action {
        void on(MapFd map) throws ErrnoException;
    }

    private void attempt(String step, Action action) {
        var known = table();
        try {
            action.on(descriptor(step));
        } catch (ErrnoException e) {
            throw known.failed(step, e.errno());
        }
    }

    MapFd descriptor(String step) {
        if (object != null) {
            object.require(BpfObject.State.LOADED, step);
        }
        var known = map;
        if (known == null) {
            known = MapOpening.descriptor(handle, name);
            map = known;
        }
        return known;
    }

    @Override
    MapTable table() {
        var opened = descriptor("using map " + name);
        var known = table;
        if (known == null) {
            known = MapOpening.table(opened, shape, btf, keyType, valueType);
            table = known;
        }
        return known;
    }

    /** What is locked while the map must not be closed. */
    Object owner() {
        return object == null ? this : object;
    }

    MapHandle handle() {
        return handle;
    }

    /** The object has been loaded: libbpf may have mended sizes. */
    void loaded() {
        shape = MapOpening.shape(handle, name);
    }

    /** Ends what is mapped. */
    synchronized void release() {
        if (memory != null) {
            memory.close();
        }
    }

    /**
     * Gives the map back. One of an object is closed with that, and not by this. It stays in the kernel while something
     * else holds it.
     *
     * <pre>{@code
     * var counts = BpfMap.create("hash", "counts", 4, 8, 1024)
     * counts.close()
     * }</pre>
     */
    @Override
    public synchronized void close() {
        if (object == null) {
            var step = Steps.noted() ? Step.Closed.of(this) : null;
            release();
            map.close();
            Session.current().disown(this);
            if (step != null && !step.maps().isEmpty()) {
                Steps.took(step);
            }
        }
    }

    /** {@code counts (hash, LOADED)}, or for a map of its own {@code counts (hash, id 12)}. */
    @Override
    public String toString() {
        return name + " (" + shape.typeName() + ", " + (object == null ? MapOpening.state(map) : object.state()) + ")";
    }
}
