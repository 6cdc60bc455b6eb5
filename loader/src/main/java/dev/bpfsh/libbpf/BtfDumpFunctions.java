// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/** libbpf's own way from BTF to C. */
interface BtfDumpFunctions {
    Pointer btf__new(Pointer data, int size);

    void btf__free(Pointer btf);

    /** {@code print} is the address of a {@code btf_dump_printf_fn_t}, called with {@code context}. */
    Pointer btf_dump__new(Pointer btf, Pointer print, Pointer context, Pointer options);

    int btf_dump__dump_type(Pointer dump, int id);

    void btf_dump__free(Pointer dump);
}
