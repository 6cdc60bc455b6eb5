// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Printable;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A value as text of bounded length, whatever the value is: strings as Java literals, arrays and the JDK's collections
 * element by element, what has a view by that, everything else by its {@code toString}, which may throw or answer 100
 * MB.
 */
public final class OneLine {
    private static final int LONGEST = 4_000;
    /** Kept for the note that the rest of a list was left out. */
    private static final int ROOM = 100;

    private static final int DEEPEST = 8;

    private final StringBuilder out = new StringBuilder();
    private final int longest;
    private final String how;

    private OneLine(int longest, String all) {
        this.longest = longest;
        this.how = all.isEmpty() ? "" : ": " + all;
    }

    /** The text of a value, some 4,000 characters at most; never throws. */
    public static String of(Object value) {
        return of(value, LONGEST);
    }

    /** The same with at most some {@code room} characters. */
    public static String of(Object value, int room) {
        return of(value, room, "");
    }

    /** @param all the call that shows what is left out */
    static String of(Object value, int room, String all) {
        var text = new OneLine(Math.min(room, LONGEST), all);
        try {
            text.add(value, 0);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            text.out.append("... (").append(e.getClass().getSimpleName()).append(')');
        }
        return bounded(text.out.toString(), text.longest, text.how);
    }

    /** All of it, however long. */
    static String whole(Object value) {
        var text = new OneLine(Integer.MAX_VALUE, "");
        text.add(value, 0);
        return text.out.toString();
    }

    private static String bounded(String text, int longest, String how) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest) + "... (" + (text.length() - longest) + " more characters" + how + ")";
    }

    private void add(Object value, int depth) {
        if (value instanceof String string) {
            quote(string);
        } else if (value instanceof Character character) {
            out.append('\'').append(literal(character, '\'')).append('\'');
        } else if (value != null && value.getClass().isArray()) {
            array(value, depth);
        } else if (depth < DEEPEST && Views.usersView(value).isPresent()) {
            out.append(Views.line(value));
        } else if (value instanceof Map<?, ?> map && javas(value) && depth < DEEPEST) {
            list('{', map.entrySet().iterator(), map.size(), '}', depth);
        } else if (value instanceof Map.Entry<?, ?> entry && javas(value) && depth < DEEPEST) {
            add(entry.getKey(), depth + 1);
            out.append('=');
            add(entry.getValue(), depth + 1);
        } else if (value instanceof Collection<?> list && javas(value) && depth < DEEPEST) {
            list('[', list.iterator(), list.size(), ']', depth);
        } else if (value instanceof Optional<?> optional && optional.isPresent() && depth < DEEPEST) {
            out.append("Optional[");
            add(optional.get(), depth + 1);
            out.append(']');
        } else {
            boolean many = value instanceof Map || value instanceof Collection || value instanceof Optional;
            out.append(many ? word(value) : longest == Integer.MAX_VALUE ? Views.wholeLine(value) : Views.line(value));
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
        out.append("] ");
        list('{', elements(array), length, '}', depth);
    }

    static Iterator<Object> elements(Object array) {
        int length = Array.getLength(array);
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < length;
            }

            @Override
            public Object next() {
                if (next == length) {
                    throw new NoSuchElementException();
                }
                return Array.get(array, next++);
            }
        };
    }

    private void list(char open, Iterator<?> elements, int size, char close, int depth) {
        out.append(open);
        for (int i = 0; elements.hasNext(); i++) {
            if (out.length() > longest - ROOM) {
                out.append(", ... (")
                        .append(size > i ? Integer.toString(size - i) : "some")
                        .append(" more")
                        .append(how)
                        .append(')');
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
            out.append("... (")
                    .append(string.length() - end)
                    .append(" more characters")
                    .append(how)
                    .append(')');
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

    /** What its {@code toString} says, or that it says nothing; some thousand characters at most. */
    static String word(Object value) {
        return word(value, 2 * LONGEST);
    }

    /** The same, however long. */
    static String wholeWord(Object value) {
        return word(value, Integer.MAX_VALUE);
    }

    private static String word(Object value, int longest) {
        try {
            String text = String.valueOf(value);
            return text == null ? "null" : bounded(text, longest, "");
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            return value.getClass().getName() + " (its toString threw "
                    + e.getClass().getName() + ")";
        }
    }

    /** Whether it has no text of its own: Java's would call that of every element. */
    private static boolean javas(Object value) {
        try {
            return value.getClass()
                    .getMethod("toString")
                    .getDeclaringClass()
                    .getName()
                    .startsWith("java.");
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every object has it", e);
        }
    }
}
