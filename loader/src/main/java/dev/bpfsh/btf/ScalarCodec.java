// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.BpfException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A value of 1, 2, 4 or 8 bytes, which the machine reads and writes as one word: an integer, a {@code bool}, an enum, a
 * floating point number, a pointer.
 */
public abstract sealed class ScalarCodec extends Codec
        permits IntegerCodec, BoolCodec, EnumCodec, FloatingCodec, AddressCodec {
    ScalarCodec(Btf btf, int type, int size) {
        super(btf, type, size, 1);
    }

    /** The value that a word holds; of one shorter than 64 bits, the bits above do not matter. */
    public abstract Object valueOf(long word);

    /**
     * The word that holds a value.
     *
     * @param name what the value is for, named in errors
     * @throws BpfException if the value is out of range or of the wrong kind
     */
    public final long wordOf(Object value, String name) {
        return wordOf(value, size() * Byte.SIZE, Where.of(name));
    }

    /**
     * The whole number that a word holds: an integer, an enum's number, an address, 1 or 0 of a {@code bool}; of 64
     * unsigned bits the bits.
     *
     * @throws UnsupportedOperationException if {@link #isWhole()} is false
     */
    public long longOf(long word) {
        int above = Long.SIZE - size() * Byte.SIZE;
        return signed() ? word << above >> above : word << above >>> above;
    }

    /** Whether a value is a whole number. */
    public boolean isWhole() {
        return true;
    }

    /** @param bits how wide the word is: of a bit field, less than the type */
    abstract long wordOf(Object value, int bits, Where where);

    /** The value that the lower bits of a word hold. */
    Object valueOf(long word, int bits) {
        int above = Long.SIZE - bits;
        return valueOf(signed() ? word << above >> above : word << above >>> above);
    }

    /** Whether the highest bit is a sign. */
    boolean signed() {
        return false;
    }

    @Override
    final Object read(ByteBuffer bytes, int at, int end) {
        return valueOf(
                switch (size()) {
                    case 1 -> bytes.get(at);
                    case 2 -> bytes.getShort(at);
                    case 4 -> bytes.getInt(at);
                    default -> bytes.getLong(at);
                });
    }

    @Override
    final void write(Bytes bytes, int at, boolean tail, Object value, Where where) {
        long word = wordOf(Initializer.unwrapped(value), size() * Byte.SIZE, where);
        if (bytes.spares() && valueOf(word).equals(read(bytes.buffer(), at, at))) {
            return;
        }
        switch (size()) {
            case 1 -> bytes.buffer().put(at, (byte) word);
            case 2 -> bytes.buffer().putShort(at, (short) word);
            case 4 -> bytes.buffer().putInt(at, (int) word);
            default -> bytes.buffer().putLong(at, word);
        }
    }

    /** A whole number that fits, as its two's complement. */
    final long checked(Object value, int bits, boolean negative, boolean positive, Where where) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            // The common case without big numbers: anything from 0 to the highest of 63 bits at most.
            long number = ((Number) value).longValue();
            if (number >= 0 && number >>> Math.min(bits - 1, Long.SIZE - 1) == 0) {
                return number;
            }
        }
        var number = whole(value, this, where);
        var low = negative ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        var high = BigInteger.ONE.shiftLeft(positive ? bits : bits - 1).subtract(BigInteger.ONE);
        if (number.compareTo(low) < 0 || number.compareTo(high) > 0) {
            throw Refusal.outOfRange(where, this, value, low, high);
        }
        return number.longValue();
    }

    /** Anything that stands for a whole number, as one. */
    static BigInteger whole(Object value, Codec type, Where where) {
        if (value instanceof BigInteger big) {
            return big;
        } else if (value instanceof Number number) {
            try {
                var exact = number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
                // 1e999999999 is a whole number too, of 400 MB.
                return Math.abs((long) exact.precision() - exact.scale()) > 40 && exact.signum() != 0
                        ? fraction(value, type, where)
                        : exact.toBigIntegerExact();
            } catch (ArithmeticException | NumberFormatException none) {
                return fraction(value, type, where);
            }
        } else if (value instanceof EnumValue named) {
            return BigInteger.valueOf(named.number());
        } else if (value instanceof Character letter) {
            return BigInteger.valueOf(letter);
        } else if (value instanceof Boolean truth) {
            return truth ? BigInteger.ONE : BigInteger.ZERO;
        }
        throw Refusal.wrongKind(where, type, value);
    }

    private static BigInteger fraction(Object value, Codec type, Where where) {
        var shown = Refusal.abbreviated(value.toString());
        throw Refusal.of(
                where, "is " + type.declaration() + ", and " + shown + " is no whole number of its size", null);
    }
}
