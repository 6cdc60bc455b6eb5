// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/**
 * What programs, maps, links and BTF are asked alike. Each group that asks extends it: a group of its own would be
 * bound for this one function. Public only because JNR implements it from outside, with those for maps.
 */
public interface InfoFunctions {
    int bpf_obj_get_info_by_fd(int fd, Pointer info, Pointer length);
}
