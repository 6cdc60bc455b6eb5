// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.math.BigInteger;

/** {@code bool}: any bit set is true. */
final class BoolCodec extends ScalarCodec {
    private final long mask;

    BoolCodec(Btf btf, int type, int size) {
        super(btf, type, size);
        this.mask = size == Long.BYTES ? -1 : (1L << size * Byte.SIZE) - 1;
    }

    @Override
    public Object valueOf(long word) {
        return (word & mask) != 0;
    }

    @Override
    public long longOf(long word) {
        return (word & mask) != 0 ? 1 : 0;
    }

    @Override
    long wordOf(Object value, int bits, Where where) {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        var number = whole(value, this, where);
        if (number.signum() < 0 || number.compareTo(BigInteger.ONE) > 0) {
            throw Refusal.outOfRange(where, this, value, BigInteger.ZERO, BigInteger.ONE);
        }
        return number.longValue();
    }
}
