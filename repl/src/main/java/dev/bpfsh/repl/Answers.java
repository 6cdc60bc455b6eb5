// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.LearnMore;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.Problem;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the prompt says about an evaluation. */
final class Answers {
    private static final int WIDEST_SOURCE = 120;
    private static final int MOST_PROBLEMS = 4;
    private static final int MOST_FRAMES = 6;

    private final Evaluator evaluator;
    private final Supplier<Style> style;
    private final Supplier<Optional<String>> lesson;

    /**
     * @param style how text may look on the terminal as it is now
     * @param lesson what begins the lesson that is on, which is not told about to whoever is in it
     */
    Answers(Evaluator evaluator, Supplier<Style> style, Supplier<Optional<String>> lesson) {
        this.evaluator = evaluator;
        this.style = style;
        this.lesson = lesson;
    }

    /** The text to show; empty for statements and imports. Never throws, is bounded, and harmless to a terminal. */
    String of(Outcome outcome) {
        if (outcome instanceof Outcome.Value value) {
            return users(() -> value(value), value.name() + " ==>");
        } else if (outcome instanceof Outcome.Threw threw) {
            return users(() -> error(threw), threw.thrown().getClass().getName());
        } else if (outcome instanceof Outcome.Failed failed) {
            return problems(failed.problems());
        } else if (outcome instanceof Outcome.Stopped stopped) {
            return stopped.where().isEmpty()
                    ? "stopped"
                    : "stopped waiting for it; it still hangs in " + ValueText.bounded(stopped.where());
        }
        return ValueText.bounded(((Outcome.Done) outcome).text());
    }

    /** A text for which code of the user may be called, which may do anything. */
    private String users(Supplier<String> text, String what) {
        try {
            return evaluator.call(text).orElse(what + " (its text was stopped)");
        } catch (RuntimeException e) {
            Throwable cause = e instanceof IllegalStateException && e.getCause() != null ? e.getCause() : e;
            return what + " (its text threw " + cause.getClass().getName() + ")";
        }
    }

    /** An exception; to be called where code of the user's may run. */
    String error(Outcome.Threw threw) {
        return ValueText.bounded(Views.error(
                threw.thrown(),
                threw.frames(),
                evaluator::source,
                this::taught,
                style.get().withAll("/why")));
    }

    private Optional<String> taught(Topic topic) {
        return LearnMore.atPrompt(topic)
                .filter(where -> lesson.get().filter(where::equals).isEmpty());
    }

    /** Where a thread is that does not end. */
    String where(List<StackTraceElement> frames) {
        StringBuilder text = new StringBuilder("it hangs in");
        frames.stream().limit(MOST_FRAMES).forEach(frame -> {
            boolean users = frame.getClassName().indexOf('.') < 0;
            String place = users
                    ? frame.getFileName() + ":" + frame.getLineNumber()
                    : frame.getClassName() + "." + frame.getMethodName() + "()";
            String source = users ? evaluator.source(frame) : "";
            text.append('\n')
                    .append(style.get().cut(PlainText.harmless(("  " + place + "  " + source).stripTrailing())));
        });
        return text.append("\nCtrl-C again closes everything and leaves").toString();
    }

    private String value(Outcome.Value value) {
        var whole = style.get().withAll("show(" + value.name() + ")");
        return PlainText.harmless(Views.answer(value.name(), value.value(), whole));
    }

    private String problems(List<Problem> problems) {
        String shown = problems.stream().limit(MOST_PROBLEMS).map(this::problem).collect(Collectors.joining("\n"));
        int more = problems.size() - MOST_PROBLEMS;
        return more <= 0 ? shown : shown + "\n... " + more + " more, /why shows all";
    }

    private String problem(Problem problem) {
        Style style = this.style.get();
        boolean typed = problem.file().equals(Evaluator.TYPED);
        String place = typed ? "error: " : problem.file() + ":" + problem.line() + ":" + problem.column() + ": ";
        StringBuilder text = new StringBuilder(
                style.bad(place) + ValueText.bounded(problem.message().strip()));
        if (!problem.sourceLine().isBlank()) {
            text.append('\n').append(source(problem, typed && problem.lines() > 1, style));
        }
        if (!problem.hint().isEmpty()) {
            text.append('\n').append(style.hint("hint: " + ValueText.bounded(problem.hint())));
        }
        return text.toString();
    }

    /** The line and carets below what is wrong in it; of several lines with its number. */
    private static String source(Problem problem, boolean numbered, Style style) {
        String number = numbered ? problem.line() + " | " : "";
        int widest = Math.max(1, Math.min(WIDEST_SOURCE, style.width() - number.length() - 2));
        Problem.Excerpt excerpt = problem.excerpt(widest);
        return "  " + style.faint(number) + excerpt.line() + "\n" + " ".repeat(2 + number.length() + excerpt.before())
                + style.bad("^".repeat(excerpt.length()));
    }
}
