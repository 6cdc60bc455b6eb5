// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * What is to be read at once: some blocks of Markdown.
 *
 * @param blocks as the parser has made them
 */
public record Passage(List<Node> blocks) {
    /** Nothing to read. */
    public static final Passage NONE = new Passage(List.of());

    /** The record keeps a copy. */
    public Passage {
        blocks = List.copyOf(blocks);
    }

    /** How many words there are to read, without blocks of code. */
    public int words() {
        return blocks.stream().mapToInt(block -> words(text(block))).sum();
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    /** The letters of a block, without its marks. */
    static String text(Node block) {
        var text = new StringBuilder();
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append('\n');
            }

            @Override
            public void visit(HardLineBreak part) {
                text.append('\n');
            }

            @Override
            protected void visitChildren(Node parent) {
                super.visitChildren(parent);
                if (parent instanceof org.commonmark.node.Block) {
                    text.append('\n');
                }
            }
        });
        return text.toString();
    }
}
