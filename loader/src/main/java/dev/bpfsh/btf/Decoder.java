// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Member;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes to Java values, by BTF.
 *
 * <table>
 * <caption>What a C type becomes</caption>
 * <tr><td>signed integers of 8, 16, 32, 64 bits</td><td>{@code Byte Short Integer Long}</td></tr>
 * <tr><td>unsigned integers of 8, 16, 32 bits</td><td>{@code Short Integer Long}: the next that holds them all</td></tr>
 * <tr><td>unsigned integers of 64 bits</td><td>{@code Long}, above its range {@code BigInteger}</td></tr>
 * <tr><td>integers of 128 bits</td><td>{@code BigInteger}</td></tr>
 * <tr><td>{@code bool}</td><td>{@code Boolean}</td></tr>
 * <tr><td>enums</td><td>{@link EnumValue}</td></tr>
 * <tr><td>{@code float}, {@code double}</td><td>{@code Float}, {@code Double}</td></tr>
 * <tr><td>{@code char[N]}</td><td>{@code String}, up to the first zero byte</td></tr>
 * <tr><td>other arrays</td><td>{@code List}</td></tr>
 * <tr><td>structs and unions</td><td>{@link Struct}</td></tr>
 * <tr><td>pointers</td><td>{@link Address}</td></tr>
 * </table>
 */
public record Decoder(Btf btf) {
    // Damaged BTF can nest without end; an honest kernel struct nests some ten deep.
    private static final int DEEPEST = 64;

    /**
     * The value of a type that these bytes hold.
     *
     * @throws dev.bpfsh.libbpf.BpfException if the bytes are too few, or the type has no values
     */
    public Object decode(int type, byte[] bytes) {
        int needed = btf.sizeOf(type);
        if (bytes.length < needed) {
            throw Btf.damaged(bytes.length + " bytes for a value of " + needed);
        }
        try {
            return decode(type, btf.over(bytes), 0, DEEPEST);
        } catch (IndexOutOfBoundsException e) {
            throw Btf.damaged("a member of type " + type + " lies outside of it");
        }
    }

    private Object decode(int id, ByteBuffer bytes, int at, int depth) {
        if (depth == 0) {
            throw Btf.damaged("type " + id + " contains itself");
        }
        var type = btf.resolve(id);
        if (type instanceof Int integer) {
            return integer(integer, bytes, at);
        } else if (type instanceof Enumeration enumeration) {
            return named(enumeration, word(bytes, at, enumeration.size(), enumeration.signed()));
        } else if (type instanceof Floating floating) {
            return floating(floating, bytes, at);
        } else if (type instanceof BtfType.Pointer) {
            return new Address(bytes.getLong(at));
        } else if (type instanceof Array array) {
            return array(array, bytes, at, depth);
        } else if (type instanceof Composite composite) {
            var members = new LinkedHashMap<String, Object>();
            collect(composite, bytes, at, members, depth);
            return new Struct(btf.declare(id, ""), members);
        }
        throw Btf.damaged("type " + id + " has no values");
    }

    private static Object integer(Int type, ByteBuffer bytes, int at) {
        if (type.size() == 16) {
            var digits = new byte[16];
            bytes.get(at, digits);
            return big(digits, bytes.order(), type.signed());
        }
        long value = word(bytes, at, type.size(), type.signed());
        return type.isBool() ? value != 0 : fitted(value, type.size(), type.signed());
    }

    private static BigInteger big(byte[] digits, ByteOrder order, boolean signed) {
        if (order == ByteOrder.LITTLE_ENDIAN) {
            for (int i = 0; i < digits.length / 2; i++) {
                byte low = digits[i];
                digits[i] = digits[digits.length - 1 - i];
                digits[digits.length - 1 - i] = low;
            }
        }
        return signed ? new BigInteger(digits) : new BigInteger(1, digits);
    }

