// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.Feature;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.SkeletonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Many values: a table where they are of one kind that has parts with names, a line for each where we have words for
 * them, all on one line otherwise. The first of them decide.
 */
final class ListView implements View<Collection<?>> {
    private static final int MOST_COLUMNS = 24;
    /** The values that decide. */
    private static final int DECIDE = 100;
    /** What a verifier, an iterator or a log says is read line by line. */
    private static final int LONG = 40;

    @Override
    public Iterable<String> lines(Collection<?> values, Style style) {
        return lines(values, values, style);
    }

    @Override
    public String line(Collection<?> values) {
        return OneLine.of(values);
    }

    /** @param whole the value that these are in, which may be an array */
    static Iterable<String> lines(Collection<?> values, Object whole, Style style) {
        var decisive = Sample.of(values, DECIDE).first();
        if (decisive.isEmpty()) {
            return List.of(OneLine.of(whole));
        } else if (isLog(decisive)) {
            return style.bounded()
                    ? end(values, style)
                    : () -> values.stream().map(Views::line).iterator();
        } else if (all(decisive, Feature.class)) {
            return FeaturesView.lines(values.stream().map(Feature.class::cast).toList(), style);
        } else if (all(decisive, Map.Entry.class)) {
            return limited(values, style, some -> Entries.lines(Entries.cast(some), style));
        } else if (NewestLast.are(decisive)) {
            return NewestLast.lines(values, style);
        } else if (isTable(decisive)) {
            return limited(values, style, some -> Table.lines(() -> rows(some), style));
        } else if (decisive.stream().anyMatch(ListView::isLarge)) {
            return limited(values, style, some -> each(some, style));
        } else if (decisive.stream()
                .anyMatch(value -> Views.isOwn(value) || Views.usersView(value).isPresent())) {
            return limited(
                    values,
                    style,
                    some -> () -> stream(some).map(Views::line).map(style::cut).iterator());
        }
        return Views.elements(whole, style);
    }

    private static boolean all(List<Object> values, Class<?> type) {
        return values.stream().allMatch(type::isInstance);
    }

    private static boolean isLog(List<Object> values) {
        return all(values, LibbpfLog.Line.class)
                || all(values, String.class) && values.stream().anyMatch(line -> ((String) line).length() > LONG);
    }

    private static boolean isTable(List<Object> values) {
        Object kind = null;
        for (var value : values) {
            if (value == null) {
                continue;
            }
            var row = Rows.of(value);
            if (row.isEmpty() || row.get().values().size() > MOST_COLUMNS) {
                return false;
            }
            kind = kind == null ? kind(value) : kind;
            if (!kind.equals(kind(value))) {
                return false;
            }
        }
        return kind != null;
    }

    /** Structs of two types have different columns, as objects of two classes have; maps are what is in them. */
    private static Object kind(Object value) {
        if (value instanceof Struct struct) {
            return struct.type();
        }
        return value instanceof Map ? Map.class : value.getClass();
    }

    private static boolean isLarge(Object value) {
        return value instanceof BpfObject || value instanceof SkeletonObject || value instanceof Globals;
    }

    private static Stream<?> stream(Iterable<?> values) {
        return StreamSupport.stream(values.spliterator(), false);
    }

    static Iterator<Row> rows(Iterable<?> values) {
        return stream(values)
                .map(value -> Rows.of(value).orElseGet(() -> new Row(Map.of())))
                .iterator();
    }

    private static Iterable<String> each(Iterable<?> values, Style style) {
        var lines = new ArrayList<String>();
        values.forEach(value -> Views.lines(value, style).forEach(lines::add));
        return lines;
    }

    interface Lines {
        Iterable<String> of(Iterable<?> values);
    }

    static Iterable<String> limited(Collection<?> values, Style style, Lines lines) {
        if (!style.bounded()) {
            return lines.of(values);
        }
        // A line for the names of the columns, one for what was left out.
        var sample = Sample.of(values, Math.max(1, new Page(style).room() - 2));
        var shown = new ArrayList<String>();
        lines.of(sample.first()).forEach(shown::add);
        if (sample.more()) {
            shown.add(style.rest(sample.rest()));
        }
        return shown;
    }

    /** Of what was said, the last matters. */
    private static List<String> end(Collection<?> values, Style style) {
        var page = new Page(style);
        int count = values.size();
        // A line takes a row at least.
        var last = values.stream()
                .skip(Math.max(0, count - page.room()))
                .map(Views::line)
                .collect(Collectors.toCollection(ArrayDeque::new));
        int left = page.room() - 1;
        var lines = new ArrayDeque<String>();
        while (!last.isEmpty() && page.rows(last.getLast()) <= left) {
            left -= page.rows(last.getLast());
            lines.addFirst(last.removeLast());
        }
        var shown = new ArrayList<String>();
        if (lines.size() < count) {
            shown.add(style.rest((count - lines.size()) + " lines before"));
        }
        shown.addAll(lines);
        return shown;
    }

    /** Whether what was answered speaks for itself, and needs no name before it. */
    static boolean speaks(Object value) {
        if (value instanceof Collection<?> values) {
            var first = Sample.of(values, 1).first();
            return !first.isEmpty() && Views.isOwn(first.get(0));
        }
        return value instanceof Optional<?> optional
                ? optional.filter(Views::isOwn).isPresent()
                : Views.isOwn(value);
    }
}
