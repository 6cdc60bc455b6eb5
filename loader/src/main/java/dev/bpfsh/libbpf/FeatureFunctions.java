// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;

/**
 * The functions of libbpf 1.0 that ask what the kernel can do, as in {@code libbpf.h} and {@code bpf.h}.
 */
interface FeatureFunctions {
    int libbpf_probe_bpf_prog_type(int type, Pointer options);

    int libbpf_probe_bpf_map_type(int type, Pointer options);

    int libbpf_find_vmlinux_btf_id(String name, int attachType);

    int bpf_prog_load(int type, String name, String license, Pointer instructions, @size_t long count, Pointer options);

    int bpf_raw_tracepoint_open(String name, int programFd);
}
