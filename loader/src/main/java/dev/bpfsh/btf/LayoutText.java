// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.Layout.Field;
import dev.bpfsh.btf.Layout.Group;
import dev.bpfsh.btf.Layout.Hole;
import dev.bpfsh.btf.Layout.Row;
import java.util.ArrayList;
import java.util.List;

/** A layout as pahole prints it. */
final class LayoutText {
    private static final int CACHE_LINE = 64;
    private static final String INDENT = "    ";
    private static final int WIDEST = 64;

    private final Layout layout;
    private final List<String> lines = new ArrayList<>();
    private final int width;

    LayoutText(Layout layout) {
        this.layout = layout;
        this.width = Math.min(WIDEST, widest(layout.rows(), 1));
        lines.add(layout.declaration() + " {");
        layout.rows().forEach(row -> add(row, 1));
        lines.add("");
        summary();
        lines.add("};");
    }

    private static int widest(List<Row> rows, int level) {
        return rows.stream()
                .mapToInt(row -> row instanceof Group group
                        ? widest(group.rows(), level + 1)
                        : row instanceof Field field
                                ? level * INDENT.length() + field.declaration().length() + 1
                                : 0)
                .max()
                .orElse(0);
    }

    private void add(Row row, int level) {
        var indent = INDENT.repeat(level);
        if (row instanceof Field field) {
            var place = "%d%s".formatted(field.offset(), bits(field));
            lines.add(placed(indent + field.declaration() + ";", place, field.size()));
        } else if (row instanceof Group group) {
            lines.add(indent + (group.isUnion() ? "union {" : "struct {"));
            group.rows().forEach(inner -> add(inner, level + 1));
            var end = indent + "}" + (group.name().isEmpty() ? "" : " " + group.name()) + ";";
            lines.add(placed(end, Long.toString(group.bitOffset() / Byte.SIZE), group.bits() / Byte.SIZE));
        } else if (row instanceof Hole hole && !hole.padding()) {
            lines.add("");
            lines.add(indent + "/* XXX " + amount(hole.bits()) + " hole */");
            lines.add("");
        } else if (level > 1) {
            lines.add("");
            lines.add(indent + "/* padding: " + amount(row.bits()) + " */");
        }
    }

    private String placed(String text, String place, long size) {
        return "%s /* %7s %6d */".formatted(text + " ".repeat(Math.max(0, width - text.length())), place, size);
    }

    private static String bits(Field field) {
        return field.bitField() ? ":" + field.bitOffset() % Byte.SIZE : "";
    }

    private static String amount(long bits) {
        if (bits % Byte.SIZE == 0) {
            return bits == Byte.SIZE ? "1 byte" : bits / Byte.SIZE + " bytes";
        }
        return bits == 1 ? "1 bit" : bits + " bits";
    }

    private void summary() {
        var holes = layout.rows().stream()
                .filter(row -> row instanceof Hole hole && !hole.padding())
                .toList();
        lines.add("    /* size: %d, cachelines: %d, members: %d, alignment: %d */"
                .formatted(
                        layout.size(),
                        (layout.size() + CACHE_LINE - 1L) / CACHE_LINE,
                        layout.rows().stream()
                                .filter(row -> !(row instanceof Hole))
                                .count(),
                        layout.alignment()));
        if (!holes.isEmpty()) {
            lines.add("    /* holes: %d, sum holes: %s */"
                    .formatted(
                            holes.size(),
                            amount(holes.stream().mapToLong(Row::bits).sum())));
        }
        layout.rows().stream()
                .filter(row -> row instanceof Hole hole && hole.padding())
                .forEach(row -> lines.add("    /* padding: " + amount(row.bits()) + " */"));
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
