// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.kernel.Printable;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * A value as text of bounded length, whatever the value is: strings as Java literals, arrays and the JDK's collections
 * element by element, everything else by its {@code toString}, which may throw or answer 100 MB.
 */
final class ValueText {
    private static final int LONGEST = 4_000;
    /** Kept for the note that the rest of a list was left out. */
    private static final int ROOM = 100;

    private static final int MOST_LINES = 200;
    private static final int DEEPEST = 8;

    private final StringBuilder out = new StringBuilder();

    private final int longest;

    private ValueText(int longest) {
        this.longest = longest;
    }

    /** The text of {@code value}, harmless to a terminal, at most some 4,000 characters; never throws. */
    static String of(Object value) {
        return of(value, LONGEST);
    }

    /** The same with at most some {@code room} characters. */
    static String of(Object value, int room) {
        ValueText text = new ValueText(Math.min(room, LONGEST));
        try {
            text.add(value, 0);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            text.out.append("... (").append(e.getClass().getSimpleName()).append(')');
        }
        return bounded(text.out.toString(), text.longest);
    }

    /** {@code text} harmless and cut to a bounded length and number of lines, saying what was left out. */
    static String bounded(String text) {
        return bounded(text, LONGEST);
    }

    private static String bounded(String text, int longest) {
        int end = Math.min(text.length(), longest);
        int lines = 0;
        for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
            if (++lines == MOST_LINES) {
                end = at + 1;
            }
        }
        if (end == text.length()) {
            return PlainText.harmless(text);
        }
        return PlainText.harmless(text.substring(0, end)) + "... (" + (text.length() - end) + " more characters)";
    }

    private void add(Object value, int depth) {
        if (value instanceof String string) {
            quote(string);
        } else if (value instanceof Character character) {
            out.append('\'').append(literal(character, '\'')).append('\'');
        } else if (value != null && value.getClass().isArray()) {
            array(value, depth);
        } else if (value instanceof Map<?, ?> map && fromJdk(value) && depth < DEEPEST) {
            list('{', map.entrySet().iterator(), map.size(), '}', depth);
        } else if (value instanceof Map.Entry<?, ?> entry && fromJdk(value)) {
            add(entry.getKey(), depth + 1);
            out.append('=');
            add(entry.getValue(), depth + 1);
        } else if (value instanceof Collection<?> list && fromJdk(value) && depth < DEEPEST) {
            list('[', list.iterator(), list.size(), ']', depth);
        } else {
            out.append(word(value));
        }
    }

    private void array(Object array, int depth) {
        int length = Array.getLength(array);
        out.append(array.getClass().getComponentType().getTypeName())
                .append('[')
                .append(length);
        if (depth >= DEEPEST) {
            out.append("]{...}");
            return;
        }
        Iterator<Object> elements = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < length;
            }

            @Override
            public Object next() {
                return Array.get(array, next++);
            }
        };
        out.append("] ");
        list('{', elements, length, '}', depth);
    }

    private void list(char open, Iterator<?> elements, int size, char close, int depth) {
        out.append(open);
        for (int i = 0; elements.hasNext(); i++) {
            if (out.length() > longest - ROOM) {
                out.append(", ... (").append(size - i).append(" more)");
                break;
            }
            out.append(i == 0 ? "" : ", ");
            add(elements.next(), depth + 1);
        }
        out.append(close);
    }

    private void quote(String string) {
        int end = string.length() <= longest - ROOM ? string.length() : longest - ROOM;
        out.append('"');
        for (int i = 0; i < end; i++) {
            out.append(literal(string.charAt(i), '"'));
        }
        out.append('"');
        if (end < string.length()) {
            out.append("... (").append(string.length() - end).append(" more characters)");
        }
    }

    private static String literal(char c, char quote) {
        if (c == quote || c == '\\') {
            return "\\" + c;
        }
        String self = String.valueOf(c);
        // Half of a pair is left as it is: the pair may be a letter.
        return Character.isSurrogate(c) || Printable.of(self).equals(self) ? self : escape(c);
    }

    /** As Java writes it, so that what is shown can be typed again. */
    private static String escape(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> String.format("\\u%04x", (int) c);
        };
    }

    private static String word(Object value) {
        try {
            String text = String.valueOf(value);
            return text == null ? "null" : text.length() > 2 * LONGEST ? bounded(text) : text;
        } catch (Throwable e) {
            return value.getClass().getName() + " (its toString threw "
                    + e.getClass().getName() + ")";
        }
    }

    private static boolean fromJdk(Object value) {
        return value.getClass().getName().startsWith("java.util.");
    }
}
