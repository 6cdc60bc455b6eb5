// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Raw BTF made by hand, for what no compiler makes. */
final class BtfBytes {
    private final ByteArrayOutputStream types = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final int firstString;

    BtfBytes() {
        this(0);
        strings.write(0);
    }

    /** Split BTF, whose strings go on where those of the base end. */
    BtfBytes(int firstString) {
        this.firstString = firstString;
    }

    int string(String text) {
        int at = firstString + strings.size();
        strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
        return at;
    }

    /** A type of a name that is new. */
    BtfBytes type(BtfKind kind, String name, boolean flag, int count, int sizeOrType, int... more) {
        return type(kind, name.isEmpty() ? 0 : string(name), flag, count, sizeOrType, more);
    }

    BtfBytes type(BtfKind kind, int name, boolean flag, int count, int sizeOrType, int... more) {
        words(name, (flag ? 1 << 31 : 0) | kind.ordinal() << 24 | count, sizeOrType);
        words(more);
        return this;
    }

    private void words(int... words) {
        var buffer = ByteBuffer.allocate(4 * words.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asIntBuffer().put(words);
        types.writeBytes(buffer.array());
    }

    byte[] raw() {
        var raw = ByteBuffer.allocate(24 + types.size() + strings.size()).order(ByteOrder.LITTLE_ENDIAN);
        raw.putInt(0x0001eb9f).putInt(24);
        raw.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
        return raw.put(types.toByteArray()).put(strings.toByteArray()).array();
    }
}
