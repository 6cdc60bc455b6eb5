// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.Locale;

/**
 * A column of a table that is written while it grows.
 *
 * @param name above it
 * @param width columns of the terminal; {@link #REST} for what the others leave of the line
 * @param number whether it is aligned to the right, and never cut: half a number is another number
 */
record Column(String name, int width, boolean number) {
    static final int REST = 0;

    Column {
        if (width < REST) {
            throw new IllegalArgumentException("column " + name + ": its width cannot be " + width);
        }
    }

    /** Its name in JSON. */
    String key() {
        return name.toLowerCase(Locale.ROOT)
                .replace("%", "percent")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    /** A cell, without blanks at the line's end. */
    String cell(Object value, int room, Style style, boolean last) {
        var text = text(value);
        if (number) {
            return Width.padLeft(text, room);
        }
        var shown = style.bounded() ? style.cut(text, room) : text;
        return last ? shown : Width.pad(shown, room);
    }

    /** A column has one form for all of its numbers, whatever comes later. */
    private static String text(Object value) {
        return value instanceof Double || value instanceof Float
                ? String.format(Locale.ROOT, "%.1f", value)
                : Cells.text(value);
    }
}
