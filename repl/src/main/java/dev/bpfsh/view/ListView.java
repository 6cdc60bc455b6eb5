// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.SkeletonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Many values: a table where they are of one kind, a line or some for each otherwise. */
record ListView(Style style) {
    private static final int MOST_COLUMNS = 16;

    List<String> lines(Map<?, ?> map) {
        return map.values().stream().allMatch(ListView::named)
                ? lines(map.values())
                : limited(map.entrySet(), first -> Entries.lines(first, style));
    }

    /** What says its name itself. */
    private static boolean named(Object value) {
        return value instanceof BpfMap || value instanceof BpfProgram || value instanceof Globals;
    }

    List<String> lines(Collection<?> values) {
        return isLog(values) ? end(values) : limited(values, this::all);
    }

    private static boolean isLog(Collection<?> values) {
        return values.stream().allMatch(line -> line instanceof String || line instanceof LibbpfLog.Line);
    }

    /** Of what was said, the last matters. */
    private List<String> end(Collection<?> values) {
        var lines = values.stream().map(Views::line).toList();
        var page = new Page(style);
        int left = page.room() - 1;
        int from = lines.size();
        while (from > 0 && page.rows(lines.get(from - 1)) <= left) {
            left -= page.rows(lines.get(--from));
        }
        var shown = new ArrayList<String>();
        if (from > 0) {
            shown.add(style.faint("... " + from + " lines before"));
        }
        shown.addAll(lines.subList(from, lines.size()));
        return shown;
    }

    private interface Lines<T> {
        List<String> of(List<T> values);
    }

    private <T> List<String> limited(Collection<T> values, Lines<T> lines) {
        // A line for the names of the columns, one for what was left out.
        int room = Math.max(1, new Page(style).room() - 2);
        var first = values.stream().limit(room).toList();
        var shown = new ArrayList<>(lines.of(first));
        if (values.size() > first.size()) {
            shown.add(style.faint("... " + (values.size() - first.size()) + " more of " + values.size()));
        }
        return shown;
    }

    private List<String> all(List<?> values) {
        if (all(values, Map.Entry.class)) {
            return Entries.lines(
                    values.stream()
                            .map(Map.Entry.class::cast)
                            .<Map.Entry<?, ?>>map(e -> e)
                            .toList(),
                    style);
        } else if (all(values, BpfMap.class)) {
            return columns(values, (columns, value) -> ObjectView.row(columns, (BpfMap) value));
        } else if (all(values, BpfProgram.class)) {
            return columns(values, (columns, value) -> ObjectView.row(columns, (BpfProgram) value));
        }
        return table(values).orElseGet(() -> values.stream()
                .flatMap(value -> large(value) ? Views.show(value, style).lines() : one(value))
                .toList());
    }

    private Stream<String> one(Object value) {
        return Stream.of(Page.cut(Views.line(value), style.width()));
    }

    private static boolean large(Object value) {
        return value instanceof BpfObject || value instanceof SkeletonObject || value instanceof Globals;
    }

    private static boolean all(List<?> values, Class<?> type) {
        return values.stream().allMatch(type::isInstance);
    }

    private interface Row {
        void of(Columns columns, Object value);
    }

    private List<String> columns(List<?> values, Row row) {
        var columns = new Columns();
        values.forEach(value -> row.of(columns, value));
        return columns.lines().stream()
                .map(line -> Page.cut(line, style.width()))
                .toList();
    }

    private Optional<List<String>> table(List<?> values) {
        var rows = new ArrayList<Map<String, String>>();
        for (var value : values) {
            var facts = value instanceof Struct struct ? Optional.of(members(struct)) : Facts.of(value);
            boolean same = facts.isPresent()
                    && (rows.isEmpty()
                            || rows.get(0).keySet().equals(facts.get().keySet()));
            if (!same || facts.get().size() > MOST_COLUMNS) {
                return Optional.empty();
            }
            rows.add(facts.get());
        }
        return Optional.of(Table.lines(rows, style));
    }

    private static Map<String, String> members(Struct struct) {
        var members = new LinkedHashMap<String, String>();
        struct.members().forEach((name, value) -> members.put(name, CView.line(value)));
        return members;
    }
}
