// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.KernelBtf;
import dev.bpfsh.libbpf.BpfException;
import java.util.HashMap;
import java.util.Map;

/** The helper functions of the running kernel by number: {@code enum bpf_func_id} of its BTF. */
final class HelperNames {
    private static final String PREFIX = "BPF_FUNC_";
    private static final Map<Integer, String> NAMES = read();

    private HelperNames() {}

    private static Map<Integer, String> read() {
        var names = new HashMap<Integer, String>();
        try {
            KernelBtf.vmlinux().find("bpf_func_id", Enumeration.class).values().stream()
                    .filter(value -> value.name().startsWith(PREFIX))
                    .forEach(value ->
                            names.put((int) value.value(), "bpf_" + value.name().substring(PREFIX.length())));
        } catch (BpfException noTypes) {
            names.clear();
        }
        return names;
    }

    /** {@code bpf_map_lookup_elem#1}; {@code unknown#9999} where this kernel has no such helper, or no BTF. */
    static String of(int number) {
        return NAMES.getOrDefault(number, "unknown") + "#" + number;
    }

    /** Whether a call's number is a helper's, and not yet the distance to it. */
    static boolean has(int number) {
        return NAMES.containsKey(number);
    }
}
