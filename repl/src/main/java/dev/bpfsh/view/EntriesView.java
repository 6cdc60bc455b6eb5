// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Globals;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A map of Java: on one line where it is short, a table of keys and values otherwise. The first entries decide. */
final class EntriesView implements View<Map<?, ?>> {
    private static final int DECIDE = 25;
    private static final int LONGEST_LINE = 1_000;

    @Override
    public Iterable<String> lines(Map<?, ?> map, Style style) {
        var first = Entries.cast(Sample.of(map.entrySet(), DECIDE).first());
        if (first.isEmpty()) {
            return List.of(OneLine.of(map));
        } else if (first.stream().allMatch(entry -> saysItsName(entry.getValue()))) {
            return ListView.lines(map.values(), map, style);
        }
        int room = Math.min(LONGEST_LINE, style.width()) - Views.NAME;
        if (first.size() < DECIDE && first.stream().noneMatch(EntriesView::hasParts)) {
            var text = OneLine.of(map);
            if (Width.of(text) <= room) {
                return List.of(text);
            }
        }
        return ListView.limited(map.entrySet(), style, some -> Entries.lines(Entries.cast(some), style));
    }

    private static boolean saysItsName(Object value) {
        return value instanceof BpfMap || value instanceof BpfProgram || value instanceof Globals;
    }

    private static boolean hasParts(Map.Entry<?, ?> entry) {
        return Rows.of(entry.getKey()).isPresent()
                || !(entry.getValue() instanceof Map)
                        && Rows.of(entry.getValue()).isPresent();
    }

    @Override
    public String line(Map<?, ?> map) {
        return OneLine.of(map);
    }

    @Override
    public Optional<Row> row(Map<?, ?> map) {
        return Rows.ofMap(map, DECIDE);
    }
}
