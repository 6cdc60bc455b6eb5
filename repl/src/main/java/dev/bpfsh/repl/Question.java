// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Completer;
import dev.bpfsh.complete.Inspection;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code NAME?} and {@code NAME??}: what a thing is, and all that there is to say of it. */
final class Question {
    private static final String NAME = "[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*|\\((?:\"[^\"\\\\]*\")?\\))*";
    private static final Pattern QUESTION = Pattern.compile("\\s*(" + NAME + ")\\s*(\\?\\??)\\s*");
    private static final Pattern CALLED = Pattern.compile("(" + NAME + "?)(?:\\(\\)?|\\?+)?");
    private static final int LONGEST = 1_000;
    private static final int INDENT = 2;
    private static final int VALUE_LINES = 8;
    /** What an answer leaves of a screen. */
    private static final int PROMPT_LINES = 3;

    private final Evaluator evaluator;
    private final Inspection inspection;
    private final Supplier<Style> style;

    /** @param style how text may look on the terminal as it is now */
    Question(Evaluator evaluator, Completer completer, Supplier<Style> style) {
        this.evaluator = evaluator;
        this.inspection = new Inspection(evaluator, completer, this::text);
        this.style = style;
    }

    /** Whether an input asks what something is: Java has no expression that ends so. */
    static boolean isOne(String input) {
        return input.length() < LONGEST && QUESTION.matcher(input).matches();
    }

    /** The answer: to one question mark at most a screen of it. */
    String answer(String input) {
        Matcher question = QUESTION.matcher(input);
        if (!question.matches()) {
            throw new IllegalArgumentException(input);
        }
        boolean all = question.group(2).length() > 1;
        String text = String.join("\n", inspection.of(question.group(1), all, style.get()));
        return all ? text : Views.cut(text, style.get());
    }

    /** What is written about a name; see {@link Inspection#documentation}. Empty where it is none. */
    Optional<List<String>> documentation(String name) {
        Matcher called = CALLED.matcher(name);
        return name.length() < LONGEST && called.matches()
                ? Optional.of(inspection.documentation(called.group(1), style.get()))
                : Optional.empty();
    }

    private String text(Object value) {
        Style screen = style.get();
        Style few = new Style(screen.theme(), screen.unicode(), screen.width() - INDENT, VALUE_LINES + PROMPT_LINES);
        return evaluator
                .call(() -> PlainText.harmless(Views.answer("value", value, few)))
                .orElse("(its text was stopped)");
    }
}
