// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Enumerator;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.libbpf.BpfException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Java values to bytes, by BTF: the way back of {@link Decoder}, and it takes what is handy too: any number that fits,
 * an enumerator's name, a Java enum's constant of that name, a Java array or list. What does not fit is refused before
 * a byte is made.
 */
public record Encoder(Btf btf) {
    private static final int SHOWN = 8;

    /**
     * The bytes of a value of the type.
     *
     * @param name what the value is for, named in errors
     * @throws BpfException if the value is out of range, too long, or of the wrong kind
     */
    public byte[] encode(int type, Object value, String name) {
        var bytes = btf.over(new byte[btf.sizeOf(type)]);
        encode(type, value, bytes, 0, name);
        return bytes.array();
    }

    private void encode(int id, Object value, ByteBuffer bytes, int at, String path) {
        var type = btf.resolve(id);
        if (type instanceof Int integer) {
            integer(id, integer, value, bytes, at, path);
        } else if (type instanceof Enumeration enumeration) {
            putWord(bytes, at, enumeration.size(), enumerator(id, enumeration, value, path));
        } else if (type instanceof Floating floating) {
            floating(id, floating, value, bytes, at, path);
        } else if (type instanceof BtfType.Pointer) {
            bytes.putLong(at, address(id, value, path));
        } else if (type instanceof Array array) {
            array(id, array, value, bytes, at, path);
        } else {
            throw refused(path, "is " + btf.declare(id, "") + ", which is read but not set as a whole", null);
        }
    }

    private void integer(int id, Int type, Object value, ByteBuffer bytes, int at, String path) {
        if (type.isBool() && value instanceof Boolean truth) {
            putWord(bytes, at, type.size(), truth ? 1 : 0);
            return;
        }
        if (type.size() == 1 && value instanceof Character letter && letter < 128) {
            bytes.put(at, (byte) (char) letter);
            return;
        }
        var number = whole(id, value, path);
        int bits = type.isBool() ? 1 : type.size() * 8;
        var low = type.signed() ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        var high = BigInteger.ONE.shiftLeft(type.signed() ? bits - 1 : bits).subtract(BigInteger.ONE);
        if (number.compareTo(low) < 0 || number.compareTo(high) > 0) {
            throw outOfRange(id, value, low, high, path);
        }
        if (type.size() == 16) {
            boolean little = bytes.order() == ByteOrder.LITTLE_ENDIAN;
            bytes.putLong(little ? at : at + 8, number.longValue());
            bytes.putLong(little ? at + 8 : at, number.shiftRight(Long.SIZE).longValue());
        } else {
            putWord(bytes, at, type.size(), number.longValue());
        }
    }

    private BigInteger whole(int id, Object value, String path) {
        if (value instanceof BigInteger big) {
            return big;
        } else if (value instanceof Number number) {
            try {
                return new BigDecimal(number.toString()).toBigIntegerExact();
            } catch (ArithmeticException | NumberFormatException fraction) {
                throw refused(path, "is " + btf.declare(id, "") + ", and " + value + " is no whole number", null);
            }
        } else if (value instanceof EnumValue named) {
            return BigInteger.valueOf(named.number());
        }
        throw wrongKind(id, value, path);
    }

    private long enumerator(int id, Enumeration type, Object value, String path) {
        if (value instanceof String || value instanceof Enum<?>) {
            var name = value instanceof Enum<?> constant ? constant.name() : (String) value;
            return type.values().stream()
                    .filter(known -> known.name().equals(name))
                    .mapToLong(Enumerator::value)
                    .findFirst()
                    .orElseThrow(() -> refused(
                            path,
                            btf.declare(id, "") + " has no " + name,
                            type.values().stream()
                                    .limit(SHOWN)
                                    .map(Enumerator::name)
                                    .collect(Collectors.joining(
                                            ", ", "one of ", type.values().size() > SHOWN ? ", ..." : ""))));
        }
        if (value instanceof EnumValue named) {
            return named.number();
        }
        // C lets an enum hold any number of its width.
        var number = whole(id, value, path);
        int bits = type.size() * 8;
        var low = BigInteger.ONE.shiftLeft(bits - 1).negate();
        var high = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        if (number.compareTo(low) < 0 || number.compareTo(high) > 0) {
            throw outOfRange(id, value, low, high, path);
        }
        return number.longValue();
    }

