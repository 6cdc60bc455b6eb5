// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.util.Set;
import java.util.TreeSet;

/**
 * Java source as it is written: lines with their indentation, comments and literals that nothing in them can end, and
 * the imports it needs.
 */
final class JavaText {
    private final StringBuilder body = new StringBuilder();
    private final Set<String> imports = new TreeSet<>();
    private final boolean importing;
    private int depth;

    /** @param importing whether it begins with imports; where there can be none, types are named in full */
    JavaText(boolean importing) {
        this.importing = importing;
    }

    /** What to write for a type. */
    String type(String whole) {
        if (!importing) {
            return whole;
        }
        imports.add(whole);
        return whole.substring(whole.lastIndexOf('.') + 1);
    }

    /** A line; after one that opens a brace the next ones are indented, until one that closes it. */
    void line(String text) {
        if (text.startsWith("}")) {
            depth--;
        }
        body.append(text.isEmpty() ? "" : "    ".repeat(depth) + text).append('\n');
        if (text.endsWith("{")) {
            depth++;
        }
    }

    /** A blank line, then a comment. */
    void about(String text) {
        line("");
        line("/** " + text + " */");
    }

    /** C or a file's name, in a comment. */
    static String code(String text) {
        var harmless = harmless(text);
        // One that is alone would end the tag, or never let it end.
        var whole = isBalanced(harmless) ? harmless : harmless.replace('{', '(').replace('}', ')');
        return "{@code " + whole + "}";
    }

    private static boolean isBalanced(String text) {
        int open = 0;
        for (int i = 0; i < text.length() && open >= 0; i++) {
            open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
        }
        return open == 0;
    }

    /** What ends no comment, wherever it stands in one. */
    static String harmless(String text) {
        var harmless = new StringBuilder();
        text.codePoints().map(c -> c < ' ' || c == 0x7f || c == '\\' ? '?' : c).forEach(harmless::appendCodePoint);
        return harmless.toString().replace("*/", "* /");
    }

    /** A literal of this text. */
    static String literal(String text) {
        var literal = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c < ' ' || c == 0x7f) {
                literal.append("\\%03o".formatted(c));
            } else {
                literal.append((char) c);
            }
        });
        return literal.append('"').toString();
    }

    /** All of it, in ASCII: it means the same in whatever encoding it is read. */
    String finish(String before) {
        var whole = new StringBuilder(before);
        imports.forEach(name -> whole.append("import ").append(name).append(";\n"));
        whole.append(imports.isEmpty() ? "" : "\n").append(body);
        var ascii = new StringBuilder();
        whole.chars().forEach(c -> ascii.append(c < 0x80 ? Character.toString(c) : "\\u%04x".formatted(c)));
        return ascii.toString();
    }
}
