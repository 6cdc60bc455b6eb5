// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.nio.ByteBuffer;

/** {@code char[N]}: text up to the first zero byte, or to the end. */
final class FixedTextCodec extends Codec {
    private final ArrayCodec letters;

    FixedTextCodec(ArrayCodec letters) {
        super(letters.btf(), letters.type(), letters.size(), 1);
        this.letters = letters;
    }

    @Override
    public boolean isFlexible() {
        return letters.isFlexible();
    }

    @Override
    Object read(ByteBuffer bytes, int at, int end) {
        int most = size() == 0 ? end - at : size();
        int length = 0;
        while (length < most && bytes.get(at + length) != 0) {
            length++;
        }
        if (bytes.hasArray()) {
            return TextBytes.decode(bytes.array(), bytes.arrayOffset() + at, length);
        }
        var copy = new byte[length];
        bytes.get(at, copy);
        return TextBytes.decode(copy, 0, length);
    }

    @Override
    void write(Bytes bytes, int at, boolean tail, Object value, Where where) {
        if (value instanceof String text) {
            int end = tail ? bytes.buffer().capacity() : at + size();
            if (bytes.spares() && text.equals(read(bytes.buffer(), at, end))) {
                return;
            }
            letters.text(bytes, at, tail, text, where);
        } else {
            letters.write(bytes, at, tail, value, where);
        }
    }

    @Override
    Place part(Place place, MemberPath.Step step, Where where) {
        return letters.part(place, step, where);
    }
}
