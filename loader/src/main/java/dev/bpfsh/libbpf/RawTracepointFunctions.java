// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/** Raw tracepoints with a cookie, since libbpf 1.4. */
interface RawTracepointFunctions {
    Pointer bpf_program__attach_raw_tracepoint_opts(Pointer program, Pointer name, Pointer options);
}
