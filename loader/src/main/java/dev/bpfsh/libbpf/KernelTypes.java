// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import jnr.ffi.Pointer;

/**
 * The BTF that the kernel holds: its own, its modules', that of loaded objects, each with an id, and which of them a
 * program or a map was loaded with. Needs CAP_SYS_ADMIN, as all opening by id does. Source:
 * {@code bpf_obj_get_info_by_fd} and the {@code info} structs of {@code include/uapi/linux/bpf.h}.
 */
public final class KernelTypes {
    /**
     * A BTF object.
     *
     * @param name {@code vmlinux}, a module's name, empty for that of a BPF object
     * @param kernel whether it is the kernel's own or a module's
     */
    public record Types(String name, boolean kernel, byte[] raw) {}

    /**
     * Which types the keys and values of a map have; 0 is none.
     *
     * @param btf the id of the BTF that holds key and value
     * @param kernelValue the value's type in the BTF of the kernel or a module, as a {@code struct_ops} map has it
     * @param kernelBtf the id of that BTF; 0 where the kernel does not say, before Linux v6.9, when it was its own
     */
    public record OfMap(int btf, int key, int value, int kernelValue, int kernelBtf) {}

    // struct bpf_btf_info { btf; btf_size; id; name; name_len; kernel_btf; }
    private static final int BTF_INFO = 32;
    private static final int BTF_SIZE = 8;
    private static final int BTF_NAME = 16;
    private static final int BTF_NAME_LENGTH = 24;
    private static final int BTF_KERNEL = 28;
    private static final int LONGEST_NAME = 64;

    // struct bpf_prog_info, as far as its btf_id.
    private static final int PROGRAM_INFO = 132;
    private static final int PROGRAM_BTF = 128;

    // struct bpf_map_info, as far as its btf_vmlinux_id.
    private static final int MAP_INFO = 80;
    private static final int MAP_KERNEL_VALUE = 44;
    private static final int MAP_BTF = 64;
    private static final int MAP_KEY = 68;
    private static final int MAP_VALUE = 72;
    private static final int MAP_KERNEL_BTF = 76;

    private final Libbpf libbpf = Libbpf.get();
    private final BtfFunctions functions = libbpf.group(BtfFunctions.class);

    /** The BTF with that id. */
    public Types btf(int id) throws ErrnoException {
        int fd = open("bpf_btf_get_fd_by_id", functions::bpf_btf_get_fd_by_id, id);
        try (var scratch = new Scratch(libbpf.runtime())) {
            int size = info(fd, scratch.zeroed(BTF_INFO), BTF_INFO).getInt(BTF_SIZE);
            var raw = scratch.zeroed(size);
            var name = scratch.zeroed(LONGEST_NAME);
            var info = scratch.zeroed(BTF_INFO);
            info.putPointer(0, raw);
            info.putInt(BTF_SIZE, size);
            info.putPointer(BTF_NAME, name);
            info.putInt(BTF_NAME_LENGTH, LONGEST_NAME);
            info(fd, info, BTF_INFO);
            var bytes = new byte[Math.min(size, info.getInt(BTF_SIZE))];
            raw.get(0, bytes, 0, bytes.length);
            return new Types(
                    name.getString(0, LONGEST_NAME, StandardCharsets.UTF_8), info.getInt(BTF_KERNEL) != 0, bytes);
        } finally {
            Libc.close(fd);
        }
    }

    /** The id of the BTF that a program was loaded with; 0 for none. */
    public int ofProgram(int id) throws ErrnoException {
        int fd = open("bpf_prog_get_fd_by_id", functions::bpf_prog_get_fd_by_id, id);
        try (var scratch = new Scratch(libbpf.runtime())) {
            return info(fd, scratch.zeroed(PROGRAM_INFO), PROGRAM_INFO).getInt(PROGRAM_BTF);
        } finally {
            Libc.close(fd);
        }
    }

    /** The types of a map. */
    public OfMap ofMap(int id) throws ErrnoException {
        int fd = open("bpf_map_get_fd_by_id", functions::bpf_map_get_fd_by_id, id);
        try (var scratch = new Scratch(libbpf.runtime())) {
            var info = info(fd, scratch.zeroed(MAP_INFO), MAP_INFO);
            return new OfMap(
                    info.getInt(MAP_BTF),
                    info.getInt(MAP_KEY),
                    info.getInt(MAP_VALUE),
                    info.getInt(MAP_KERNEL_VALUE),
                    info.getInt(MAP_KERNEL_BTF));
        } finally {
            Libc.close(fd);
        }
    }

    private static int open(String call, IntUnaryOperator function, int id) throws ErrnoException {
        return Libbpf.checked(call, function.applyAsInt(id));
    }

    private Pointer info(int fd, Pointer info, int size) throws ErrnoException {
        return KernelObject.describe(functions, fd, info, size);
    }
}
