// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.loader.map.PerCpu;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** The values of all CPUs as one: numbers are added, and the least and the largest are told. */
final class Folded {
    private Folded() {}

    static Map<String, Object> of(PerCpu<?> values) {
        var folded = new LinkedHashMap<String, Object>();
        if (whole(values.values())) {
            folded.put("sum", sum(values.values()));
            folded.put("min..max", range(values.values()));
        } else if (!values.values().isEmpty() && values.values().stream().allMatch(Struct.class::isInstance)) {
            ((Struct) values.values().get(0)).members().keySet().forEach(name -> {
                var members = values.values().stream()
                        .map(value -> ((Struct) value).members().get(name))
                        .toList();
                folded.put(name, whole(members) ? sum(members) : same(members));
            });
        } else {
            folded.put("value", values.values());
        }
        return folded;
    }

    /** A whole number, or the sum of those of all CPUs; empty for anything else. */
    static OptionalLong count(Object value) {
        if (value instanceof PerCpu<?> values && values.values().stream().allMatch(Number.class::isInstance)) {
            return OptionalLong.of(values.sum(each -> ((Number) each).longValue()));
        }
        return value instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    private static boolean whole(List<?> values) {
        return !values.isEmpty()
                && values.stream()
                        .allMatch(value ->
                                value instanceof Number && !(value instanceof Double) && !(value instanceof Float));
    }

    private static BigInteger sum(List<?> values) {
        return values.stream().map(Folded::number).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigInteger number(Object value) {
        return new BigInteger(value.toString());
    }

    private static String range(List<?> values) {
        var numbers = values.stream()
                .map(Folded::number)
                .sorted(Comparator.naturalOrder())
                .toList();
        return numbers.get(0) + ".." + numbers.get(numbers.size() - 1);
    }

    private static Object same(List<?> members) {
        return members.stream().allMatch(member -> Objects.equals(member, members.get(0))) ? members.get(0) : members;
    }
}
