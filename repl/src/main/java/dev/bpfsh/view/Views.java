// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.SkeletonObject;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Values in our own words. */
public final class Views {
    private Views() {}

    /** Whether we have words for a value; Java's own {@code toString()} serves for the others. */
    public static boolean owns(Object value) {
        if (value instanceof Collection<?> values) {
            return !values.isEmpty() && values.stream().allMatch(Views::ownsOne);
        }
        return ownsOne(value);
    }

    private static boolean ownsOne(Object value) {
        return value instanceof SkeletonObject
                || value != null && value.getClass().getPackageName().startsWith("dev.bpfsh.");
    }

    /** The text for a value: in our words, or as Java shows it. */
    public static String show(Object value, Style style) {
        if (owns(value) && value instanceof Collection<?> values) {
            return values.stream().map(one -> show(one, style)).collect(Collectors.joining("\n"));
        } else if (value instanceof BpfObject object) {
            return new ObjectView(object, style).text();
        } else if (value instanceof SkeletonObject skeleton) {
            return new ObjectView(skeleton.object(), style).text();
        } else if (value instanceof Globals globals) {
            return GlobalsView.text(globals, style);
        } else if (value instanceof Global global) {
            return GlobalsView.line(global);
        } else if (value instanceof BpfLink link) {
            return style.bold(link.program().name())
                    + (link.attached() ? " attached to " : " detached from ")
                    + link.hook();
        }
        return ownsOne(value) ? Printable.of(value.toString()) : String.valueOf(value);
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
