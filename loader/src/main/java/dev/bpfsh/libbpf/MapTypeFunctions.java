// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Pointer;

/**
 * What BTF says of a map in an object, as {@code libbpf.h} declares it; apart from {@link MapFunctions} because every
 * object needs it.
 */
interface MapTypeFunctions {
    int bpf_map__btf_key_type_id(Pointer map);

    int bpf_map__btf_value_type_id(Pointer map);
}
