// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.kernel.Printable;

/** Values as text in a table. */
final class Cells {
    private static final int SHORT = 8;

    private Cells() {}

    static String text(Object value) {
        if (value == null) {
            return "-";
        } else if (value instanceof Cell cell) {
            return Printable.of(cell.text());
        } else if (value instanceof Double || value instanceof Float) {
            return "%.1f".formatted(value);
        }
        if (value instanceof EnumValue known) {
            return known.name().isEmpty() ? Long.toString(known.number()) : Printable.of(known.name());
        }
        return value instanceof Number || value instanceof String ? Printable.of(value.toString()) : Views.line(value);
    }

    /** The text's beginning, with dots where there is room for them. */
    static String cut(String text, int room) {
        if (text.length() <= room) {
            return text;
        }
        return room < SHORT ? text.substring(0, Math.max(0, room)) : Page.cut(text, room);
    }
}
