// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.expect;

import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.view.OneLine;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The first place where a value is not what was expected.
 *
 * <p>Numbers are equal whatever their types are: what a map of {@code __u64} holds is a {@code Long}, and {@code 3} an
 * {@code Integer}. An enum is its name, or its number. Of a struct only those members are compared that the expected map
 * names. Sets have no order.
 *
 * @param path from the value to there, such as {@code .comm} and {@code [2]}; empty for the value as a whole
 */
record Difference(String path, Object actual, Object expected) {
    private static final int LONGEST = 300;
    private static final int SHORT = 60;
    private static final Object NOTHING = new Object();

    /** Empty where the value is what was expected. */
    static Optional<Difference> between(Object actual, Object expected) {
        return between("", actual, expected);
    }

    private static Optional<Difference> between(String path, Object actual, Object expected) {
        if (expected instanceof Map<?, ?> wanted && members(actual).isPresent()) {
            return ofMaps(path, members(actual).get(), wanted, actual instanceof Map<?, ?>);
        }
        if (actual instanceof Set<?> set && expected instanceof Set<?> wanted) {
            return haveTheSame(set, wanted) ? Optional.empty() : Optional.of(new Difference(path, actual, expected));
        }
        var elements = elements(actual);
        var wanted = elements(expected);
        if (elements.isPresent() && wanted.isPresent()) {
            return ofLists(path, elements.get(), wanted.get());
        }
        return equal(actual, expected) ? Optional.empty() : Optional.of(new Difference(path, actual, expected));
    }

    private static Optional<Map<?, ?>> members(Object value) {
        return value instanceof Struct struct
                ? Optional.of(struct.members())
                : value instanceof Map<?, ?> map ? Optional.of(map) : Optional.empty();
    }

    private static Optional<List<?>> elements(Object value) {
        if (value instanceof Collection<?> collection) {
            return Optional.of(new ArrayList<>(collection));
        } else if (value == null || !value.getClass().isArray()) {
            return Optional.empty();
        }
        var list = new ArrayList<Object>();
        for (int i = 0; i < Array.getLength(value); i++) {
            list.add(Array.get(value, i));
        }
        return Optional.of(list);
    }

    private static Optional<Difference> ofMaps(String path, Map<?, ?> actual, Map<?, ?> expected, boolean whole) {
        for (var entry : expected.entrySet()) {
            var found = find(actual, entry.getKey());
            var different = between(path + step(entry.getKey()), found, entry.getValue());
            if (different.isPresent()) {
                return different;
            }
        }
        return actual.entrySet().stream()
                .filter(entry -> whole && find(expected, entry.getKey()) == NOTHING)
                .findFirst()
                .map(entry -> new Difference(path + step(entry.getKey()), entry.getValue(), NOTHING));
    }

    private static Object find(Map<?, ?> map, Object key) {
        return map.entrySet().stream()
                .filter(entry -> between(entry.getKey(), key).isEmpty())
                .findFirst()
                .<Object>map(Map.Entry::getValue)
                .orElse(NOTHING);
    }

    private static boolean haveTheSame(Set<?> actual, Set<?> expected) {
        return actual.size() == expected.size() && expected.stream().allMatch(each -> isIn(actual, each));
    }

    private static boolean isIn(Set<?> set, Object expected) {
        return set.stream().anyMatch(each -> between(each, expected).isEmpty());
    }

    private static String step(Object key) {
        return key instanceof String name && name.matches("\\w+") ? "." + name : "[" + OneLine.of(key, LONGEST) + "]";
    }

    private static Optional<Difference> ofLists(String path, List<?> actual, List<?> expected) {
        for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
            var different = between(
                    path + "[" + i + "]",
                    i < actual.size() ? actual.get(i) : NOTHING,
                    i < expected.size() ? expected.get(i) : NOTHING);
            if (different.isPresent()) {
                return different;
            }
        }
        return Optional.empty();
    }

    private static boolean equal(Object actual, Object expected) {
        if (actual instanceof Number a && expected instanceof Number b) {
            return a.equals(b)
                    || decimal(a)
                            .flatMap(x -> decimal(b).map(y -> x.compareTo(y) == 0))
                            .orElse(false);
        } else if (actual instanceof EnumValue value && expected instanceof Number number) {
            return value.number() == number.longValue();
        } else if (actual instanceof EnumValue value && expected instanceof CharSequence name) {
            return value.name().contentEquals(name);
        } else if (actual instanceof CharSequence a && expected instanceof CharSequence b) {
            return a.toString().contentEquals(b);
        }
        return Objects.equals(actual, expected);
    }

    /** Empty for what is no number: infinity. */
    private static Optional<BigDecimal> decimal(Number number) {
        try {
            return Optional.of(new BigDecimal(number.toString()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** To be thrown; on one line where it fits. */
    ExpectationFailed failed(String when) {
        var wanted = text(expected);
        var was = text(actual);
        // What looks the same is of different types.
        if (wanted.equals(was)) {
            wanted += type(expected);
            was += type(actual);
        }
        var what = "value" + path;
        return wanted.length() + was.length() <= SHORT
                ? new ExpectationFailed(what, "is " + was + when + ", not " + wanted, List.of(), null)
                : new ExpectationFailed(
                        what, "is another" + when, List.of("expected " + wanted, "     was " + was), null);
    }

    private static String text(Object value) {
        return value == NOTHING ? "nothing" : OneLine.of(value, LONGEST);
    }

    private static String type(Object value) {
        return value == null ? "" : " (" + value.getClass().getSimpleName() + ")";
    }
}
