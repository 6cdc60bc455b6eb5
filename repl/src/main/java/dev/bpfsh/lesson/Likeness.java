// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.List;
import java.util.regex.Pattern;

/** How what was typed stands to the step that was ready. */
enum Likeness {
    /** It is the step, or one with other numbers, texts or arguments, or that declares the same names. */
    STEP,
    /** It is like the step, but does not declare the name that the lesson goes on with. */
    RENAMED,
    /** It is something else. */
    OTHER;

    private static final String TYPE =
            "(?:final\\s+)?(?:var|int|long|boolean|double|byte|short|char|float|[A-Z][\\w.]*(?:<[^=;]*>)?)(?:\\[\\])*";
    private static final Pattern DECLARED = Pattern.compile("(?m)^\\s*" + TYPE + "\\s+(\\w+)\\s*=");
    private static final Pattern DECLARATION = Pattern.compile("^(?:" + TYPE + "\\s+)?\\w+\\s*=\\s*");
    /** Possessive, as a long text would else take the stack. */
    private static final Pattern LITERAL =
            Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\n]|\\\\.)++'|\\b\\d[\\w.]*");
    /** Stands for parentheses with all that is in them. */
    private static final String CALLED = "\u0001";

    private static final Pattern ARGUMENTS = Pattern.compile("\\([^()]*\\)");

    static Likeness of(String typed, String step) {
        var line = frame(typed);
        var wanted = frame(step);
        var names = declared(step);
        if (!names.isEmpty()) {
            // The lesson goes on with the names, whatever their values are.
            boolean same = !line.isEmpty() && value(line).equals(value(wanted));
            return declared(typed).containsAll(names) ? STEP : same ? RENAMED : OTHER;
        }
        return line.equals(wanted) ? STEP : OTHER;
    }

    /** The names that a text declares as variables. */
    static List<String> declared(String java) {
        return DECLARED.matcher(java).results().map(each -> each.group(1)).toList();
    }

    /** What stays of a text when literals, arguments and types of variables may be any. */
    private static String frame(String java) {
        var frame = LITERAL.matcher(java.strip()).replaceAll("0");
        for (var before = ""; !before.equals(frame); ) {
            before = frame;
            frame = ARGUMENTS.matcher(frame).replaceAll(CALLED);
        }
        return DECLARED.matcher(frame)
                .replaceAll("var $1 =")
                .replaceAll("\\s+", " ")
                .replaceAll("\\s*;$", "");
    }

    private static String value(String frame) {
        return DECLARATION.matcher(frame).replaceFirst("");
    }
}
