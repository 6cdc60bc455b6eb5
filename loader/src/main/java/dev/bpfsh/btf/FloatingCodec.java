// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/** {@code float} and {@code double}. */
final class FloatingCodec extends ScalarCodec {
    FloatingCodec(Btf btf, int type, int size) {
        super(btf, type, size);
    }

    @Override
    public Object valueOf(long word) {
        if (size() == Float.BYTES) {
            return Float.intBitsToFloat((int) word);
        }
        return Double.longBitsToDouble(word);
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public long longOf(long word) {
        throw new UnsupportedOperationException(declaration() + " is no whole number");
    }

    @Override
    long wordOf(Object value, int bits, Where where) {
        if (!(value instanceof Number number)) {
            throw Refusal.wrongKind(where, this, value);
        }
        double exact = number.doubleValue();
        boolean wide = size() == Double.BYTES;
        // Not by way of double, which would round twice.
        float single = number.floatValue();
        boolean finite = Double.isFinite(exact) || !(number instanceof Double || number instanceof Float);
        if (finite && (wide ? Double.isInfinite(exact) : Float.isInfinite(single))) {
            throw Refusal.of(
                    where,
                    "is " + declaration() + ", and " + Refusal.abbreviated(value.toString()) + " is too large for it",
                    null);
        }
        return wide ? Double.doubleToRawLongBits(exact) : Float.floatToRawIntBits(single);
    }
}
