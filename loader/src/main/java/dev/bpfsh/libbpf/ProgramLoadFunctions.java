// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;

/** How instructions are loaded without an object around them. */
interface ProgramLoadFunctions {
    int bpf_prog_load(
            int type, Pointer name, Pointer license, Pointer instructions, @size_t long count, Pointer options);
}
