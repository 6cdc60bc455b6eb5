// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A part of a documentation comment: what comes first, or what a block tag begins.
 *
 * @param tag such as {@code param}; empty for what comes first
 * @param name what a {@code param} or {@code throws} is of; else empty
 * @param text in the language of such comments
 */
record DocBlock(String tag, String name, String text) {
    private static final Set<String> NAMED = Set.of("param", "throws", "exception");

    /** The blocks in order; there is always a first one. */
    static List<DocBlock> split(String comment) {
        var blocks = new ArrayList<DocBlock>();
        var text = new StringBuilder();
        String tag = "";
        int braces = 0;
        for (var line : comment.split("\\R", -1)) {
            var stripped = line.strip();
            if (braces == 0
                    && stripped.length() > 1
                    && stripped.charAt(0) == '@'
                    && Character.isLetter(stripped.charAt(1))) {
                blocks.add(of(tag, text.toString()));
                text.setLength(0);
                int end = 1;
                while (end < stripped.length() && Character.isLetterOrDigit(stripped.charAt(end))) {
                    end++;
                }
                tag = stripped.substring(1, end);
                line = stripped.substring(end);
            }
            braces = depth(line, braces);
            text.append(line).append('\n');
        }
        blocks.add(of(tag, text.toString()));
        return blocks;
    }

    /** Inside of an inline tag, such as code with annotations, no line begins a block. */
    private static int depth(String line, int depth) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '{' && (depth > 0 || line.startsWith("{@", i))) {
                depth++;
            } else if (c == '}' && depth > 0) {
                depth--;
            }
        }
        return depth;
    }

    private static DocBlock of(String tag, String text) {
        var rest = text.strip();
        if (!NAMED.contains(tag)) {
            return new DocBlock(tag, "", rest);
        }
        var words = rest.split("\\s+", 2);
        return new DocBlock(tag, words[0], words.length > 1 ? words[1] : "");
    }
}
