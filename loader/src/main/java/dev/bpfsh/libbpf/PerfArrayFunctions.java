// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.u_int64_t;

/** How a perf event is put into a map, and taken out. */
interface PerfArrayFunctions {
    int bpf_map_update_elem(int fd, Pointer key, Pointer value, @u_int64_t long flags);

    int bpf_map_delete_elem(int fd, Pointer key);
}
