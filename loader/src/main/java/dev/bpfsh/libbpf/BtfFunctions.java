// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/** What is needed to read the BTF that the kernel holds. */
interface BtfFunctions extends InfoFunctions {
    int bpf_btf_get_fd_by_id(int id);

    int bpf_prog_get_fd_by_id(int id);

    int bpf_map_get_fd_by_id(int id);
}
