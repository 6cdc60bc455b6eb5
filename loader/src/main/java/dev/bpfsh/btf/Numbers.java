// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.math.BigInteger;

/** Conversions to Java's own numbers. */
final class Numbers {
    private Numbers() {}

    /** @return null for other types */
    static Conversion to(Class<?> type) {
        if (type == long.class || type == Long.class) {
            return (value, where) ->
                    value instanceof Long ? value : (Object) whole(value, type, Long.MIN_VALUE, Long.MAX_VALUE, where);
        } else if (type == int.class || type == Integer.class) {
            return (value, where) -> value instanceof Integer
                    ? value
                    : (Object) (int) whole(value, type, Integer.MIN_VALUE, Integer.MAX_VALUE, where);
        } else if (type == short.class || type == Short.class) {
            return (value, where) -> (short) whole(value, type, Short.MIN_VALUE, Short.MAX_VALUE, where);
        } else if (type == byte.class || type == Byte.class) {
            return (value, where) -> (byte) whole(value, type, Byte.MIN_VALUE, Byte.MAX_VALUE, where);
        } else if (type == char.class || type == Character.class) {
            return (value, where) -> (char) whole(value, type, 0, Character.MAX_VALUE, where);
        } else if (type == boolean.class || type == Boolean.class) {
            return (value, where) -> value instanceof Boolean ? value : (Object) (whole(value, type, 0, 1, where) == 1);
        } else if (type == double.class || type == Double.class) {
            return (value, where) ->
                    value instanceof Number number ? (Object) number.doubleValue() : Conversion.no(value, type, where);
        } else if (type == float.class || type == Float.class) {
            return (value, where) -> value instanceof Float ? value : Conversion.no(value, type, where);
        } else if (type == BigInteger.class) {
            return (value, where) -> value instanceof BigInteger
                    ? value
                    : (Object) BigInteger.valueOf(whole(value, type, Long.MIN_VALUE, Long.MAX_VALUE, where));
        }
        return null;
    }

    private static long whole(Object value, Class<?> type, long low, long high, Where where) {
        long number;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            number = ((Number) value).longValue();
        } else if (value instanceof BigInteger big && high == Long.MAX_VALUE && big.bitLength() <= Long.SIZE) {
            // Nothing in Java is wider, and the bits are all there.
            number = big.longValue();
        } else if (value instanceof Address address) {
            number = address.value();
        } else if (value instanceof EnumValue named) {
            number = named.number();
        } else {
            Conversion.no(value, type, where);
            return 0;
        }
        if (number < low || number > high) {
            Conversion.no(value, type, where);
        }
        return number;
    }
}
