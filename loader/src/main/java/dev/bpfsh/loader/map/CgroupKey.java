// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

/**
 * The key of the older cgroup storage.
 *
 * @param cgroup its id; when asking, its folder will do
 * @param attachType how the program is attached there: the number of {@code enum bpf_attach_type}
 */
public record CgroupKey(Object cgroup, int attachType) {}
