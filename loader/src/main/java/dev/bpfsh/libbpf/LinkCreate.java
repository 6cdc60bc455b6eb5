// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;
import java.util.function.Consumer;
import jnr.ffi.Pointer;

/**
 * {@code bpf(BPF_LINK_CREATE)} by itself, for kinds that one call makes: so they need no libbpf that knows of them.
 *
 * @param target a descriptor or the number of an interface, as the kind wants it
 * @param attachType {@code enum bpf_attach_type}
 * @param flags the kind's own
 */
public record LinkCreate(int target, int attachType, int flags) {
    private static final int SIZE = 64;
    private static final int KIND = 16;

    /** Places that one link joins, all in one file or all in the kernel. */
    public record Multi(List<String> functions, long[] offsets, long[] cookies, int flags) {
        /** The kernel reads as many cookies as there are places. */
        public Multi {
            int places = functions.size() + offsets.length;
            if (cookies.length > 0 && cookies.length != places) {
                throw new IllegalArgumentException(cookies.length + " cookies for " + places
                        + " places: with cookies, name each function in full");
            }
        }
    }

    /** Attaches where the target is all there is to say. */
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return attach(program, new int[0]);
    }

    /** As {@link #attach(ProgramHandle)}, with the attach type for which the program was loaded. */
    public static LinkHandle attachAsLoaded(ProgramHandle program, int target, int flags) throws ErrnoException {
        return new LinkCreate(target, attachType(program), flags).attach(program);
    }

    /** {@code bpf_program__expected_attach_type}. */
    public static int attachType(ProgramHandle program) throws ErrnoException {
        return program.with(
                "bpf_program__expected_attach_type",
                Libbpf.get().group(AttachFunctions.class)::bpf_program__expected_attach_type);
    }

    /**
     * Attaches with what the kind adds to {@code link_create} in {@code union bpf_attr}.
     *
     * @param words the members that follow, of 32 bits each
     */
    public LinkHandle attach(ProgramHandle program, int... words) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            return attach(program, scratch, attributes -> {
                for (int i = 0; i < words.length; i++) {
                    attributes.putInt(KIND + (long) i * Integer.BYTES, words[i]);
                }
            });
        }
    }

    /** {@code link_create.kprobe_multi}: functions of the kernel by name. */
    public LinkHandle kprobes(ProgramHandle program, Multi multi) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            return attach(program, scratch, attributes -> {
                attributes.putInt(KIND, multi.flags);
                attributes.putInt(KIND + 4, multi.functions.size());
                attributes.putPointer(KIND + 8, scratch.texts(multi.functions));
                if (multi.cookies.length > 0) {
                    attributes.putPointer(KIND + 24, scratch.longs(multi.cookies));
                }
            });
        }
    }

    /**
     * {@code link_create.uprobe_multi}: offsets in a file.
     *
     * @param pid 0 for all processes
     */
    public LinkHandle uprobes(ProgramHandle program, String binary, int pid, Multi multi) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            return attach(program, scratch, attributes -> {
                attributes.putPointer(KIND, scratch.text(binary));
                attributes.putPointer(KIND + 8, scratch.longs(multi.offsets));
                if (multi.cookies.length > 0) {
                    attributes.putPointer(KIND + 24, scratch.longs(multi.cookies));
                }
                attributes.putInt(KIND + 32, multi.offsets.length);
                attributes.putInt(KIND + 36, multi.flags);
                attributes.putInt(KIND + 40, pid);
            });
        }
    }

    private LinkHandle attach(ProgramHandle program, Scratch scratch, Consumer<Pointer> kind) throws ErrnoException {
        var attributes = scratch.zeroed(SIZE);
        kind.accept(attributes);
        return program.link((fd, name) -> {
            attributes.putInt(0, fd);
            attributes.putInt(4, target);
            attributes.putInt(8, attachType);
            attributes.putInt(12, flags);
            return new DescriptorLink(Linux.linkCreate(attributes, SIZE), name);
        });
    }
}
