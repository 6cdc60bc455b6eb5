// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/** What is needed to read the BTF that the kernel holds. Public only because JNR implements it from outside. */
public interface BtfFunctions {
    int bpf_btf_get_fd_by_id(int id);

    int bpf_prog_get_fd_by_id(int id);

    int bpf_map_get_fd_by_id(int id);

    int bpf_obj_get_info_by_fd(int fd, Pointer info, Pointer length);
}
