// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;
import jnr.ffi.Pointer;

/** What the kernel answers about programs that are loaded, by whomever ({@code bpf(2)}). */
public final class ProgramQuery {
    private static final int INFO_SIZE = 232;
    private static final int BPF_STATS_RUN_TIME = 0;
    // More than any program has; what is larger is not what this struct says.
    private static final long LARGEST = 256L << 20;

    /** An array that the struct points to: where its count, its pointer and the size of an element are. */
    private record Field(int count, int pointer, int elementAt, int element) {
        int size(Pointer info) {
            long one = elementAt < 0 ? element : Integer.toUnsignedLong(info.getInt(elementAt));
            long size = Integer.toUnsignedLong(info.getInt(count)) * one;
            return size > LARGEST ? 0 : (int) size;
        }
    }

    private static final Field INSTRUCTIONS = new Field(20, 32, -1, 1);
    private static final Field MAP_IDS = new Field(52, 56, -1, 4);
    private static final Field FUNCTIONS = new Field(144, 136, 132, 0);
    private static final Field LINES = new Field(148, 152, 172, 0);
    private static final Field ADDRESSES = new Field(104, 112, -1, 8);
    private static final int FUNCTION_SIZE = 132;
    private static final int LINE_SIZE = 172;

    private ProgramQuery() {}

    /** The ids of all programs, ascending ({@code bpf_prog_get_next_id}). */
    public static List<Integer> ids() throws ErrnoException {
        return KernelObject.ids("bpf_prog_get_next_id", functions()::bpf_prog_get_next_id);
    }

    /** A descriptor of the program with an id, for the caller to close ({@code bpf_prog_get_fd_by_id}). */
    public static int open(int id) throws ErrnoException {
        return Libbpf.checked("bpf_prog_get_fd_by_id", functions().bpf_prog_get_fd_by_id(id));
    }

    /** The struct and all arrays ({@code bpf_obj_get_info_by_fd}). */
    public static ProgramBytes bytes(int fd) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var first = ask(fd, scratch.zeroed(INFO_SIZE));
            var second = scratch.zeroed(INFO_SIZE);
            second.putInt(FUNCTION_SIZE, first.getInt(FUNCTION_SIZE));
            second.putInt(LINE_SIZE, first.getInt(LINE_SIZE));
            var instructions = provide(scratch, first, second, INSTRUCTIONS);
            var maps = provide(scratch, first, second, MAP_IDS);
            var functions = provide(scratch, first, second, FUNCTIONS);
            var lines = provide(scratch, first, second, LINES);
            var addresses = provide(scratch, first, second, ADDRESSES);
            ask(fd, second);
            return new ProgramBytes(
                    copy(second, INFO_SIZE),
                    filled(second, INSTRUCTIONS, instructions),
                    filled(second, MAP_IDS, maps),
                    filled(second, FUNCTIONS, functions),
                    filled(second, LINES, lines),
                    filled(second, ADDRESSES, addresses));
        }
    }

    private static Pointer ask(int fd, Pointer info) throws ErrnoException {
        return KernelObject.describe(functions(), fd, info, INFO_SIZE);
    }

    private static Pointer provide(Scratch scratch, Pointer counted, Pointer asking, Field field) {
        int size = field.size(counted);
        var array = scratch.zeroed(size);
        if (size > 0) {
            asking.putInt(field.count(), counted.getInt(field.count()));
            asking.putPointer(field.pointer(), array);
        }
        return array;
    }

    // The kernel takes the pointer back where this process may not see what it would point to.
    private static byte[] filled(Pointer answered, Field field, Pointer array) {
        boolean shown = answered.getLong(field.pointer()) != 0;
        return copy(array, shown ? (int) Math.min(field.size(answered), array.size()) : 0);
    }

    /**
     * A descriptor; while it or another such is open, the kernel counts the runs of every program and their time
     * ({@code bpf_enable_stats}). For the caller to close.
     */
    public static int countRuns() throws ErrnoException {
        return Libbpf.checked("bpf_enable_stats", functions().bpf_enable_stats(BPF_STATS_RUN_TIME));
    }

    private static byte[] copy(Pointer from, int size) {
        var bytes = new byte[size];
        from.get(0, bytes, 0, size);
        return bytes;
    }

    private static ProgramFunctions functions() {
        return Libbpf.get().group(ProgramFunctions.class);
    }
}
