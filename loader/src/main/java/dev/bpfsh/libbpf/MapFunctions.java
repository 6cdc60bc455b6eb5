// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import jnr.ffi.types.u_int64_t;

/**
 * What {@code bpf(2)} does with a map's descriptor, as {@code bpf.h} declares it, and what is set on a {@code struct
 * bpf_map} before its object is loaded. Public only because JNR implements it from outside.
 */
public interface MapFunctions extends InfoFunctions {
    int bpf_map_create(int type, String name, int keySize, int valueSize, int maxEntries, Pointer options);

    int bpf_map_lookup_elem_flags(int fd, @In byte[] key, byte[] value, @u_int64_t long flags);

    int bpf_map_update_elem(int fd, @In byte[] key, @In byte[] value, @u_int64_t long flags);

    int bpf_map_delete_elem(int fd, @In byte[] key);

    int bpf_map_lookup_and_delete_elem(int fd, @In byte[] key, @Out byte[] value);

    int bpf_map_get_next_key(int fd, @In byte[] key, @Out byte[] next);

    int bpf_map_freeze(int fd);

    int bpf_map_lookup_batch(
            int fd, Pointer in, Pointer out, Pointer keys, Pointer values, Pointer count, Pointer options);

    int bpf_map_lookup_and_delete_batch(
            int fd, Pointer in, Pointer out, Pointer keys, Pointer values, Pointer count, Pointer options);

    int bpf_map_update_batch(int fd, Pointer keys, Pointer values, Pointer count, Pointer options);

    int bpf_map_delete_batch(int fd, Pointer keys, Pointer count, Pointer options);

    int bpf_obj_pin(int fd, String path);

    int bpf_obj_get(String path);

    int bpf_map_get_fd_by_id(int id);

    int bpf_map_get_next_id(int from, Pointer next);

    int libbpf_num_possible_cpus();

    int bpf_map__set_max_entries(Pointer map, int entries);

    int bpf_map__set_value_size(Pointer map, int size);

    int bpf_map__reuse_fd(Pointer map, int fd);

    String bpf_map__pin_path(Pointer map);

    int bpf_map__set_pin_path(Pointer map, String path);

    int bpf_map__set_autocreate(Pointer map, boolean autocreate);
}
