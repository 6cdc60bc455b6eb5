// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.loader.SkeletonObject;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Values in words, at most a screen of them: by the views that are registered for their types. */
public final class Views {
    /** Lines of a screen for what was typed, the next prompt, the arrow and a note at the end. */
    private static final int NOT_OURS = 6;

    /** Columns of what stands before the text of a value at the prompt. */
    static final int NAME = 12;

    private static final class Holder {
        private static final Registry REGISTRY = OwnViews.in(new Registry());
    }

    private Views() {}

    /**
     * Registers a view of the user's, in the place of one that there may be. The most specific type that a value has
     * wins: its class, then the interfaces of that, then the class above.
     *
     * @param view gives a text, a {@link Row}, or another value that is shown instead; what it throws is shown with the
     *     value's own text
     */
    public static <T> void register(Class<T> type, Function<? super T, ?> view) {
        Holder.REGISTRY.user(type, new UserView<>(view));
    }

    /** Takes the user's view of a type away; true if there was one. */
    public static boolean forget(Class<?> type) {
        return Holder.REGISTRY.remove(type);
    }

    /** Takes all views of the user's away. */
    public static void forgetAll() {
        Holder.REGISTRY.removeAll();
    }

    /**
     * What the prompt answers: {@code NAME ==> TEXT}, or the lines of a view, the name at the end of the first. Never throws
     * what a value or its view does.
     *
     * @param style how it may look; {@link Style#all} shows what is left out
     */
    public static String answer(String name, Object value, Style style) {
        var lines = new ArrayList<String>();
        var page = new Page(style);
        try {
            lines(value, style).forEach(lines::add);
            if (lines.size() == 1) {
                return page.text(ListView.speaks(value) ? lines : List.of(name + " ==> " + lines.get(0)));
            } else if (!isOwn(value) && !lines.isEmpty()) {
                lines.set(0, named(lines.get(0), name, style));
            }
            return page.text(lines);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError | AssertionError e) {
            return page.text(List.of(Text.line(
                    name + " ==> " + value.getClass().getName() + " (its view threw " + OneLine.word(e) + ")")));
        }
    }

    /** The line with a name that nobody chose at its end, where there is room: whoever wants the value again needs it. */
    private static String named(String line, String name, Style style) {
        int left = style.width() - 1 - Width.of(line) - Width.of(name);
        return name.startsWith("$") && left > 1 ? line + " ".repeat(left) + style.faint(name) : line;
    }

    /** The text for a value, as much as the style has room for; a text is its own. */
    public static String show(Object value, Style style) {
        return value instanceof CharSequence text && !style.bounded()
                ? text.toString()
                : new Page(style).text(lines(value, style));
    }

    /** All lines of a value, which are made while they are read; they can be read once. */
    public static Iterable<String> all(Object value, Style style) {
        return value instanceof CharSequence text ? Text.lines(text.toString()) : lines(value, style.whole());
    }

    /** A text of somebody else, as much of it as fits a screen. */
    public static String cut(String text, Style style) {
        return new Page(style).text(text.lines().toList());
    }

    /** The lines for a value alone. */
    static Iterable<String> lines(Object value, Style style) {
        var view = registered(value);
        if (view.isPresent()) {
            return view.get().lines(value, style);
        } else if (isOwn(value)) {
            return OwnViews.printed(value);
        }
        if (value != null && value.getClass().isArray()) {
            return elements(value, style);
        }
        return Rows.of(value)
                .<Iterable<String>>map(row -> OwnViews.titled(value.getClass().getSimpleName(), row, style))
                .orElseGet(() -> List.of(inline(value, style)));
    }

    /** The elements of a list or array that are not worth a line each: on one line, or where all are wanted on many. */
    static Iterable<String> elements(Object value, Style style) {
        if (style.bounded() || style.width() == Integer.MAX_VALUE) {
            return List.of(inline(value, style));
        } else if (value instanceof Collection<?> values) {
            return Wrapped.lines("[", values.iterator(), "]", style.width());
        }
        var open = value.getClass().getComponentType().getTypeName() + "[" + Array.getLength(value) + "] {";
        return Wrapped.lines(open, OneLine.elements(value), "}", style.width());
    }

    /** The text on one line for what is not worth more. */
    static String inline(Object value, Style style) {
        if (!style.bounded()) {
            return OneLine.whole(value);
        }
        long letters = Math.max(1, style.height() - NOT_OURS) * (long) style.width();
        var text = OneLine.of(value, (int) Math.min(Integer.MAX_VALUE, letters), style.all());
        if (value instanceof Number || value instanceof Boolean) {
            return style.number(text);
        }
        return value instanceof String || value instanceof Character ? style.string(text) : text;
    }

    /** The same of what its {@code toString} says. */
    static String inlineWord(Object value, Style style) {
        return Text.line(style.bounded() ? OneLine.word(value) : OneLine.wholeWord(value));
    }

    /** A value on one line, however long it is. */
    static String wholeLine(Object value) {
        return registered(value).isPresent() || isOwn(value) ? line(value) : Text.line(OneLine.wholeWord(value));
    }

    /** A value on one line. */
    static String line(Object value) {
        var view = registered(value);
        if (view.isPresent()) {
            return view.get().line(value);
        }
        return isOwn(value) ? OwnViews.line(value) : Text.line(OneLine.word(value));
    }

    static Optional<View<Object>> registered(Object value) {
        return Holder.REGISTRY.of(value);
    }

    /** The user's view for a value, where that is the one that is used. */
    static Optional<View<Object>> usersView(Object value) {
        return registered(value).filter(UserView.class::isInstance);
    }

    /** Whether it is of a type of ours that says more than its name. */
    static boolean isOwn(Object value) {
        return value instanceof SkeletonObject
                || value != null
                        && !(value instanceof Enum)
                        && !value.getClass().isArray()
                        && value.getClass().getPackageName().startsWith("dev.bpfsh.");
    }

    /** An exception on one screen. */
    public static String error(Throwable thrown, Style style) {
        return error(thrown, List.of(), style);
    }

    /**
     * An exception on one screen.
     *
     * @param frames where it came from, in the user's own code only
     */
    public static String error(Throwable thrown, List<StackTraceElement> frames, Style style) {
        return error(thrown, frames, topic -> Optional.empty(), style);
    }

    /**
     * An exception on one screen, and where that is taught which it is about.
     *
     * @param taught gives where, as something to type; empty where it is not
     */
    public static String error(
            Throwable thrown, List<StackTraceElement> frames, Function<Topic, Optional<String>> taught, Style style) {
        return error(thrown, frames, frame -> "", taught, style);
    }

    /**
     * As {@link #error(Throwable, List, Function, Style)}, with the lines of the user's that it came through.
     *
     * @param source the line that a frame is at, empty where it is not known
     */
    public static String error(
            Throwable thrown,
            List<StackTraceElement> frames,
            Function<StackTraceElement, String> source,
            Function<Topic, Optional<String>> taught,
            Style style) {
        return new ErrorView(thrown, frames, source, taught, style).text();
    }
}
