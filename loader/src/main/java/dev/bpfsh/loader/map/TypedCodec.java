// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.Decoder;
import dev.bpfsh.btf.Encoder;

/** By a BTF type; bytes of exactly its size are taken as they are. */
final class TypedCodec implements Codec {
    private final Btf btf;
    private final int type;
    private final int size;
    private final Decoder decoder;
    private final Encoder encoder;

    TypedCodec(Btf btf, int type) {
        this.btf = btf;
        this.type = type;
        this.size = btf.sizeOf(type);
        this.decoder = new Decoder(btf);
        this.encoder = new Encoder(btf);
    }

    @Override
    public byte[] encode(Object value, String what) {
        return value instanceof byte[] bytes && bytes.length == size
                ? bytes.clone()
                : encoder.encode(type, value, what);
    }

    @Override
    public Object decode(byte[] bytes) {
        return decoder.decode(type, bytes);
    }

    @Override
    public boolean takesList() {
        var resolved = btf.resolve(type);
        return resolved instanceof Array || resolved instanceof Composite;
    }
}
