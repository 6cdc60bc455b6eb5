// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.Locale;

/**
 * Bit fields without a name that make a compiler leave the hole that BTF shows: {@code long: 64;}, or {@code int: 0;}
 * to begin anew at the next int. As few as will do, and the same as libbpf's {@code btf_dump} writes, on machines whose
 * pointers take 64 bits.
 */
record BitPadding(DefinitionText text) {
    private enum Unit {
        LONG(64),
        INT(32),
        SHORT(16),
        CHAR(8);

        private final int bits;

        Unit(int bits) {
            this.bits = bits;
        }

        String keyword() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Fills the hole between two members.
     *
     * @param from where the member before it ends, in bits
     * @param to where the member behind it begins
     * @param alignment of the member behind it, in bytes
     * @param betweenBitFields whether both are bit fields
     */
    void fill(long from, long to, int alignment, boolean betweenBitFields, int level) {
        if (from >= to) {
            return;
        }
        var unit = largest(from, to);
        long next = roundUp(from, unit.bits);
        if (next > from && next <= to) {
            if (betweenBitFields) {
                line(unit, next - from, level);
            } else if (next == to ? roundUp(from, 8L * Math.max(alignment, 1)) != next : to - next <= next - from) {
                // Left alone, the compiler would put the next member nearer, or the filling into the rest of the unit.
                line(unit, 0, level);
            }
            from = next;
        }
        for (; to - from >= unit.bits; from += unit.bits) {
            line(unit, unit.bits, level);
        }
        if (from < to) {
            line(smallest(to - from), to - from, level);
        }
    }

    /** The largest unit whose next boundary is not behind the hole. */
    private static Unit largest(long from, long to) {
        for (var unit : Unit.values()) {
            if (roundUp(from, unit.bits) <= to) {
                return unit;
            }
        }
        return Unit.CHAR;
    }

    private static Unit smallest(long bits) {
        var found = Unit.LONG;
        for (var unit : Unit.values()) {
            found = unit.bits >= bits ? unit : found;
        }
        return found;
    }

    private void line(Unit unit, long bits, int level) {
        text.line(level).add(unit.keyword() + ": " + bits + ";");
    }

    private static long roundUp(long value, long unit) {
        return (value + unit - 1) / unit * unit;
    }
}
