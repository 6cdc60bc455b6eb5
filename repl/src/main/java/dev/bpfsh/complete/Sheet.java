// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.view.Style;
import java.util.ArrayList;
import java.util.List;

/** Signatures and documentation as lines for a terminal. */
public final class Sheet {
    private static final String INDENT = "    ";

    private Sheet() {}

    /** A line or more for each thing; the parameter at the cursor stands out. */
    public static List<String> signatures(List<Descriptions.Described> meanings, int argument, Style style) {
        return meanings.stream()
                .flatMap(each -> signature(each.signature(), argument, style).stream())
                .distinct()
                .toList();
    }

    /** How each thing is called, and below that all that is said of it. */
    public static List<String> documentation(List<Descriptions.Described> meanings, int argument, Style style) {
        var lines = new ArrayList<String>();
        var narrower = new Style(style.theme(), style.unicode(), Math.max(20, style.width() - 2), style.height());
        for (var each : meanings) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(signature(each.signature(), argument, style));
            each.comment().ifPresent(comment -> DocText.lines(comment, narrower)
                    .forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line)));
        }
        return lines;
    }

    /** A line for each thing, with the first sentence of what is said of it. */
    public static List<String> summaries(List<Descriptions.Described> meanings, Style style) {
        var lines = new ArrayList<String>();
        for (var each : meanings) {
            lines.addAll(signature(each.signature(), -1, style));
            each.comment()
                    .map(DocText::summary)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text ->
                            lines.add(INDENT + style.faint(style.cut(text, style.width() - INDENT.length() - 1))));
        }
        return lines;
    }

    private static List<String> signature(Signature signature, int argument, Style style) {
        var lines = new ArrayList<String>();
        var head = Printable.of(signature.head());
        int name = Math.max(head.lastIndexOf(' '), head.lastIndexOf('.')) + 1;
        var line = new StringBuilder(head.substring(0, name)).append(style.bold(head.substring(name)));
        int column = head.length();
        if (!signature.callable()) {
            return List.of(line.toString());
        }
        var parameters = signature.parameters();
        int current = Math.min(argument, parameters.size() - 1);
        line.append('(');
        column++;
        for (int i = 0; i < parameters.size(); i++) {
            var text = Printable.of(parameters.get(i)) + (i + 1 < parameters.size() ? "," : "");
            if (column + 1 + text.length() >= style.width() && column > INDENT.length()) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(INDENT);
                column = INDENT.length();
            }
            line.append(i == current ? style.bold(text) : text).append(i + 1 < parameters.size() ? " " : "");
            column += text.length() + 1;
        }
        lines.add(line + ")" + Printable.of(signature.tail()));
        if (style.colours() == 0 && current >= 0 && lines.size() == 1) {
            lines.add(" ".repeat(lines.get(0).indexOf(parameters.get(current), head.length()))
                    + "^".repeat(parameters.get(current).length()));
        }
        return lines;
    }
}
