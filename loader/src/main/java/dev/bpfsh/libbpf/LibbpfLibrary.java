// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;
import jnr.ffi.types.u_int64_t;

/**
 * The functions of libbpf 1.0 that every user needs, named and declared as in {@code libbpf.h} and {@code btf.h}.
 * Others are in interfaces of their own: see {@link Libbpf#group}, {@link Libbpf#maps}, and {@link Libbpf#since} for
 * those newer than 1.0.
 */
interface LibbpfLibrary {
    int libbpf_major_version();

    int libbpf_minor_version();

    /** {@code print} is the address of a {@code libbpf_print_fn_t}. */
    Pointer libbpf_set_print(Pointer print);

    String libbpf_bpf_prog_type_str(int type);

    String libbpf_bpf_map_type_str(int type);

    Pointer bpf_object__open_mem(Pointer bytes, @size_t long size, Pointer options);

    int bpf_object__load(Pointer object);

    void bpf_object__close(Pointer object);

    Pointer bpf_object__btf(Pointer object);

    Pointer bpf_object__next_program(Pointer object, Pointer previous);

    Pointer bpf_object__next_map(Pointer object, Pointer previous);

    Pointer btf__raw_data(Pointer btf, Pointer size);

    String bpf_program__name(Pointer program);

    String bpf_program__section_name(Pointer program);

    int bpf_program__type(Pointer program);

    @size_t
    long bpf_program__insn_cnt(Pointer program);

    Pointer bpf_program__insns(Pointer program);

    int bpf_program__fd(Pointer program);

    boolean bpf_program__autoload(Pointer program);

    int bpf_program__set_log_buf(Pointer program, Pointer buffer, @size_t long size);

    int bpf_program__set_log_level(Pointer program, int level);

    Pointer bpf_program__attach(Pointer program);

    String bpf_map__name(Pointer map);

    int bpf_map__type(Pointer map);

    int bpf_map__key_size(Pointer map);

    int bpf_map__value_size(Pointer map);

    int bpf_map__max_entries(Pointer map);

    int bpf_map__map_flags(Pointer map);

    int bpf_map__fd(Pointer map);

    boolean bpf_map__is_internal(Pointer map);

    Pointer bpf_map__initial_value(Pointer map, Pointer size);

    int bpf_map__lookup_elem(
            Pointer map,
            Pointer key,
            @size_t long keySize,
            Pointer value,
            @size_t long valueSize,
            @u_int64_t long flags);

    int bpf_link__fd(Pointer link);

    int bpf_link__destroy(Pointer link);
}
