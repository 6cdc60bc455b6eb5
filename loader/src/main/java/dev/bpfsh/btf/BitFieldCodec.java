// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A bit field. Bits are counted from the first byte on, in it from the lowest where values are little-endian and from
 * the highest where they are big-endian; so its bytes, read as a number in that order, hold it in one piece.
 */
final class BitFieldCodec extends Codec {
    private static final int MOST_BYTES_OF_A_WORD = 8;

    private final Codec whole;
    private final int bits;
    private final int shift;
    private final boolean little;

    /**
     * @param whole the declared type's
     * @param bit where it begins in its first byte
     */
    BitFieldCodec(Codec whole, int bit, int bits) {
        super(whole.btf(), whole.type(), (bit + bits + 7) / 8, 1);
        this.whole = whole;
        this.bits = bits;
        this.little = whole.order() == ByteOrder.LITTLE_ENDIAN;
        this.shift = little ? bit : size() * Byte.SIZE - bit - bits;
    }

    @Override
    public String declare(String name) {
        return super.declare(name) + " : " + bits;
    }

    @Override
    Object read(ByteBuffer bytes, int at, int end) {
        if (!(whole instanceof ScalarCodec scalar)) {
            return big(bytes, at);
        }
        long word = size() <= MOST_BYTES_OF_A_WORD
                ? word(bytes, at) >>> shift
                : number(bytes, at).longValue();
        return scalar.valueOf(word, bits);
    }

    private Object big(ByteBuffer bytes, int at) {
        var number = number(bytes, at);
        boolean negative = ((WideCodec) whole).signed() && number.testBit(bits - 1);
        return negative ? number.subtract(BigInteger.ONE.shiftLeft(bits)) : number;
    }

    private long word(ByteBuffer bytes, int at) {
        long word = 0;
        for (int i = size() - 1; i >= 0; i--) {
            word = word << Byte.SIZE | bytes.get(little ? at + i : at + size() - 1 - i) & 0xff;
        }
        return word;
    }

    private BigInteger number(ByteBuffer bytes, int at) {
        var digits = new byte[size()];
        for (int i = 0; i < digits.length; i++) {
            digits[i] = bytes.get(little ? at + digits.length - 1 - i : at + i);
        }
        var mask = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        return new BigInteger(1, digits).shiftRight(shift).and(mask);
    }

    @Override
    void write(Bytes bytes, int at, boolean tail, Object value, Where where) {
        var plain = Initializer.unwrapped(value);
        var number = whole instanceof ScalarCodec scalar
                ? BigInteger.valueOf(scalar.wordOf(plain, bits, where))
                : WideCodec.checked(plain, bits, ((WideCodec) whole).signed(), whole, where);
        for (int i = 0; i < bits; i++) {
            int bit = shift + i;
            int place = little ? at + bit / 8 : at + size() - 1 - bit / 8;
            int mask = 1 << bit % 8;
            byte old = bytes.buffer().get(place);
            bytes.buffer().put(place, (byte) (number.testBit(i) ? old | mask : old & ~mask));
        }
    }
}
