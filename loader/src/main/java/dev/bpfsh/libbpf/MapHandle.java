// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import java.util.Optional;
import java.util.function.IntSupplier;
import jnr.ffi.Pointer;

/** A {@code struct bpf_map}: part of an object, and usable as long as that is open. */
public final class MapHandle {
    private final Libbpf libbpf;
    private final LibbpfLibrary functions;
    private final Lifetime lifetime;
    private final Pointer pointer;

    MapHandle(Libbpf libbpf, Lifetime lifetime, Pointer pointer) {
        this.libbpf = libbpf;
        this.functions = libbpf.functions();
        this.lifetime = lifetime;
        this.pointer = pointer;
    }

    /** {@code bpf_map__name}. */
    public String name() {
        return lifetime.during(() -> functions.bpf_map__name(pointer));
    }

    /** The type's name, such as {@code ringbuf} ({@code libbpf_bpf_map_type_str}). */
    public String type() {
        return lifetime.during(() -> {
            int type = functions.bpf_map__type(pointer);
            return Libbpf.nameOr(functions.libbpf_bpf_map_type_str(type), type);
        });
    }

    /** The type's number: {@code BPF_MAP_TYPE_*}. */
    public int typeNumber() {
        return lifetime.during(() -> functions.bpf_map__type(pointer));
    }

    /** Bytes of a key. */
    public int keySize() {
        return lifetime.during(() -> functions.bpf_map__key_size(pointer));
    }

    /** Bytes of a value. */
    public int valueSize() {
        return lifetime.during(() -> functions.bpf_map__value_size(pointer));
    }

    /** How many entries it can have; bytes for a ring buffer. */
    public long maxEntries() {
        return lifetime.during(() -> Integer.toUnsignedLong(functions.bpf_map__max_entries(pointer)));
    }

    /** {@code bpf_map__map_flags}: {@code BPF_F_*}. */
    public int flags() {
        return lifetime.during(() -> functions.bpf_map__map_flags(pointer));
    }

    /** {@code bpf_map__is_internal}: whether libbpf made it for global variables. */
    public boolean internal() {
        return lifetime.during(() -> functions.bpf_map__is_internal(pointer));
    }

    /** The descriptor in this process, negative before load. */
    public int fd() {
        return lifetime.during(() -> functions.bpf_map__fd(pointer));
    }

    /**
     * {@code bpf_map__initial_value}: what the map will hold when it is created; empty for maps without, and for one of
     * 2 GiB or more, which no kernel takes. After load
     * it is no way to the kernel's memory (libbpf before 1.5 keeps a copy): use {@link #values(boolean)}.
     */
    public Optional<Memory> initialValue() {
        return lifetime.during(() -> {
            var size = jnr.ffi.Memory.allocateDirect(libbpf.runtime(), Long.BYTES, true);
            var value = functions.bpf_map__initial_value(pointer, size);
            long bytes = size.getLong(0);
            return Optional.ofNullable(value)
                    .filter(at -> bytes <= Integer.MAX_VALUE)
                    .map(at -> Memory.within(lifetime, at, (int) bytes));
        });
    }

    /**
     * A copy of the first value of a loaded array map ({@code bpf_map__lookup_elem}), which is the only way to one that
     * cannot be mapped: since 1.1, libbpf makes a data section mappable only where it has a global variable.
     */
    public byte[] firstValue() throws ErrnoException {
        return lifetime.calling(() -> {
            var bytes = new byte[functions.bpf_map__value_size(pointer)];
            var index = jnr.ffi.Memory.allocateDirect(libbpf.runtime(), Integer.BYTES, true);
            var value = jnr.ffi.Memory.allocateDirect(libbpf.runtime(), bytes.length);
            int answer = functions.bpf_map__lookup_elem(pointer, index, Integer.BYTES, value, bytes.length, 0);
            Reference.reachabilityFence(index);
            Libbpf.checked("bpf_map__lookup_elem", answer);
            value.get(0, bytes, 0, bytes.length);
            return bytes;
        });
    }

    /**
     * The kernel's own memory of a loaded map that one value fills, such as the array behind global variables.
     *
     * @param writable false for a map that programs and we only read
     */
    public Memory values(boolean writable) throws ErrnoException {
        return lifetime.calling(() -> Memory.ofMap(
                functions.bpf_map__fd(pointer),
                functions.bpf_map__value_size(pointer),
                writable,
                functions.bpf_map__name(pointer)));
    }

    /**
     * {@code bpf_map__btf_key_type_id}: the key's type in the object's BTF, 0 where it has none. For
     * types of maps that the kernel does not describe, libbpf forgets it at load.
     */
    public int keyType() {
        return lifetime.during(() -> types().bpf_map__btf_key_type_id(pointer));
    }

    /** {@code bpf_map__btf_value_type_id}. */
    public int valueType() {
        return lifetime.during(() -> types().bpf_map__btf_value_type_id(pointer));
    }

    /** {@code bpf_map__set_max_entries}, before load. */
    public void maxEntries(long entries) throws ErrnoException {
        set("bpf_map__set_max_entries", () -> more().bpf_map__set_max_entries(pointer, (int) entries));
    }

    /** {@code bpf_map__set_value_size}, before load. */
    public void valueSize(int size) throws ErrnoException {
        set("bpf_map__set_value_size", () -> more().bpf_map__set_value_size(pointer, size));
    }

    /** {@code bpf_map__reuse_fd}, before load: takes a map that is in the kernel instead of creating one. */
    public void reuse(MapFd map) throws ErrnoException {
        map.lifetime().calling(() -> {
            set("bpf_map__reuse_fd", () -> more().bpf_map__reuse_fd(pointer, map.raw()));
            return null;
        });
    }

    /** {@code bpf_map__set_pin_path}, before load: takes what is pinned there, or pins the map that is created. */
    public void pinPath(String path) throws ErrnoException {
        set("bpf_map__set_pin_path", () -> more().bpf_map__set_pin_path(pointer, path));
    }

    /** {@code bpf_map__pin_path}: where loading pins it, or has pinned it; empty where nowhere. */
    public Optional<String> pinPath() {
        return lifetime.during(() -> Optional.ofNullable(more().bpf_map__pin_path(pointer)));
    }

    /** {@code bpf_map__set_autocreate}, before load: false leaves the map out. */
    public void autocreate(boolean wanted) throws ErrnoException {
        set("bpf_map__set_autocreate", () -> more().bpf_map__set_autocreate(pointer, wanted));
    }

    private void set(String call, IntSupplier setting) throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked(call, setting.getAsInt()));
    }

    /** Its descriptor, once the object is loaded; it ends with the object. */
    public MapFd descriptor() throws ErrnoException {
        return lifetime.calling(
                () -> MapFd.within(lifetime, Libbpf.checked("bpf_map__fd", functions.bpf_map__fd(pointer))));
    }

    private MapTypeFunctions types() {
        return libbpf.group(MapTypeFunctions.class);
    }

    private MapFunctions more() {
        return libbpf.maps();
    }

    /** {@code bpf_map__attach_struct_ops}: registers the functions that this map holds. */
    public LinkHandle attachStructOps() throws ErrnoException {
        var attach = libbpf.group(AttachFunctions.class);
        return lifetime.calling(() -> new LibbpfLink(
                libbpf,
                lifetime,
                libbpf.checked("bpf_map__attach_struct_ops", attach.bpf_map__attach_struct_ops(pointer)),
                functions.bpf_map__name(pointer)));
    }
}
