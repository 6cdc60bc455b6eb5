// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import jnr.ffi.Memory;
import jnr.ffi.Pointer;
import jnr.ffi.types.int64_t;

/** What libbpf says of types: the answers to compare with. */
public final class ReferenceTypes implements AutoCloseable {
    /** Public only because JNR implements it from outside. */
    public interface Functions {
        Pointer btf__new(Pointer data, int size);

        void btf__free(Pointer btf);

        int btf__align_of(Pointer btf, int id);

        @int64_t
        long btf__resolve_size(Pointer btf, int id);
    }

    private final Functions functions = Libbpf.get().group(Functions.class);
    private final Pointer btf;

    public ReferenceTypes(byte[] raw) throws ErrnoException {
        var copy = Memory.allocateDirect(Libbpf.get().runtime(), raw.length);
        copy.put(0, raw, 0, raw.length);
        btf = Libbpf.get().checked("btf__new", functions.btf__new(copy, raw.length));
    }

    public int alignOf(int id) {
        return functions.btf__align_of(btf, id);
    }

    public long sizeOf(int id) {
        return functions.btf__resolve_size(btf, id);
    }

    @Override
    public void close() {
        functions.btf__free(btf);
    }
}