    private static Object fitted(long value, int size, boolean signed) {
        return switch (signed ? size : size * 2) {
            case 1 -> (byte) value;
            case 2 -> (short) value;
            case 4 -> (int) value;
            case 8 -> value;
            default -> value >= 0 ? (Object) value : new BigInteger(Long.toUnsignedString(value));
        };
    }

    private static long word(ByteBuffer bytes, int at, int size, boolean signed) {
        return switch (size) {
            case 1 -> signed ? bytes.get(at) : Byte.toUnsignedLong(bytes.get(at));
            case 2 -> signed ? bytes.getShort(at) : Short.toUnsignedLong(bytes.getShort(at));
            case 4 -> signed ? bytes.getInt(at) : Integer.toUnsignedLong(bytes.getInt(at));
            case 8 -> bytes.getLong(at);
            default -> throw Btf.damaged("an integer of " + size + " bytes");
        };
    }

    private static EnumValue named(Enumeration type, long number) {
        return type.values().stream()
                .filter(value -> value.value() == number)
                .findFirst()
                .map(value -> new EnumValue(value.name(), number))
                .orElse(new EnumValue("", number));
    }

    private static Object floating(Floating type, ByteBuffer bytes, int at) {
        return switch (type.size()) {
            case 4 -> bytes.getFloat(at);
            case 8 -> bytes.getDouble(at);
            default -> throw Btf.damaged("a floating point number of " + type.size() + " bytes");
        };
    }

    private Object array(Array array, ByteBuffer bytes, int at, int depth) {
        if (btf.resolve(array.element()) instanceof Int element && element.isChar()) {
            int length = 0;
            while (length < array.count() && bytes.get(at + length) != 0) {
                length++;
            }
            var text = new byte[length];
            bytes.get(at, text);
            return new String(text, StandardCharsets.UTF_8);
        }
        int size = btf.sizeOf(array.element());
        var list = new ArrayList<>();
        for (int i = 0; i < array.count(); i++) {
            list.add(decode(array.element(), bytes, at + i * size, depth - 1));
        }
        return List.copyOf(list);
    }

    private void collect(Composite composite, ByteBuffer bytes, int at, Map<String, Object> into, int depth) {
        for (var member : composite.members()) {
            int place = at + member.bitOffset() / 8;
            if (member.bitSize() > 0) {
                into.put(member.name(), bitField(member, bytes, at));
            } else if (member.name().isEmpty() && btf.resolve(member.type()) instanceof Composite anonymous) {
                if (depth == 0) {
                    throw Btf.damaged("a struct contains itself");
                }
                collect(anonymous, bytes, place, into, depth - 1);
            } else {
                into.put(member.name(), decode(member.type(), bytes, place, depth - 1));
            }
        }
    }

    private Object bitField(Member member, ByteBuffer bytes, int at) {
        var bits = BigInteger.ZERO;
        for (int i = 0; i < member.bitSize(); i++) {
            int bit = member.bitOffset() + i;
            int inByte = bytes.order() == ByteOrder.LITTLE_ENDIAN ? bit % 8 : 7 - bit % 8;
            boolean set = (bytes.get(at + bit / 8) >> inByte & 1) != 0;
            int weight = bytes.order() == ByteOrder.LITTLE_ENDIAN ? i : member.bitSize() - 1 - i;
            bits = set ? bits.setBit(weight) : bits;
        }
        var type = btf.resolve(member.type());
        boolean signed = type instanceof Int integer && integer.signed()
                || type instanceof Enumeration enumeration && enumeration.signed();
        long value = bits.longValue();
        if (signed && bits.testBit(member.bitSize() - 1) && member.bitSize() < Long.SIZE) {
            value -= 1L << member.bitSize();
        }
        if (type instanceof Enumeration enumeration) {
            return named(enumeration, value);
        }
        return type instanceof Int integer && integer.isBool()
                ? value != 0
                : fitted(value, btf.sizeOf(member.type()), signed);
    }
}
