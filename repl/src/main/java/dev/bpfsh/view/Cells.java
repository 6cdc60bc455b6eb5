// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.kernel.Printable;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Values as text in a table: few words, on one line, of bounded length. */
final class Cells {
    /** Of a text; a pipe gets all of what programs say, but not of a value that has no end. */
    private static final int LONGEST = 100_000;

    private static final int LONGEST_LIST = 1_000;
    private static final int MOST_ELEMENTS = 100;
    private static final int DEEPEST = 4;
    private static final double HUGE = 1e15;
    private static final double TINY = 0.001;

    private Cells() {}

    static String text(Object value) {
        return text(value, 0);
    }

    private static String text(Object value, int depth) {
        if (value == null) {
            return "-";
        } else if (value instanceof Cell cell) {
            return bounded(Printable.of(cell.text()));
        } else if (value instanceof Double || value instanceof Float) {
            return fraction(((Number) value).doubleValue());
        } else if (value instanceof EnumValue known) {
            return known.name().isEmpty() ? Long.toString(known.number()) : Printable.of(known.name());
        } else if (value instanceof Number || value instanceof CharSequence || value instanceof Character) {
            return bounded(Printable.of(begin(value.toString())));
        }
        return bounded(Printable.of(Views.usersView(value).isPresent() ? Views.line(value) : parts(value, depth)));
    }

    /** A digit behind the point, or as many as there must be to see three of what is small. */
    private static String fraction(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value) || size >= HUGE) {
            return Double.toString(value);
        } else if (size >= 1 || size == 0) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return size >= TINY ? String.format(Locale.ROOT, "%.3f", value) : String.format(Locale.ROOT, "%.2e", value);
    }

    private static String parts(Object value, int depth) {
        if (value instanceof Optional<?> optional) {
            return text(optional.orElse(null), depth);
        } else if (value instanceof OptionalLong optional) {
            return optional.isPresent() ? Long.toString(optional.getAsLong()) : "-";
        } else if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? Integer.toString(optional.getAsInt()) : "-";
        } else if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? text(optional.getAsDouble(), depth) : "-";
        } else if (value instanceof Map.Entry<?, ?> entry && depth < DEEPEST) {
            return text(entry.getKey(), depth + 1) + " " + text(entry.getValue(), depth + 1);
        } else if (value instanceof Map<?, ?> map && depth < DEEPEST) {
            return joined(map.entrySet(), depth);
        } else if (value instanceof Collection<?> list && depth < DEEPEST) {
            return joined(list, depth);
        }
        return Views.line(value);
    }

    private static String joined(Collection<?> values, int depth) {
        var text = new StringBuilder();
        int count = 0;
        for (var value : values) {
            if (count++ == MOST_ELEMENTS || text.length() > LONGEST_LIST) {
                return text.append(", ...").toString();
            }
            text.append(count == 1 ? "" : ", ").append(text(value, depth + 1));
        }
        return text.toString();
    }

    private static String begin(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST + 1) : text;
    }

    private static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
