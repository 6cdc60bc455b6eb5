// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.kernel.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the language of documentation comments: inline tags, and as much HTML as there is in them. */
final class DocMarkup {
    private static final Set<String> PARAGRAPHS = Set.of(
            "p",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "blockquote",
            "table",
            "tr",
            "div",
            "br",
            "caption");
    private static final Set<String> CODE = Set.of("code", "tt", "var", "samp", "kbd");
    private static final Set<String> NAMES = Set.of("b", "strong", "em", "i", "dfn", "th");
    private static final Map<String, String> ENTITIES = Map.of(
            "lt", "<", "gt", ">", "amp", "&", "quot", "\"", "nbsp", " ", "apos", "'", "mdash", "-", "ndash", "-");
    private static final int LONGEST_TAG = 200;

    /** How a word looks. */
    enum Look {
        PLAIN,
        CODE,
        NAME
    }

    /** @param glued no blank comes before it */
    record Word(String text, Look look, boolean glued) {}

    /**
     * A paragraph, an item of a list, or lines of code.
     *
     * @param words of a text, filled into lines
     * @param text of code
     */
    record Paragraph(List<Word> words, boolean bullet, boolean code, String text) {}

    private final String markup;
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private List<Word> words = new ArrayList<>();
    private Look look = Look.PLAIN;
    private boolean bullet;
    private boolean glued;
    private int at;

    private DocMarkup(String markup) {
        this.markup = markup;
    }

    static List<Paragraph> paragraphs(String markup) {
        var reader = new DocMarkup(markup);
        reader.read();
        return reader.paragraphs;
    }

    /** The words of the first paragraph. */
    static String plain(String markup) {
        return paragraphs(markup).stream()
                .filter(paragraph -> !paragraph.code())
                .findFirst()
                .map(paragraph -> paragraph.words().stream()
                        .map(word -> (word.glued() ? "" : " ") + word.text())
                        .collect(Collectors.joining())
                        .strip())
                .orElse("");
    }

    private void read() {
        while (at < markup.length()) {
            char c = markup.charAt(at);
            if (markup.startsWith("{@", at)) {
                inlineTag();
            } else if (c == '<' && tagEnd() > 0) {
                htmlTag();
            } else if (c == '&' && entity()) {
                continue;
            } else if (Character.isWhitespace(c)) {
                endWord();
                glued = false;
                at++;
            } else {
                word.append(c);
                at++;
            }
        }
        endParagraph();
    }

    private void inlineTag() {
        int end = closing(at);
        var body = markup.substring(Math.min(at + 2, end), end);
        at = Math.min(end + 1, markup.length());
        var parts = body.split("\\s+", 2);
        var rest = parts.length > 1 ? parts[1] : "";
        switch (parts[0]) {
            case "code", "literal", "snippet" -> phrase(rest, parts[0].equals("literal") ? look : Look.CODE);
            case "link", "linkplain", "value" -> link(rest);
            case "inheritDoc", "docRoot", "index" -> {}
            default -> phrase(rest, look);
        }
    }

    private void link(String rest) {
        int depth = 0;
        int end = 0;
        // A blank in the parameters is none behind the reference.
        while (end < rest.length() && (depth > 0 || !Character.isWhitespace(rest.charAt(end)))) {
            depth += rest.charAt(end) == '(' ? 1 : rest.charAt(end) == ')' ? -1 : 0;
            end++;
        }
        var label = rest.substring(end).strip();
        phrase(label.isEmpty() ? reference(rest.substring(0, end)) : label, label.isEmpty() ? Look.NAME : look);
    }

    private static String reference(String target) {
        var name = target.startsWith("#") ? target.substring(1) : target.replace('#', '.');
        int open = name.indexOf('(');
        return Signature.withoutPackage(open < 0 ? name : name.substring(0, open))
                + (open < 0 ? "" : name.substring(open).replaceAll("\\s+", " "));
    }

    /** Where the brace that opens at {@code from} closes; the end of all where it does not. */
    private int closing(int from) {
        int depth = 0;
        for (int i = from; i < markup.length(); i++) {
            depth += markup.charAt(i) == '{' ? 1 : markup.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return markup.length();
    }

    private void phrase(String text, Look as) {
        var before = look;
        boolean first = true;
        for (var part : text.strip().split("\\s+")) {
            if (!first) {
                endWord();
                glued = false;
            }
            switchLook(as);
            word.append(part);
            first = false;
        }
        switchLook(before);
    }

    private void switchLook(Look next) {
        if (next != look) {
            endWord();
            look = next;
        }
    }

    /** Where the tag that begins here ends; -1 where a sign of "less than" stands alone. */
    private int tagEnd() {
        int next = at + 1;
        if (next >= markup.length() || !Character.isLetter(markup.charAt(next)) && markup.charAt(next) != '/') {
            return -1;
        }
        int end = markup.indexOf('>', at);
        return end < at + LONGEST_TAG ? end : -1;
    }

    private void htmlTag() {
        int end = tagEnd();
        var tag = markup.substring(at + 1, end).toLowerCase(Locale.ROOT);
        boolean closes = tag.startsWith("/");
        var name = tag.replaceFirst("^/", "").split("[\\s/]", 2)[0];
        at = end + 1;
        if (name.equals("pre") && !closes) {
            code();
        } else if (name.equals("li")) {
            endParagraph();
            bullet = !closes;
        } else if (PARAGRAPHS.contains(name)) {
            endParagraph();
            bullet = bullet && !closes && !name.endsWith("l");
        } else if (name.equals("td")) {
            endWord();
            glued = false;
        } else if (CODE.contains(name)) {
            switchLook(closes ? Look.PLAIN : Look.CODE);
        } else if (NAMES.contains(name)) {
            switchLook(closes ? Look.PLAIN : Look.NAME);
        }
    }

    /** Lines that stay as they are, mostly {@code <pre>{@code ...}</pre>}. */
    private void code() {
        endParagraph();
        int end = markup.indexOf("</pre>", at);
        end = end < 0 ? markup.length() : end;
        var text = markup.substring(at, end);
        at = Math.min(markup.length(), end + "</pre>".length());
        var inner = text.strip();
        if (inner.startsWith("{@code") && inner.endsWith("}")) {
            text = inner.substring("{@code".length(), inner.length() - 1);
        } else {
            text = text.replaceAll("<[^>]{1,200}>", "")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&amp;", "&");
        }
        var lines = text.replaceFirst("^[ \\t]*\\R", "").stripTrailing();
        paragraphs.add(new Paragraph(
                List.of(),
                false,
                true,
                lines.stripIndent().lines().map(Printable::of).collect(Collectors.joining("\n"))));
    }

    private boolean entity() {
        int end = markup.indexOf(';', at);
        if (end < 0 || end > at + 10) {
            return false;
        }
        var name = markup.substring(at + 1, end);
        var text = ENTITIES.get(name);
        if (text == null && name.matches("#\\d{1,5}")) {
            text = String.valueOf((char) Integer.parseInt(name.substring(1)));
        }
        if (text == null) {
            return false;
        }
        word.append(text);
        at = end + 1;
        return true;
    }

    private void endWord() {
        if (word.length() > 0) {
            words.add(new Word(Printable.of(word.toString()), look, glued));
            word.setLength(0);
            glued = true;
        }
    }

    private void endParagraph() {
        endWord();
        glued = false;
        if (!words.isEmpty()) {
            paragraphs.add(new Paragraph(words, bullet, false, ""));
            words = new ArrayList<>();
        }
    }
}
