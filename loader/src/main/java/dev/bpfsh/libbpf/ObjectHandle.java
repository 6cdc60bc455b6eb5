// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * A {@code struct bpf_object}. Every call on it, and on its programs and maps, is refused with an
 * {@link IllegalStateException} once it is closed.
 */
public final class ObjectHandle implements AutoCloseable {
    private static final int POINTER_SIZE = 8;

    private final Libbpf libbpf;
    private final LibbpfLibrary functions;
    private final Pointer pointer;
    private final Lifetime lifetime;

    private ObjectHandle(Libbpf libbpf, Pointer pointer, String name) {
        this.libbpf = libbpf;
        this.functions = libbpf.functions();
        this.pointer = pointer;
        this.lifetime = new Lifetime(name);
    }

    /**
     * {@code bpf_object__open_mem}: reads the ELF and its BTF, nothing goes into the kernel.
     *
     * @param bytes the whole object; libbpf keeps no reference to them after this call
     * @param name what libbpf and the kernel call it; the beginning of its data maps' names
     */
    public static ObjectHandle open(byte[] bytes, String name) throws ErrnoException {
        var libbpf = Libbpf.get();
        var runtime = libbpf.runtime();
        var copy = Memory.allocateDirect(runtime, Math.max(bytes.length, 1));
        copy.put(0, bytes, 0, bytes.length);
        // struct bpf_object_open_opts, as far as its second member: { size_t sz; const char *object_name; ... }
        var options = Memory.allocateDirect(runtime, 2 * POINTER_SIZE, true);
        // The kernel takes letters, digits and underscores; a dot would blur where a data map's section begins.
        var nameBytes = name.replaceAll("[^A-Za-z0-9_]", "_").getBytes(StandardCharsets.US_ASCII);
        var nameText = Memory.allocateDirect(runtime, nameBytes.length + 1, true);
        nameText.put(0, nameBytes, 0, nameBytes.length);
        options.putLong(0, 2 * POINTER_SIZE);
        options.putPointer(POINTER_SIZE, nameText);
        var answer = libbpf.functions().bpf_object__open_mem(copy, bytes.length, options);
        var object = libbpf.checked("bpf_object__open_mem", answer);
        // JNR may free what it was given, or what that points to, before the call has ended (jnr-ffi issue 358).
        Reference.reachabilityFence(copy);
        Reference.reachabilityFence(options);
        Reference.reachabilityFence(nameText);
        return new ObjectHandle(libbpf, object, name);
    }

    /** {@code bpf_object__load}: creates the maps, relocates, has the verifier check each program. */
    public void load() throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked("bpf_object__load", functions.bpf_object__load(pointer)));
    }

    /** The raw BTF of the object ({@code btf__raw_data}); empty where it has none. */
    public byte[] btf() {
        return lifetime.during(() -> {
            var btf = functions.bpf_object__btf(pointer);
            if (btf == null) {
                return new byte[0];
            }
            var size = Memory.allocateDirect(libbpf.runtime(), Integer.BYTES, true);
            var data = functions.btf__raw_data(btf, size);
            var raw = new byte[data == null ? 0 : size.getInt(0)];
            if (data != null) {
                data.get(0, raw, 0, raw.length);
            }
            return raw;
        });
    }

    /** The programs, in the order of the object. */
    public List<ProgramHandle> programs() {
        return each(
                previous -> functions.bpf_object__next_program(pointer, previous),
                program -> new ProgramHandle(libbpf, lifetime, program));
    }

    /** The maps, those behind global variables included, in the order of the object. */
    public List<MapHandle> maps() {
        return each(
                previous -> functions.bpf_object__next_map(pointer, previous),
                map -> new MapHandle(libbpf, lifetime, map));
    }

    private <T> List<T> each(UnaryOperator<Pointer> next, Function<Pointer, T> handle) {
        return lifetime.during(() -> {
            var handles = new ArrayList<T>();
            for (var at = next.apply(null); at != null; at = next.apply(at)) {
                handles.add(handle.apply(at));
            }
            return handles;
        });
    }

    /**
     * Refuses the thread that libbpf has called back from within a call on this object.
     *
     * @throws IllegalStateException if the calling thread is such
     */
    public void requireOutside() {
        lifetime.requireOutside();
    }

    /** {@code bpf_object__close}: gives back descriptors and memory; what links hold stays until they are closed. */
    @Override
    public void close() {
        lifetime.end(() -> functions.bpf_object__close(pointer));
    }
}
