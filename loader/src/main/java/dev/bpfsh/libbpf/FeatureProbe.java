// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import jnr.ffi.Pointer;

/**
 * Asks the kernel what it can do by trying, with programs that return 0. None of them ever runs: what is attached is
 * attached to nothing that exists, so that a kernel that knows the kind says what is missing, and any other that it does
 * not know the kind.
 */
public final class FeatureProbe {
    // r0 = 0; exit
    private static final byte[] RETURN_0 = {(byte) 0xb7, 0, 0, 0, 0, 0, 0, 0, (byte) 0x95, 0, 0, 0, 0, 0, 0, 0};
    private static final int INSTRUCTION = 8;
    private static final String NAME = "bpfsh_probe";

    // struct bpf_prog_load_opts: sz 0, expected_attach_type 12, attach_btf_id 32, as far as attach_btf_obj_fd.
    private static final int LOAD_OPTIONS = 48;

    // union bpf_attr, link_create: prog_fd 0, target 4, attach_type 8, flags 12, then what the kind adds.
    private static final int LINK_SIZE = 64;
    private static final int LINK_KIND = 16;

    private static final int PERF_TYPE_SOFTWARE = 1;
    private static final int PERF_COUNT_SW_CPU_CLOCK = 0;

    private FeatureProbe() {}

    /** The names of the types of programs that this libbpf knows, each at its number ({@code enum bpf_prog_type}). */
    public static List<String> programTypes() {
        return names(Libbpf.get().functions()::libbpf_bpf_prog_type_str);
    }

    /** The names of the types of maps that this libbpf knows, each at its number ({@code enum bpf_map_type}). */
    public static List<String> mapTypes() {
        return names(Libbpf.get().functions()::libbpf_bpf_map_type_str);
    }

    private static List<String> names(IntFunction<String> name) {
        var names = new ArrayList<String>();
        for (var next = name.apply(0); next != null; next = name.apply(names.size())) {
            names.add(next);
        }
        return names;
    }

    /**
     * Whether the kernel takes programs of a type ({@code libbpf_probe_bpf_prog_type}).
     *
     * @throws ErrnoException if that cannot be told, as for want of rights
     */
    public static boolean hasProgramType(int type) throws ErrnoException {
        return Libbpf.checked("libbpf_probe_bpf_prog_type", functions().libbpf_probe_bpf_prog_type(type, null)) > 0;
    }

    /** As {@link #hasProgramType}, of maps ({@code libbpf_probe_bpf_map_type}). */
    public static boolean hasMapType(int type) throws ErrnoException {
        return Libbpf.checked("libbpf_probe_bpf_map_type", functions().libbpf_probe_bpf_map_type(type, null)) > 0;
    }

    /**
     * Loads a program for a place in the kernel that BTF names.
     *
     * @param type {@code enum bpf_prog_type}
     * @param attachType {@code enum bpf_attach_type}
     * @param target what libbpf looks up for that kind: a function, the name of a tracepoint, of a hook, of an iterator
     * @throws ErrnoException what the kernel, or the look-up, answered
     */
    public static void load(int type, int attachType, String target) throws ErrnoException {
        int id = Libbpf.checked(
                "libbpf_find_vmlinux_btf_id", functions().libbpf_find_vmlinux_btf_id(target, attachType));
        Libc.close(program(type, attachType, id));
    }

    /**
     * Attaches a program to something that does not exist ({@code bpf(BPF_LINK_CREATE)}).
     *
     * @param target a descriptor or the number of an interface, as the kind wants it
     * @return what the kernel said
     * @throws ErrnoException if the program could not be loaded
     */
    public static Errno link(int type, int attachType, int target) throws ErrnoException {
        return link(type, attachType, target, (scratch, attributes) -> {});
    }

    /** As {@link #link(int, int, int)}, to the function of the kernel with that name by {@code kprobe.multi}. */
    public static Errno linkKprobes(int type, int attachType, String function) throws ErrnoException {
        return link(type, attachType, 0, (scratch, attributes) -> {
            attributes.putInt(LINK_KIND + 4, 1);
            attributes.putPointer(LINK_KIND + 8, scratch.texts(List.of(function)));
        });
    }

    /** As {@link #link(int, int, int)}, to the first byte of a file by {@code uprobe.multi}. */
    public static Errno linkUprobes(int type, int attachType, String file) throws ErrnoException {
        return link(type, attachType, 0, (scratch, attributes) -> {
            attributes.putPointer(LINK_KIND, scratch.text(file));
            attributes.putPointer(LINK_KIND + 8, scratch.zeroed(Long.BYTES));
            attributes.putInt(LINK_KIND + 32, 1);
        });
    }

    private interface Kind {
        void fill(Scratch scratch, Pointer attributes);
    }

    private static Errno link(int type, int attachType, int target, Kind kind) throws ErrnoException {
        int program = program(type, attachType, 0);
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var attributes = scratch.zeroed(LINK_SIZE);
            attributes.putInt(0, program);
            attributes.putInt(4, target);
            attributes.putInt(8, attachType);
            kind.fill(scratch, attributes);
            Libc.close(Linux.linkCreate(attributes, LINK_SIZE));
            throw new IllegalStateException("a probe for attach type " + attachType + " was attached to something");
        } catch (ErrnoException expected) {
            return expected.errno();
        } finally {
            Libc.close(program);
        }
    }

    /**
     * Attaches a program to a raw tracepoint that does not exist.
     *
     * @return what the kernel said
     * @throws ErrnoException if the program could not be loaded
     */
    public static Errno rawTracepoint(int type) throws ErrnoException {
        int program = program(type, 0, 0);
        try {
            Libc.close(Libbpf.checked("bpf_raw_tracepoint_open", functions().bpf_raw_tracepoint_open(NAME, program)));
            throw new IllegalStateException("there is a raw tracepoint " + NAME);
        } catch (ErrnoException expected) {
            return expected.errno();
        } finally {
            Libc.close(program);
        }
    }

    /**
     * Opens the clock of this thread as an event and closes it ({@code perf_event_open(2)}).
     *
     * @throws ErrnoException what the kernel answered
     */
    public static void perfEvent() throws ErrnoException {
        PerfEventFd.open(PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_CLOCK, 1_000_000_000, false, 0, -1)
                .close();
    }

    private static int program(int type, int attachType, int btfId) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var options = scratch.options(LOAD_OPTIONS);
            options.putInt(12, attachType);
            options.putInt(32, btfId);
            var instructions = scratch.bytes(RETURN_0);
            return Libbpf.checked(
                    "bpf_prog_load",
                    functions().bpf_prog_load(type, NAME, "GPL", instructions, RETURN_0.length / INSTRUCTION, options));
        }
    }

    private static FeatureFunctions functions() {
        return Libbpf.get().group(FeatureFunctions.class);
    }
}
