// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.ArrayList;
import java.util.List;
import jnr.ffi.Pointer;

/** What {@code bpf(2)} has alike for all that is in the kernel: an id, and a struct that describes it. */
final class KernelObject {
    private KernelObject() {}

    /** {@code bpf_*_get_next_id}. */
    interface NextId {
        int next(int start, Pointer next);
    }

    /** All ids of a kind, ascending. */
    static List<Integer> ids(String call, NextId function) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var ids = new ArrayList<Integer>();
            var next = scratch.zeroed(Integer.BYTES);
            int answer = function.next(0, next);
            while (answer >= 0) {
                ids.add(next.getInt(0));
                answer = function.next(next.getInt(0), next);
            }
            if (Errno.of(answer) != Errno.ENOENT) {
                throw new ErrnoException(call, answer);
            }
            return ids;
        }
    }

    /**
     * {@code bpf_obj_get_info_by_fd}.
     *
     * @param info has room for the struct, zeroed but for what is asked; filled as far as the kernel knows the struct
     * @return {@code info}
     */
    static Pointer describe(InfoFunctions functions, int fd, Pointer info, int size) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var length = scratch.zeroed(Integer.BYTES);
            length.putInt(0, size);
            Libbpf.checked("bpf_obj_get_info_by_fd", functions.bpf_obj_get_info_by_fd(fd, info, length));
            return info;
        }
    }
}
