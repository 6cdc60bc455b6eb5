// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the prompt says about an evaluation. */
final class Answers {
    private static final int WIDEST_SOURCE = 120;

    private final Function<Object, Optional<String>> ownWords;
    private final BiFunction<Throwable, List<StackTraceElement>, String> errorWords;

    /**
     * @param ownWords the text of a value that we have words of our own for, else empty
     * @param errorWords the text of an exception, given its frames in the user's code
     */
    Answers(
            Function<Object, Optional<String>> ownWords,
            BiFunction<Throwable, List<StackTraceElement>, String> errorWords) {
        this.ownWords = ownWords;
        this.errorWords = errorWords;
    }

    /** The text to show; empty for statements and imports. Never throws, is bounded, and harmless to a terminal. */
    String of(Outcome outcome) {
        try {
            if (outcome instanceof Outcome.Value value) {
                return value(value.name() + " ==> ", value.value());
            } else if (outcome instanceof Outcome.Done done) {
                return ValueText.bounded(done.text());
            } else if (outcome instanceof Outcome.Failed failed) {
                return failed.problems().stream().map(Answers::problem).collect(Collectors.joining("\n"));
            } else if (outcome instanceof Outcome.Threw threw) {
                return ValueText.bounded(errorWords.apply(threw.thrown(), threw.frames()));
            } else if (outcome instanceof Outcome.Stopped stopped) {
                return stopped.where().isEmpty()
                        ? "stopped"
                        : "stopped waiting for it; it still hangs in " + ValueText.bounded(stopped.where());
            }
            throw new IllegalArgumentException(outcome.toString());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return "no words for the result: " + e.getClass().getName();
        }
    }

    /** A value in our own words, or else in Java's behind {@code prefix}. */
    String value(String prefix, Object value) {
        return (value == null ? Optional.<String>empty() : ownWords.apply(value))
                .map(ValueText::bounded)
                .orElseGet(() -> prefix + ValueText.of(value));
    }

    private static String problem(Problem problem) {
        boolean typed = problem.file().equals(Evaluator.TYPED);
        String place = typed ? "error: " : problem.file() + ":" + problem.line() + ":" + problem.column() + ": ";
        String message = place + ValueText.bounded(problem.message().strip());
        if (problem.sourceLine().isBlank()) {
            return message;
        }
        int start =
                Math.min(Math.max(0, problem.column() - 1), problem.sourceLine().length());
        // A window of a long line, so that the caret stays below its place.
        int from = Math.max(0, start - WIDEST_SOURCE / 2);
        int to = Math.min(problem.sourceLine().length(), from + WIDEST_SOURCE);
        String shown = problem.sourceLine().substring(from, to).replace('\t', ' ');
        int carets = Math.max(1, Math.min(problem.length(), to - start));
        return message + "\n  " + PlainText.harmless(shown) + "\n  " + " ".repeat(start - from) + "^".repeat(carets);
    }
}
