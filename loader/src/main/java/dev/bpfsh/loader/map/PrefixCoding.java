// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code struct bpf_lpm_trie_key}: the number of bits, then the bytes. An address, or bytes of which nothing more is
 * known, is a {@link Prefix}; other structs are what BTF says.
 *
 * @param size of the whole key
 * @param typed by BTF; null where there is none
 */
record PrefixCoding(int size, Coding typed) implements Coding {
    private static final int HEAD = 4;

    private int room() {
        return size - HEAD;
    }

    private boolean address() {
        return room() == 4 || room() == 16;
    }

    @Override
    public byte[] encode(Object value, String what) {
        if (value instanceof Prefix prefix) {
            return bytes(prefix, what);
        } else if (value instanceof InetAddress address) {
            return bytes(Prefix.of(address), what);
        } else if (value instanceof String text && (typed == null || address() && !text.startsWith("{"))) {
            return bytes(parsed(text, what), what);
        } else if (typed != null) {
            return typed.encode(value, what);
        }
        return new RawCoding(size).encode(value, what);
    }

    private static Prefix parsed(String text, String what) {
        try {
            return Prefix.of(text);
        } catch (BpfException e) {
            throw new BpfException(
                            "set",
                            what,
                            text + ": " + e.reason(),
                            null,
                            e.details(),
                            e.hint().orElse(null))
                    .about(Topic.MAPS);
        }
    }

    private byte[] bytes(Prefix prefix, String what) {
        var data = prefix.data();
        if (data.length != room()) {
            throw RawCoding.refused(
                    what, prefix + " has " + data.length + " bytes, and the keys of this trie have " + room());
        }
        return ByteBuffer.allocate(size)
                .order(ByteOrder.nativeOrder())
                .putInt(prefix.length())
                .put(data)
                .array();
    }

    @Override
    public Object decode(ByteBuffer bytes, int at) {
        if (typed != null && !address()) {
            return typed.decode(bytes, at);
        }
        var data = new byte[room()];
        bytes.get(at + HEAD, data);
        return Prefix.of(bytes.getInt(at), data);
    }
}
