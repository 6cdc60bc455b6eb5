// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/**
 * What an object's {@code .BTF.ext} says of its instructions, in records by section; their texts are strings of the
 * BTF. Numbers are as they stand in the file: what damage made of them throws {@link IndexOutOfBoundsException}.
 */
final class BtfExt {
    /** Where the header tells where the records of a kind are. */
    static final int LINES = 16;

    static final int RELOCATIONS = 24;
    private static final int SMALLEST_RECORD = 16;

    private final ByteBuffer ext;
    private final byte[] btf;

    BtfExt(byte[] ext, byte[] btf) {
        this.ext = ByteBuffer.wrap(ext).order(ByteOrder.nativeOrder());
        this.btf = btf;
    }

    /** Tells where each record of a section is. */
    void each(int kind, String section, IntConsumer place) {
        if (ext.capacity() == 0 || ext.getInt(4) < kind + 2 * Integer.BYTES) {
            return;
        }
        int at = ext.getInt(4) + ext.getInt(kind);
        int end = at + ext.getInt(kind + Integer.BYTES);
        if (at == end) {
            return;
        }
        int size = ext.getInt(at);
        at += Integer.BYTES;
        while (at < end && size >= SMALLEST_RECORD) {
            boolean wanted = string(ext.getInt(at)).equals(section);
            int count = ext.getInt(at + 4);
            at += 8;
            for (int i = 0; i < count && at < end; i++, at += size) {
                if (wanted) {
                    place.accept(at);
                }
            }
        }
    }

    int word(int place) {
        return ext.getInt(place);
    }

    String string(int offset) {
        return string(btf, offset);
    }

    /** A string of raw BTF. */
    static String string(byte[] btf, int offset) {
        if (btf.length == 0) {
            return "";
        }
        var raw = ByteBuffer.wrap(btf).order(ByteOrder.nativeOrder());
        int start = raw.getInt(4) + raw.getInt(16) + offset;
        int end = start;
        while (raw.get(end) != 0) {
            end++;
        }
        return new String(btf, start, end - start, StandardCharsets.UTF_8);
    }
}
