// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * For a map that nobody has described: 4 or 8 bytes are an unsigned number, {@code Long} or above its range
 * {@code BigInteger}; any other size is {@code byte[]}. Bytes of the exact size are taken for all of them, numbers for
 * 1, 2, 4 and 8, signed or unsigned.
 */
record RawCoding(int size) implements Coding {
    @Override
    public byte[] encode(Object value, String what) {
        if (value instanceof byte[] bytes) {
            if (bytes.length != size) {
                throw refused(what, "takes " + size + " bytes, not " + bytes.length);
            }
            return bytes.clone();
        }
        if (value instanceof Number number && (size == 1 || size == 2 || size == 4 || size == 8)) {
            return bytes(whole(number, what), what);
        }
        var given = value == null ? "null" : value.getClass().getSimpleName();
        throw refused(
                what,
                (size == 1 || size == 2 || size == 4 || size == 8 ? "takes a number or " : "takes ") + size
                        + " bytes, not " + given + "; there is no BTF that tells more");
    }

    private static BigInteger whole(Number number, String what) {
        try {
            return number instanceof BigInteger big ? big : new BigDecimal(number.toString()).toBigIntegerExact();
        } catch (ArithmeticException | NumberFormatException fraction) {
            throw refused(what, number + " is no whole number");
        }
    }

    private byte[] bytes(BigInteger number, String what) {
        int bits = size * Byte.SIZE;
        var low = BigInteger.ONE.shiftLeft(bits - 1).negate();
        var high = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        if (number.compareTo(low) < 0 || number.compareTo(high) > 0) {
            throw refused(what, number + " does not fit " + size + " bytes, which hold " + low + " to " + high);
        }
        var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        switch (size) {
            case 1 -> bytes.put((byte) number.intValue());
            case 2 -> bytes.putShort((short) number.intValue());
            case 4 -> bytes.putInt(number.intValue());
            default -> bytes.putLong(number.longValue());
        }
        return Arrays.copyOf(bytes.array(), size);
    }

    @Override
    public Object decode(ByteBuffer buffer, int at) {
        if (size == Integer.BYTES) {
            return Integer.toUnsignedLong(buffer.getInt(at));
        } else if (size == Long.BYTES) {
            long value = buffer.getLong(at);
            return value >= 0 ? (Object) value : new BigInteger(Long.toUnsignedString(value));
        }
        var bytes = new byte[size];
        buffer.get(at, bytes);
        return bytes;
    }

    static BpfException refused(String what, String cause) {
        return new BpfException("set", what, cause, null, List.of(), null).about(Topic.MAPS);
    }
}
