// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Enums of any width; of several names for a number the first is shown. */
final class EnumCodec extends ScalarCodec {
    private static final int FEW = 64;

    private final boolean signed;
    // Most enums count from 0.
    private final EnumValue[] few = new EnumValue[FEW];
    private final Map<Long, EnumValue> byNumber = new HashMap<>();
    private final Map<String, Long> byName = new LinkedHashMap<>();

    EnumCodec(Btf btf, int type, Enumeration enumeration) {
        super(btf, type, enumeration.size());
        this.signed = enumeration.signed();
        for (var each : enumeration.values()) {
            long number = number(each.value());
            var value = byNumber.computeIfAbsent(number, absent -> new EnumValue(each.name(), number));
            if (number >= 0 && number < FEW) {
                few[(int) number] = value;
            }
            byName.putIfAbsent(each.name(), number);
        }
    }

    private long number(long word) {
        int above = Long.SIZE - size() * Byte.SIZE;
        return signed ? word << above >> above : word << above >>> above;
    }

    @Override
    public Object valueOf(long word) {
        long number = number(word);
        var known = number >= 0 && number < FEW ? few[(int) number] : byNumber.get(number);
        return known != null ? known : new EnumValue("", number);
    }

    // Compilers before clang 15 do not say of an enum that it is signed: -3 is 0xfffffffd then, and 4 bits of it are
    // 0xd.
    @Override
    Object valueOf(long word, int bits) {
        int above = Long.SIZE - bits;
        var value = (EnumValue) super.valueOf(word, bits);
        var negative = byNumber.get(number(word << above >> above));
        return value.name().isEmpty() && negative != null ? negative : value;
    }

    @Override
    long wordOf(Object value, int bits, Where where) {
        if (value instanceof String name) {
            return wordOf(named(name, where), bits, where);
        } else if (value instanceof Enum<?> constant) {
            return wordOf(named(constant.name(), where), bits, where);
        } else if (value instanceof Initializer.Word word) {
            return wordOf(named(word.name(), where), bits, where);
        }
        if (value instanceof EnumValue named && bits < size() * Byte.SIZE) {
            int above = Long.SIZE - size() * Byte.SIZE;
            long number = named.number() << above >> above;
            if (number < 0 && number >= -1L << bits - 1) {
                return number;
            }
        }
        // C lets an enum hold any number of its width.
        return bits == size() * Byte.SIZE
                ? checked(value, bits, true, true, where)
                : checked(value, bits, signed, !signed, where);
    }

    private EnumValue named(String name, Where where) {
        var number = byName.get(name);
        if (number == null) {
            throw Refusal.of(where, declaration() + " has no " + name, Refusal.offer(name, byName.keySet()));
        }
        return new EnumValue(name, number);
    }

    @Override
    boolean signed() {
        return signed;
    }
}
