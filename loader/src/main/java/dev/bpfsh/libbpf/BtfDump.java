// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.lang.ref.Reference;
import java.nio.file.Path;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * libbpf's {@code btf_dump}: C text of types, written to a file by C alone. It trusts the BTF, as libbpf does: for the
 * kernel's own, not for what comes from elsewhere.
 */
public final class BtfDump {
    private BtfDump() {}

    /**
     * Writes the definitions of types, and of all that they need, behind what a file holds.
     *
     * @param raw BTF that is not split
     * @param ids of the types, in order; what one has defined the next does not again
     */
    public static void append(byte[] raw, int[] ids, Path file) throws ErrnoException {
        var libbpf = Libbpf.get();
        var functions = libbpf.group(BtfDumpFunctions.class);
        var copy = Memory.allocateDirect(libbpf.runtime(), Math.max(raw.length, 1));
        copy.put(0, raw, 0, raw.length);
        var btf = libbpf.checked("btf__new", functions.btf__new(copy, raw.length));
        Reference.reachabilityFence(copy);
        try (var stream = CStream.append(file)) {
            var print = CStream.vfprintf();
            var dump = libbpf.checked("btf_dump__new", functions.btf_dump__new(btf, print, stream.pointer(), null));
            try {
                dump(functions, dump, ids);
            } finally {
                functions.btf_dump__free(dump);
            }
            stream.finish();
        } finally {
            functions.btf__free(btf);
        }
    }

    private static void dump(BtfDumpFunctions functions, Pointer dump, int[] ids) throws ErrnoException {
        for (int id : ids) {
            Libbpf.checked("btf_dump__dump_type", functions.btf_dump__dump_type(dump, id));
        }
    }
}
