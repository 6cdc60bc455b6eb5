// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Floating;
import dev.bpfsh.btf.BtfType.Int;
import dev.bpfsh.btf.BtfType.Member;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values as a decoder gives them, but structs as maps, and of a union one member. It knows nothing of codecs. */
record RandomValues(Btf btf, Random random) {
    private static final int[] LETTERS = {'a', 'Z', ' ', '"', '\\', '\n', 7, 127, 'ö', '€', 0x1f600, 0xdc80, 0xdcff, '{'
    };

    Object of(int type) {
        return of(type, 0, true);
    }

    private Object of(int id, int bits, boolean tail) {
        var type = btf.resolve(id);
        if (type instanceof Int integer) {
            int width = bits > 0 ? bits : 8 * integer.size();
            return integer.isBool() ? random.nextBoolean() : fitted(number(width, integer.signed()), integer);
        } else if (type instanceof Enumeration enumeration) {
            return enumerator(enumeration, bits > 0 ? bits : 8 * enumeration.size());
        } else if (type instanceof Floating floating) {
            double value = List.of(0.0, -0.0, 1.5, Double.NaN, Double.NEGATIVE_INFINITY, random.nextGaussian())
                    .get(random.nextInt(6));
            return floating.size() == 4 ? (Object) (float) value : value;
        } else if (type instanceof BtfType.Pointer) {
            return new Address(random.nextLong());
        } else if (type instanceof Array array) {
            return array(array, tail);
        }
        Map<String, Object> members = new LinkedHashMap<>();
        collect((Composite) type, tail, members);
        return members;
    }

    private BigInteger number(int bits, boolean signed) {
        var number = new BigInteger(bits, random);
        // Near the ends of the range is where errors are.
        if (random.nextInt(3) == 0) {
            number = BigInteger.ONE.shiftLeft(random.nextInt(bits + 1)).subtract(BigInteger.ONE);
        }
        return signed && number.testBit(bits - 1) ? number.subtract(BigInteger.ONE.shiftLeft(bits)) : number;
    }

    private static Object fitted(BigInteger number, Int type) {
        int size = type.signed() ? type.size() : 2 * type.size();
        if (size == 1) {
            return number.byteValueExact();
        } else if (size == 2) {
            return number.shortValueExact();
        } else if (size == 4) {
            return number.intValueExact();
        }
        return type.size() < 16 && number.bitLength() < 64 ? (Object) number.longValueExact() : number;
    }

    private EnumValue enumerator(Enumeration type, int bits) {
        var known = type.values().get(random.nextInt(type.values().size()));
        var low = type.signed() ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        var high = BigInteger.ONE.shiftLeft(type.signed() ? bits - 1 : bits);
        var value = new BigInteger(type.signed() ? Long.toString(known.value()) : Long.toUnsignedString(known.value()));
        if (value.compareTo(low) < 0 || value.compareTo(high) >= 0) {
            return random.nextBoolean() || !type.values().stream().allMatch(each -> each.value() != 0)
                    ? null
                    : new EnumValue("", 0);
        }
        // The first of a number is the one that is shown.
        return type.values().stream()
                .filter(each -> each.value() == known.value())
                .findFirst()
                .map(each -> new EnumValue(each.name(), each.value()))
                .orElseThrow();
    }

    private Object array(Array array, boolean tail) {
        boolean text = btf.resolve(array.element()) instanceof Int letter && letter.isChar();
        boolean flexible = tail && array.count() == 0 && btf.sizeOf(array.element()) > 0;
        int count = flexible ? random.nextInt(5) : array.count();
        if (text) {
            return text(array.count() > 0 ? array.count() : tail ? 12 : 1);
        }
        var list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(of(array.element(), 0, false));
        }
        return list;
    }

    private String text(int room) {
        var bytes = new byte[0];
        while (true) {
            // Two strays in a row may be a letter, so the text is what the bytes are.
            var text = TextBytes.decode(bytes, 0, bytes.length);
            var next = Character.toString(LETTERS[random.nextInt(LETTERS.length)]);
            bytes = TextBytes.encode(text + next);
            if (bytes.length >= room || random.nextInt(8) == 0) {
                return text;
            }
        }
    }

    private void collect(Composite composite, boolean tail, Map<String, Object> into) {
        var members = composite.members();
        if (composite.isUnion()) {
            // What a flexible array has of the union's own bytes is not told from what others left there.
            add(members.get(random.nextInt(members.size())), false, into);
            return;
        }
        for (int i = 0; i < members.size(); i++) {
            add(members.get(i), tail && i == members.size() - 1, into);
        }
    }

    private void add(Member member, boolean tail, Map<String, Object> into) {
        if (member.name().isEmpty()) {
            collect((Composite) btf.resolve(member.type()), tail, into);
            return;
        }
        var value = of(member.type(), member.bitSize(), tail);
        if (value != null) {
            into.put(member.name(), value);
        }
    }
}
