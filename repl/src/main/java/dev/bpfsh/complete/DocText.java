// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.view.Style;
import dev.bpfsh.view.Width;
import java.util.ArrayList;
import java.util.List;

/** A documentation comment as lines for a terminal: names bold, code as it stands, the rest filled to the width. */
final class DocText {
    private static final int WIDEST = 100;
    private static final String CODE_INDENT = "    ";

    private final Style style;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private DocText(Style style) {
        this.style = style;
        this.width = Math.max(20, Math.min(style.width(), WIDEST) - 1);
    }

    /** All of a comment. */
    static List<String> lines(String comment, Style style) {
        var text = new DocText(style);
        var blocks = DocBlock.split(comment);
        text.fill(blocks.get(0).text(), "", "");
        text.section(blocks, "Parameters", "param");
        text.section(blocks, "Returns", "return");
        text.section(blocks, "Throws", "throws", "exception");
        text.section(blocks, "Since", "since");
        text.section(blocks, "See also", "see");
        return text.lines;
    }

    /** The first sentence, on one line. */
    static String summary(String comment) {
        var plain = DocMarkup.plain(DocBlock.split(comment).get(0).text());
        for (int at = plain.indexOf(". "); at >= 0; at = plain.indexOf(". ", at + 1)) {
            // "e.g. this" goes on.
            if (at < 2 || plain.charAt(at - 2) != '.') {
                return plain.substring(0, at + 1);
            }
        }
        return plain;
    }

    private void section(List<DocBlock> blocks, String heading, String... tags) {
        var wanted = List.of(tags);
        boolean first = true;
        for (var block : blocks) {
            if (!wanted.contains(block.tag())) {
                continue;
            }
            if (first) {
                lines.add("");
                lines.add(style.faint(heading));
                first = false;
            }
            var name = block.name().isEmpty() ? "" : style.bold(Signature.withoutPackage(block.name())) + "  ";
            fill(block.tag().equals("see") ? reference(block.text()) : block.text(), "  " + name, "      ");
        }
    }

    /** What {@code see} names is a link, unless it is one written out, or a text. */
    private static String reference(String text) {
        return text.startsWith("<") || text.startsWith("\"") ? text : "{@link " + text + "}";
    }

    /** Adds the paragraphs; the first begins with {@code first}, lines behind it with {@code indent}. */
    private void fill(String markup, String first, String indent) {
        boolean begun = false;
        for (var paragraph : DocMarkup.paragraphs(markup)) {
            if (paragraph.code()) {
                space(begun);
                paragraph.text().lines().forEach(line -> lines.add(indent + CODE_INDENT + style.name(line)));
            } else {
                space(begun && !paragraph.bullet());
                wrap(paragraph, begun ? indent : first, indent);
            }
            begun = true;
        }
        if (!begun && !first.isBlank()) {
            lines.add(first.stripTrailing());
        }
    }

    private void space(boolean wanted) {
        if (wanted && !lines.isEmpty() && !lines.get(lines.size() - 1).isEmpty()) {
            lines.add("");
        }
    }

    private void wrap(DocMarkup.Paragraph paragraph, String first, String indent) {
        var line = new StringBuilder(paragraph.bullet() ? indent + "  - " : first);
        var next = paragraph.bullet() ? indent + "    " : indent;
        int column = Width.of(line.toString());
        boolean empty = true;
        for (var word : paragraph.words()) {
            int length = Width.of(word.text());
            if (!empty && column + 1 + length > width) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                column = next.length();
                empty = true;
            }
            if (!empty && !word.glued()) {
                line.append(' ');
                column++;
            }
            line.append(styled(word));
            column += length;
            empty = false;
        }
        lines.add(line.toString());
    }

    private String styled(DocMarkup.Word word) {
        return switch (word.look()) {
            case PLAIN -> word.text();
            case CODE -> style.name(word.text());
            case NAME -> style.bold(word.text());
        };
    }
}
