// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.btf.Address;
import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.Rejection;
import dev.bpfsh.loader.SkeletonObject;
import dev.bpfsh.loader.Snapshot;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values in our own words, at most a screen of them. */
public final class Views {
    private static final int LONG = 40;
    private static final String TAB = "    ";

    private Views() {}

    /** Whether we have words for a value; Java's own {@code toString()} serves for the others. */
    public static boolean owns(Object value) {
        if (value instanceof Collection<?> values) {
            return !values.isEmpty()
                    && (values.stream().allMatch(one -> ownsOne(one) || one instanceof Map.Entry) || isLog(values));
        } else if (value instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(Views::ownsOne);
        } else if (value instanceof Optional<?> optional) {
            return optional.filter(Views::owns).isPresent();
        }
        return ownsOne(value);
    }

    // What a verifier, an iterator or a log says is read line by line.
    private static boolean isLog(Collection<?> values) {
        return values.stream().allMatch(String.class::isInstance)
                && values.stream().anyMatch(line -> ((String) line).length() > LONG);
    }

    private static boolean ownsOne(Object value) {
        return value instanceof SkeletonObject
                || value != null
                        && !value.getClass().isArray()
                        && value.getClass().getPackageName().startsWith("dev.bpfsh.");
    }

    /** The text for a value: in our words, or as Java shows it. */
    public static String show(Object value, Style style) {
        if (!owns(value)) {
            return String.valueOf(value);
        }
        var page = new Page(style);
        if (value instanceof Optional<?> optional) {
            return show(optional.orElseThrow(), style);
        } else if (value instanceof Collection<?> values) {
            return page.text(new ListView(style).lines(values));
        } else if (value instanceof Map<?, ?> map) {
            return page.text(new ListView(style).lines(map));
        } else if (value instanceof BpfObject object) {
            return page.textAndLast(new ObjectView(object, style).lines());
        } else if (value instanceof SkeletonObject skeleton) {
            return page.textAndLast(new ObjectView(skeleton.object(), style).lines());
        } else if (value instanceof Rejection rejection) {
            return page.textAndLast(RejectionView.lines(rejection, style));
        }
        return page.text(lines(value, style));
    }

    /** A text of somebody else, as much of it as fits a screen. */
    public static String cut(String text, Style style) {
        return new Page(style).text(text.lines().toList());
    }

    private static List<String> lines(Object value, Style style) {
        if (value instanceof BpfMap map) {
            return new MapView(map, style).lines();
        } else if (value instanceof BpfProgram program) {
            return ProgramView.lines(program, style);
        } else if (value instanceof Globals globals) {
            return GlobalsView.lines(globals, style);
        } else if (value instanceof Global global) {
            return GlobalsView.lines(global, style.width());
        } else if (value instanceof Snapshot snapshot) {
            return GlobalsView.lines(snapshot, style);
        } else if (value instanceof Struct struct) {
            return CView.lines("", struct, style.width());
        } else if (value instanceof BpfLink || value instanceof Btf) {
            return List.of(line(value));
        }
        return Facts.of(value).map(facts -> facts(facts)).orElseGet(() -> printed(value));
    }

    private static List<String> facts(Map<String, String> facts) {
        var columns = new Columns();
        facts.forEach((name, text) -> columns.row("  " + name, text));
        return columns.lines();
    }

    private static List<String> printed(Object value) {
        var text = value.toString();
        return text.startsWith(value.getClass().getName() + "@")
                ? List.of(calls(value.getClass()))
                : text.lines()
                        .map(line -> Printable.of(line.replace("\t", TAB)))
                        .toList();
    }

    // What has nothing to say of itself says what can be done with it.
    private static String calls(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(method -> method.getName() + (method.getParameterCount() == 0 ? "()" : "(...)"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", ", type.getSimpleName() + ": ", ""));
    }

    /** A value on one line. */
    static String line(Object value) {
        if (value instanceof Struct || value instanceof EnumValue || value instanceof Address) {
            return CView.line(value);
        } else if (value instanceof BpfLink link) {
            return link.program().name() + (link.attached() ? " attached to " : " detached from ") + link.hook();
        } else if (value instanceof Btf btf) {
            return "BTF of " + (btf.count() - 1) + " types; find(NAME), define(id(NAME)), Layout.of(btf, NAME)";
        }
        return Facts.text(value);
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
        return new ErrorView(thrown, frames, style).text();
    }
}
