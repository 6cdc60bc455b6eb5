// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keys and what belongs to them, a line each. */
final class Entries {
    private Entries() {}

    static List<String> lines(Collection<? extends Map.Entry<?, ?>> entries, Style style) {
        var columns = new Columns();
        entries.forEach(entry -> columns.row("  " + text(entry.getKey()), text(entry.getValue())));
        return columns.lines().stream()
                .map(line -> Page.cut(line, style.width()))
                .toList();
    }

    private static String text(Object value) {
        return value instanceof String || value instanceof Character ? CView.line(value) : Views.line(value);
    }
}
