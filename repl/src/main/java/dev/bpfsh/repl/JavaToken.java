// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A piece of Java, as an eye tells them apart (Java Language Specification, chapter 3). What is typed is seldom whole, so
 * there is no text that cannot be cut: a string without its end is one up to the end of its line.
 *
 * @param kind what it is
 * @param from where it begins
 * @param to where what follows it begins
 * @param whole false for a text, a character or a comment without its end
 */
record JavaToken(Kind kind, int from, int to, boolean whole) {
    /** What a piece of Java is. */
    enum Kind {
        KEYWORD,
        /** A name that begins like a type's. */
        TYPE,
        NAME,
        NUMBER,
        STRING,
        TEXT_BLOCK,
        CHARACTER,
        COMMENT,
        ANNOTATION,
        OPEN,
        CLOSE,
        OTHER
    }

    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " final finally float for goto if implements import instanceof int interface long native"
                            + " new package private protected public return short static strictfp super switch"
                            + " synchronized this throw throws transient try void volatile while true false null"
                            + " var record sealed permits yield non-sealed")
                    .split(" "));
    private static final int LONGEST_KEYWORD = 12;
    private static final String BLOCK_QUOTES = "\"\"\"";

    /** The pieces of a text in order, without the blanks between them. */
    static List<JavaToken> of(String text) {
        return of(text, 0);
    }

    /** The pieces of a text that begin here or behind it. */
    static List<JavaToken> of(String text, int from) {
        List<JavaToken> tokens = new ArrayList<>(text.length() / 4 + 4);
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                JavaToken token = at(text, at);
                tokens.add(token);
                at = token.to;
            }
        }
        return tokens;
    }

    private static JavaToken at(String text, int from) {
        char c = text.charAt(from);
        return switch (c) {
            case '"' -> text.startsWith(BLOCK_QUOTES, from) ? textBlock(text, from) : quoted(text, from, Kind.STRING);
            case '\'' -> quoted(text, from, Kind.CHARACTER);
            case '(', '[', '{' -> new JavaToken(Kind.OPEN, from, from + 1, true);
            case ')', ']', '}' -> new JavaToken(Kind.CLOSE, from, from + 1, true);
            case '/' -> slash(text, from);
            case '@' -> annotation(text, from);
            default ->
                isDigit(c) || c == '.' && from + 1 < text.length() && isDigit(text.charAt(from + 1))
                        ? number(text, from)
                        : word(text, from);
        };
    }

    private static JavaToken quoted(String text, int from, Kind kind) {
        char quote = text.charAt(from);
        for (int at = from + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                return new JavaToken(kind, from, at + 1, true);
            } else if (c == '\n') {
                return new JavaToken(kind, from, at, false);
            } else if (c == '\\') {
                at++;
            }
        }
        return new JavaToken(kind, from, text.length(), false);
    }

    private static JavaToken textBlock(String text, int from) {
        for (int at = from + BLOCK_QUOTES.length(); at < text.length(); at++) {
            if (text.startsWith(BLOCK_QUOTES, at)) {
                return new JavaToken(Kind.TEXT_BLOCK, from, at + BLOCK_QUOTES.length(), true);
            } else if (text.charAt(at) == '\\') {
                at++;
            }
        }
        return new JavaToken(Kind.TEXT_BLOCK, from, text.length(), false);
    }

    private static JavaToken slash(String text, int from) {
        if (text.startsWith("//", from)) {
            int end = text.indexOf('\n', from);
            return new JavaToken(Kind.COMMENT, from, end < 0 ? text.length() : end, true);
        } else if (text.startsWith("/*", from)) {
            int end = text.indexOf("*/", from + 2);
            return new JavaToken(Kind.COMMENT, from, end < 0 ? text.length() : end + 2, end >= 0);
        }
        return new JavaToken(Kind.OTHER, from, from + 1, true);
    }

    private static JavaToken annotation(String text, int from) {
        int end = wordEnd(text, from + 1);
        return text.startsWith("interface", from + 1) && end == from + 10
                ? new JavaToken(Kind.KEYWORD, from, end, true)
                : new JavaToken(end > from + 1 ? Kind.ANNOTATION : Kind.OTHER, from, end, true);
    }

    /** Digits and letters alike, as in {@code 0x1F}, {@code 1_000L} and {@code 1e-9}; what is wrong in it javac says. */
    private static JavaToken number(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean exponent = (c == '+' || c == '-') && "eEpP".indexOf(text.charAt(at - 1)) >= 0 && !isHex(text, from);
            boolean point = c == '.' && at + 1 < text.length() && !Character.isJavaIdentifierStart(text.charAt(at + 1));
            if (!Character.isLetterOrDigit(c) && c != '_' && !exponent && !point) {
                break;
            }
            at++;
        }
        return new JavaToken(Kind.NUMBER, from, Math.max(at, from + 1), true);
    }

    private static boolean isHex(String text, int from) {
        return text.startsWith("0x", from) || text.startsWith("0X", from);
    }

    private static JavaToken word(String text, int from) {
        int end = wordEnd(text, from);
        if (end == from) {
            int length = Character.charCount(text.codePointAt(from));
            return new JavaToken(Kind.OTHER, from, from + length, true);
        } else if (text.startsWith("non-sealed", from) && wordEnd(text, from + 4) == from + 10) {
            return new JavaToken(Kind.KEYWORD, from, from + 10, true);
        } else if (end - from <= LONGEST_KEYWORD && KEYWORDS.contains(text.substring(from, end))) {
            return new JavaToken(Kind.KEYWORD, from, end, true);
        }
        return new JavaToken(isType(text, from, end) ? Kind.TYPE : Kind.NAME, from, end, true);
    }

    /** By its looks: {@code String} and {@code T} are types, {@code MAX_VALUE} is a constant. */
    private static boolean isType(String text, int from, int end) {
        return Character.isUpperCase(text.charAt(from))
                && (end == from + 1 || text.substring(from, end).chars().anyMatch(Character::isLowerCase));
    }

    private static int wordEnd(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at)) && text.charAt(at) >= ' ') {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Whether a text goes on in the next line of the input, so that a line end in it is part of it. */
    boolean spansLines() {
        return kind == Kind.TEXT_BLOCK || kind == Kind.COMMENT && !whole;
    }
}
