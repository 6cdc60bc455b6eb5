// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Integers of 128 bits. */
final class WideCodec extends Codec {
    static final int SIZE = 16;

    private final boolean signed;

    WideCodec(Btf btf, int type, boolean signed) {
        super(btf, type, SIZE, 1);
        this.signed = signed;
    }

    boolean signed() {
        return signed;
    }

    @Override
    Object read(ByteBuffer bytes, int at, int end) {
        boolean little = bytes.order() == ByteOrder.LITTLE_ENDIAN;
        long low = bytes.getLong(little ? at : at + Long.BYTES);
        long high = bytes.getLong(little ? at + Long.BYTES : at);
        var upper = signed ? BigInteger.valueOf(high) : new BigInteger(Long.toUnsignedString(high));
        return upper.shiftLeft(Long.SIZE).or(new BigInteger(Long.toUnsignedString(low)));
    }

    @Override
    void write(Bytes bytes, int at, boolean tail, Object value, Where where) {
        var number = checked(Initializer.unwrapped(value), SIZE * Byte.SIZE, signed, this, where);
        boolean little = bytes.buffer().order() == ByteOrder.LITTLE_ENDIAN;
        bytes.buffer().putLong(little ? at : at + Long.BYTES, number.longValue());
        bytes.buffer()
                .putLong(
                        little ? at + Long.BYTES : at,
                        number.shiftRight(Long.SIZE).longValue());
    }

    static BigInteger checked(Object value, int bits, boolean signed, Codec type, Where where) {
        var number = ScalarCodec.whole(value, type, where);
        var low = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        var high = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
        if (number.compareTo(low) < 0 || number.compareTo(high) > 0) {
            throw Refusal.outOfRange(where, type, value, low, high);
        }
        return number;
    }
}
