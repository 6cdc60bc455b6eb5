// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * A {@code struct bpf_object}. Every call on it, and on its programs and maps, is refused with an
 * {@link IllegalStateException} once it is closed.
 */
public final class ObjectHandle implements AutoCloseable {
    // struct bpf_object_open_opts, as far as a member of libbpf 1.0: { size_t sz; const char *object_name;
    // bool relaxed_maps; const char *pin_root_path; __u32 :32; const char *kconfig; const char *btf_custom_path; ... }
    private static final int OBJECT_NAME = 8;
    private static final int BTF_CUSTOM_PATH = 48;
    private static final int OPTIONS_SIZE = 56;

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

    /** As {@link #open(byte[], String, Path)}, for the kernel that runs. */
    public static ObjectHandle open(byte[] bytes, String name) throws ErrnoException {
        return open(bytes, name, null);
    }

    /**
     * {@code bpf_object__open_mem}: reads the ELF and its BTF, nothing goes into the kernel.
     *
     * @param bytes the whole object; libbpf keeps no reference to them after this call
     * @param name what libbpf and the kernel call it; the beginning of its data maps' names
     * @param kernelTypes a file whose BTF stands for the running kernel's in CO-RE relocations ({@code btf_custom_path});
     *     null for the kernel's own
     */
    public static ObjectHandle open(byte[] bytes, String name, Path kernelTypes) throws ErrnoException {
        var libbpf = Libbpf.get();
        var runtime = libbpf.runtime();
        var copy = Memory.allocateDirect(runtime, Math.max(bytes.length, 1));
        copy.put(0, bytes, 0, bytes.length);
        // The kernel takes letters, digits and underscores; a dot would blur where a data map's section begins.
        var nameText = text(runtime, name.replaceAll("[^A-Za-z0-9_]", "_"));
        var typesText = kernelTypes == null ? null : text(runtime, kernelTypes.toString());
        var options = Memory.allocateDirect(runtime, OPTIONS_SIZE, true);
        options.putLong(0, OPTIONS_SIZE);
        options.putPointer(OBJECT_NAME, nameText);
        options.putPointer(BTF_CUSTOM_PATH, typesText);
        var answer = libbpf.functions().bpf_object__open_mem(copy, bytes.length, options);
        var object = libbpf.checked("bpf_object__open_mem", answer);
        // JNR may free what it was given, or what that points to, before the call has ended (jnr-ffi issue 358).
        Reference.reachabilityFence(copy);
        Reference.reachabilityFence(options);
        Reference.reachabilityFence(nameText);
        Reference.reachabilityFence(typesText);
        return new ObjectHandle(libbpf, object, name);
    }

    private static Pointer text(Runtime runtime, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var memory = Memory.allocateDirect(runtime, bytes.length + 1, true);
        memory.put(0, bytes, 0, bytes.length);
        return memory;
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
