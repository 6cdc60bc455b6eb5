// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.Codec;
import java.nio.ByteBuffer;

/**
 * By a BTF type; bytes of exactly its size are taken as they are.
 *
 * @param takesList whether it is an array or a struct
 */
record TypedCoding(Codec codec, boolean takesList) implements Coding {
    static TypedCoding of(Btf btf, int type) {
        var resolved = btf.resolve(type);
        return new TypedCoding(Codec.of(btf, type), resolved instanceof Array || resolved instanceof Composite);
    }

    @Override
    public byte[] encode(Object value, String what) {
        return value instanceof byte[] bytes && bytes.length == codec.size()
                ? bytes.clone()
                : codec.encode(value, what);
    }

    @Override
    public Object decode(ByteBuffer bytes, int at) {
        return codec.decode(bytes, at, codec.size());
    }
}
