// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Text and its bytes in UTF-8. A byte that is no part of a letter, such as what is left of one that was cut, becomes the
 * character U+DC00 + byte, which stands for nothing else, and so comes back as it was (as in Python's PEP 383).
 */
final class TextBytes {
    private static final int FIRST_STRAY = 0xdc80;
    private static final int LAST_STRAY = 0xdcff;

    private TextBytes() {}

    static boolean isStray(int character) {
        return character >= FIRST_STRAY && character <= LAST_STRAY;
    }

    static String decode(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0) {
                return decodeWide(ByteBuffer.wrap(bytes, from, length));
            }
        }
        return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private static String decodeWide(ByteBuffer bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var text = CharBuffer.allocate(bytes.remaining());
        CoderResult result;
        do {
            result = decoder.decode(bytes, text, true);
            for (int i = 0; result.isError() && i < result.length(); i++) {
                text.put((char) (0xdc00 | bytes.get() & 0xff));
            }
        } while (result.isError());
        return text.flip().toString();
    }

    /** @return null where half of a character stands for nothing */
    static byte[] encode(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); ) {
            int letter = text.codePointAt(at);
            int width = Character.charCount(letter);
            if (isStray(letter)) {
                bytes.write(letter);
            } else if (letter < 0x80) {
                bytes.write(letter);
            } else if (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE) {
                return null;
            } else {
                bytes.writeBytes(text.substring(at, at + width).getBytes(StandardCharsets.UTF_8));
            }
            at += width;
        }
        return bytes.toByteArray();
    }
}
