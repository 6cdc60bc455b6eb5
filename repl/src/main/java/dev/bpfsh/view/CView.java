// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.CText;
import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.Printable;
import java.util.ArrayList;
import java.util.List;

/** Decoded values in C: on one line where that is short enough, otherwise a line for each member. */
final class CView {
    private static final String INDENT = "    ";
    private static final int MOST_NUMBERS = 32;

    private final int width;
    private final List<String> lines = new ArrayList<>();

    private CView(int width) {
        this.width = width;
    }

    /** A value behind what is to its left, such as a declaration and an equals sign. */
    static List<String> lines(String left, Object value, int width) {
        var view = new CView(width);
        if (value instanceof EnumValue) {
            return List.of(left + line(value));
        }
        view.add("", left, value, "");
        return view.lines;
    }

    /** A value on one line, however long; an enum alone has room for its number too. */
    static String line(Object value) {
        return value instanceof EnumValue ? Printable.of(value.toString()) : part(value);
    }

    private static String part(Object value) {
        return Printable.of(CText.of(value));
    }

    private void add(String indent, String left, Object value, String end) {
        var line = indent + left + part(value) + end;
        if (line.length() <= width || !(value instanceof Struct) && !(value instanceof List<?>)) {
            lines.add(line);
            return;
        }
        lines.add(indent + left + "{");
        if (value instanceof Struct struct) {
            struct.members().forEach((name, member) -> add(indent + INDENT, "." + name + " = ", member, ","));
        } else if (value instanceof List<?> list) {
            elements(indent + INDENT, list);
        }
        lines.add(indent + "}" + end);
    }

    private void elements(String indent, List<?> list) {
        if (list.stream().anyMatch(element -> element instanceof Struct || element instanceof List<?>)) {
            list.forEach(element -> add(indent, "", element, ","));
            return;
        }
        var line = new StringBuilder(indent);
        for (var element : list.subList(0, Math.min(MOST_NUMBERS, list.size()))) {
            var text = part(element) + ",";
            if (line.length() > indent.length() && line.length() + text.length() > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(indent.length());
            }
            line.append(text).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        if (list.size() > MOST_NUMBERS) {
            lines.add(indent + "... " + (list.size() - MOST_NUMBERS) + " more");
        }
    }
}
