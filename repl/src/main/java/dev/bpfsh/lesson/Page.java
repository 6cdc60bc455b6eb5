// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.view.Role;
import dev.bpfsh.view.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

/** Markdown as a terminal shows it: wrapped to its width, in the colours that it has. */
public final class Page {
    /** Wider lines are hard to read. */
    private static final int WIDEST = 92;

    private static final int NARROWEST = 20;
    private static final String INDENT = "  ";
    private static final Set<String> COLOURED = Set.of("java", "c");

    private final Style style;
    private final UnaryOperator<String> code;
    private final int width;

    /**
     * A page for a terminal.
     *
     * @param code gives Java its colours
     */
    public Page(Style style, UnaryOperator<String> code) {
        this.style = style;
        this.code = style.colours() == 0 ? UnaryOperator.identity() : code;
        // A line that ends in the last column is followed by an empty one on some terminals.
        this.width = Math.max(NARROWEST, Math.min(WIDEST, style.width() - 1));
    }

    /** The lines of a passage, with empty ones between its blocks. */
    public List<String> lines(Passage passage) {
        return blocks(passage.blocks(), width, true);
    }

    /** Whether the screen holds so many lines above the last, which says what is attached. */
    boolean holds(long lines) {
        return lines < style.height();
    }

    /** The lines of a title. */
    public List<String> title(String words) {
        return plain(words, Role.BOLD);
    }

    /** Plain words in lines. */
    public List<String> plain(String words, Role role) {
        var text = new Paragraphs(style);
        text.add(words, role);
        return text.lines(width);
    }

    /** The lines of Java that is not on the input line. */
    public List<String> code(String java) {
        return indented(List.of(code.apply(java).split("\n", -1)), INDENT, INDENT);
    }

    private List<String> blocks(List<Node> blocks, int room, boolean apart) {
        var lines = new ArrayList<String>();
        for (var block : blocks) {
            var more = block(block, room);
            if (apart && !lines.isEmpty() && !more.isEmpty()) {
                lines.add("");
            }
            lines.addAll(more);
        }
        return lines;
    }

    private List<String> block(Node block, int room) {
        if (block instanceof Heading) {
            return inlines(block, Role.BOLD, room);
        } else if (block instanceof Paragraph) {
            return inlines(block, null, room);
        } else if (block instanceof ListBlock list) {
            return list(list, room);
        } else if (block instanceof BlockQuote) {
            var bar = style.faint(style.unicode() ? "\u2502 " : "| ");
            return indented(blocks(children(block), room - 2, true), bar, bar);
        } else if (block instanceof FencedCodeBlock fenced) {
            var text = fenced.getLiteral().stripTrailing();
            boolean coloured = COLOURED.contains(String.valueOf(fenced.getInfo()));
            return coloured ? code(text) : indented(text.lines().toList(), INDENT, INDENT);
        } else if (block instanceof IndentedCodeBlock indented) {
            return indented(indented.getLiteral().stripTrailing().lines().toList(), INDENT, INDENT);
        } else if (block instanceof TableBlock) {
            return table(block, room);
        } else if (block instanceof ThematicBreak) {
            return List.of(style.faint((style.unicode() ? "\u2500" : "-").repeat(room)));
        } else if (block instanceof HtmlBlock) {
            return List.of();
        }
        return blocks(children(block), room, true);
    }

    private List<String> list(ListBlock list, int room) {
        var lines = new ArrayList<String>();
        int number = list instanceof OrderedList ordered && ordered.getMarkerStartNumber() != null
                ? ordered.getMarkerStartNumber()
                : 1;
        for (var item : children(list)) {
            var mark = list instanceof OrderedList ? number++ + ". " : style.unicode() ? "\u2022 " : "- ";
            var blocks = blocks(children(item), room - mark.length(), !list.isTight());
            lines.addAll(indented(blocks, mark, " ".repeat(mark.length())));
            if (!list.isTight() && item.getNext() != null) {
                lines.add("");
            }
        }
        return lines;
    }

    private static List<String> indented(List<String> lines, String first, String others) {
        var indented = new ArrayList<String>();
        for (var line : lines) {
            indented.add(((indented.isEmpty() ? first : others) + line).stripTrailing());
        }
        return indented;
    }

    private List<String> table(Node table, int room) {
        var grid = new Grid();
        for (var part : children(table)) {
            for (var row : children(part)) {
                var role = part instanceof TableHead ? Role.BOLD : null;
                grid.row(children(row).stream().map(cell -> text(cell, role)).toList());
            }
        }
        return grid.lines(room);
    }

    private Paragraphs text(Node block, Role role) {
        var text = new Paragraphs(style);
        children(block).forEach(child -> inline(child, role, text));
        return text;
    }

    private List<String> inlines(Node block, Role role, int room) {
        return text(block, role).lines(room);
    }

    private void inline(Node node, Role role, Paragraphs text) {
        if (node instanceof Text part) {
            text.add(part.getLiteral(), role);
        } else if (node instanceof Code part) {
            boolean marked = style.colours() == 0;
            text.add(marked ? "`" + part.getLiteral() + "`" : part.getLiteral(), role == null ? Role.NAME : role);
        } else if (node instanceof SoftLineBreak) {
            text.add(" ", role);
        } else if (node instanceof HardLineBreak) {
            text.endLine();
        } else if (node instanceof Emphasis || node instanceof StrongEmphasis) {
            children(node).forEach(child -> inline(child, Role.BOLD, text));
        } else if (node instanceof Link link) {
            children(node).forEach(child -> inline(child, role, text));
            if (link.getDestination().startsWith("http") && !Passage.text(link).equals(link.getDestination())) {
                text.add(" (" + link.getDestination() + ")", Role.FAINT);
            }
        } else {
            children(node).forEach(child -> inline(child, role, text));
        }
    }

    private static List<Node> children(Node node) {
        var children = new ArrayList<Node>();
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }
}
