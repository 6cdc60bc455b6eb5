// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.CText;
import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decoded values in C: on one line where that is short enough, otherwise a line for each member. */
final class CView {
    private static final String INDENT = "    ";
    private static final int MOST_NUMBERS = 32;

    /** A text, a number, the name of a member. */
    private static final Pattern WORDS = Pattern.compile(
            "(\"(?:[^\"\\\\]|\\\\.)*\"?)|(?<![\\w.])(-?(?:0x[0-9a-f]+|\\d+(?:\\.\\d+)?))(?!\\w)|(\\.\\w+(?= = ))");

    private final Style style;
    private final List<String> lines = new ArrayList<>();

    private CView(Style style) {
        this.style = style;
    }

    /** A value behind what is to its left, such as a declaration and an equals sign. */
    static List<String> lines(String left, Object value, Style style) {
        return lines(left, value, "", style);
    }

    /** The same with blanks before each line. */
    static List<String> lines(String left, Object value, String indent, Style style) {
        var view = new CView(style);
        if (value instanceof EnumValue) {
            view.lines.add(indent + left + line(value));
        } else {
            view.add(indent, left, value, "");
        }
        return view.lines.stream()
                .map(style::cut)
                .map(line -> coloured(line, indent.length() + left.length(), style))
                .toList();
    }

    /** The line with the colours of its words; the declaration has none. */
    private static String coloured(String line, int declared, Style style) {
        if (style.colours() == 0) {
            return line;
        }
        var words = WORDS.matcher(line);
        words.region(
                Math.min(line.length(), line.startsWith(" ".repeat(INDENT.length())) ? 0 : declared), line.length());
        words.useTransparentBounds(true);
        var coloured = new StringBuilder();
        while (words.find()) {
            var role = words.group(1) != null ? Role.STRING : words.group(2) != null ? Role.NUMBER : Role.NAME;
            words.appendReplacement(coloured, Matcher.quoteReplacement(style.paint(role, words.group())));
        }
        return words.appendTail(coloured).toString();
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
        if (Width.of(line) <= style.width() || !(value instanceof Struct) && !(value instanceof List<?>)) {
            lines.add(line);
            return;
        }
        lines.add(indent + left + "{");
        if (value instanceof Struct struct) {
            struct.members()
                    .forEach((name, member) -> add(indent + INDENT, "." + Printable.of(name) + " = ", member, ","));
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
        int shown = style.bounded() ? Math.min(MOST_NUMBERS, list.size()) : list.size();
        for (var element : list.subList(0, shown)) {
            var text = part(element) + ",";
            if (line.length() > indent.length() && line.length() + text.length() > style.width()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(indent.length());
            }
            line.append(text).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        if (shown < list.size()) {
            var how = style.all().isEmpty() ? "" : ": " + style.all();
            lines.add(indent + "... " + (list.size() - shown) + " more" + how);
        }
    }
}
