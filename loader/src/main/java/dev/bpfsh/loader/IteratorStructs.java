// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.Decoder;
import dev.bpfsh.btf.Struct;
import java.io.IOException;
import java.io.InputStream;

/** Structs of one type, one behind the other. */
final class IteratorStructs {
    private final Btf btf;
    private final int type;
    private final int size;

    IteratorStructs(Btf btf, String name) {
        this.btf = btf;
        this.type = find(name);
        this.size = btf.sizeOf(type);
    }

    private int find(String name) {
        for (int id = 1; id < btf.count(); id++) {
            if (btf.type(id) instanceof Composite composite && composite.name().equals(name)) {
                return id;
            }
        }
        var known = btf.all(Composite.class).map(Composite::name).filter(each -> !each.isEmpty());
        throw new Lookup("struct", "the object's BTF", known.toList()).failed(name);
    }

    /** The next, null at the end; a last one that is cut short was meant for another type. */
    Struct next(InputStream output) throws IOException {
        var bytes = output.readNBytes(size);
        return bytes.length < size ? null : (Struct) new Decoder(btf).decode(type, bytes);
    }
}