    private void floating(int id, Floating type, Object value, ByteBuffer bytes, int at, String path) {
        if (!(value instanceof Number number)) {
            throw wrongKind(id, value, path);
        }
        double exact = number.doubleValue();
        if (type.size() == Float.BYTES) {
            if (Double.isFinite(exact) && Float.isInfinite((float) exact)) {
                throw refused(path, "is float, and " + value + " is too large for it", null);
            }
            bytes.putFloat(at, (float) exact);
        } else {
            bytes.putDouble(at, exact);
        }
    }

    private long address(int id, Object value, String path) {
        if (value instanceof Address address) {
            return address.value();
        }
        var number = whole(id, value, path);
        var highest = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
        if (number.signum() < 0 || number.compareTo(highest) > 0) {
            throw outOfRange(id, value, BigInteger.ZERO, highest, path);
        }
        return number.longValue();
    }

    private void array(int id, Array type, Object value, ByteBuffer bytes, int at, String path) {
        if (value instanceof String text && btf.resolve(type.element()) instanceof Int element && element.size() == 1) {
            text(id, type, text, bytes, at, path);
            return;
        }
        var elements = elements(id, value, path);
        if (elements.size() > type.count()) {
            throw refused(path, "has " + type.count() + " elements, not " + elements.size(), null);
        }
        int size = btf.sizeOf(type.element());
        for (int i = 0; i < elements.size(); i++) {
            encode(type.element(), elements.get(i), bytes, at + i * size, path + "[" + i + "]");
        }
    }

    // C programs read text up to a zero byte, so the last byte is not ours to use.
    private void text(int id, Array type, String text, ByteBuffer bytes, int at, String path) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length >= type.count()) {
            throw refused(
                    path,
                    "is " + btf.declare(id, "") + ", and \"" + abbreviated(text) + "\" takes " + (encoded.length + 1)
                            + " bytes with its final zero",
                    null);
        }
        bytes.put(at, encoded);
    }

    private List<?> elements(int id, Object value, String path) {
        if (value instanceof List<?> list) {
            return list;
        } else if (value != null && value.getClass().isArray()) {
            var list = new ArrayList<>();
            for (int i = 0; i < java.lang.reflect.Array.getLength(value); i++) {
                list.add(java.lang.reflect.Array.get(value, i));
            }
            return list;
        }
        throw wrongKind(id, value, path);
    }

    private static void putWord(ByteBuffer bytes, int at, int size, long value) {
        switch (size) {
            case 1 -> bytes.put(at, (byte) value);
            case 2 -> bytes.putShort(at, (short) value);
            case 4 -> bytes.putInt(at, (int) value);
            case 8 -> bytes.putLong(at, value);
            default -> throw Btf.damaged("an integer of " + size + " bytes");
        }
    }

    private BpfException outOfRange(int id, Object value, BigInteger low, BigInteger high, String path) {
        return refused(
                path, value + " does not fit " + btf.declare(id, "") + ", which holds " + low + " to " + high, null);
    }

    private BpfException wrongKind(int id, Object value, String path) {
        var given = value == null
                ? "null"
                : value instanceof String text
                        ? "\"" + abbreviated(text) + "\" (text)"
                        : "a " + value.getClass().getSimpleName();
        return refused(path, "is " + btf.declare(id, "") + ", and takes no " + given.replaceFirst("^a ", ""), null);
    }

    private static String abbreviated(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    private static BpfException refused(String path, String cause, String hint) {
        return new BpfException("set", path, cause, null, List.of(), hint);
    }
}
