// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/** What the kernel answers about a place where programs can be attached ({@code BPF_PROG_QUERY}). */
public final class AttachQuery {
    interface Functions {
        int bpf_prog_query(
                int target, int attachType, int queryFlags, Pointer attachFlags, Pointer programIds, Pointer count);
    }

    private AttachQuery() {}

    /**
     * How many programs are there.
     *
     * @param target a descriptor, or a network interface's number
     * @param attachType {@code enum bpf_attach_type}
     */
    public static int count(int target, int attachType) throws ErrnoException {
        try (var scratch = new Scratch(Libbpf.get().runtime())) {
            var flags = scratch.zeroed(Integer.BYTES);
            var count = scratch.zeroed(Integer.BYTES);
            var functions = Libbpf.get().group(Functions.class);
            Libbpf.checked("bpf_prog_query", functions.bpf_prog_query(target, attachType, 0, flags, null, count));
            return count.getInt(0);
        }
    }
}
