// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.nio.ByteBuffer;

/** {@code char[N]}: text up to the first zero byte, or to the end. */
final class FixedTextCodec extends Codec {
    private static final int FIRST = 64;

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
        // Text is mostly shorter than its place: the first bytes at once, the rest only where it goes on.
        var text = new byte[Math.min(most, FIRST)];
        bytes.get(at, text);
        int length = lengthOf(text, 0);
        if (length == FIRST && most > FIRST) {
            text = new byte[most];
            bytes.get(at, text);
            length = lengthOf(text, FIRST);
        }
        return TextBytes.decode(text, 0, length);
    }

    private static int lengthOf(byte[] text, int from) {
        int length = from;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return length;
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
