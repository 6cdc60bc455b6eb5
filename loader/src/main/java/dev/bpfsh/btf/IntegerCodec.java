// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.math.BigInteger;

/** Integers of 8 to 64 bits. */
final class IntegerCodec extends ScalarCodec {
    private final boolean signed;

    IntegerCodec(Btf btf, int type, int size, boolean signed) {
        super(btf, type, size);
        this.signed = signed;
    }

    @Override
    public Object valueOf(long word) {
        return switch (signed ? size() : -size()) {
            case 1 -> (byte) word;
            case 2 -> (short) word;
            case 4 -> (int) word;
            case -1 -> (short) (word & 0xff);
            case -2 -> (int) (word & 0xffff);
            case -4 -> word & 0xffffffffL;
            case 8 -> word;
            default -> unsigned(word);
        };
    }

    static Object unsigned(long word) {
        return word >= 0 ? (Object) word : new BigInteger(Long.toUnsignedString(word));
    }

    @Override
    long wordOf(Object value, int bits, Where where) {
        return checked(value, bits, signed, !signed, where);
    }

    @Override
    boolean signed() {
        return signed;
    }
}
