// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Completeness;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.Output;
import dev.bpfsh.loader.Step;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Tells what is Java, a command or a question in what was typed, and has each of it answered. */
final class Inputs {
    private final Evaluator evaluator;
    private final Function<Step, Optional<String>> explains;
    private final Above above;
    private final Answers answers;
    private final Supplier<Feedback> feedback;
    private final Predicate<String> command;
    private final UnaryOperator<String> question;
    private boolean stopped;

    /** How Java is evaluated, of which each outcome is told. */
    private interface Evaluation {
        void of(String file, String java, Consumer<Outcome> each);
    }

    /**
     * @param explains what a step of what was typed did
     * @param feedback how much to say
     * @param command does what a command says, and returns whether what stands behind it is wanted
     * @param question gives the answer to one
     */
    Inputs(
            Evaluator evaluator,
            Function<Step, Optional<String>> explains,
            Above above,
            Answers answers,
            Supplier<Feedback> feedback,
            Predicate<String> command,
            UnaryOperator<String> question) {
        this.evaluator = evaluator;
        this.explains = explains;
        this.above = above;
        this.answers = answers;
        this.feedback = feedback;
        this.command = command;
        this.question = question;
    }

    /**
     * Takes a text, which is several inputs when it was pasted or is a file: commands may stand between Java.
     *
     * @param file what problems are reported in
     * @return false when something of it failed, and nothing behind that was evaluated
     */
    boolean take(String file, String text) {
        return take(file, text, evaluator::eval);
    }

    /** As {@link #take(String, String)} of what comes before the first prompt. */
    boolean begin(Beginning beginning) {
        return take(beginning.file(), beginning.text(), beginning.users() ? evaluator::eval : evaluator::begin);
    }

    /** As {@link #take(String, String)} of what nobody has typed: it shows only what fails. */
    boolean takeQuietly(String text) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Output.Route route = Output.route(lines -> {});
        above.answersTo(nowhere);
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            return take(Evaluator.TYPED, text);
        } finally {
            System.setOut(out);
            System.setErr(err);
            above.answersTo(null);
            route.close();
        }
    }

    private boolean take(String file, String text, Evaluation evaluation) {
        StringBuilder java = new StringBuilder();
        int lines = 0;
        try {
            if (file.equals(Evaluator.TYPED) && Question.isOne(text)) {
                above.answer(question.apply(text));
                return true;
            }
            for (String line : text.split("\n", -1)) {
                lines++;
                if (Commands.isCommand(line) && !incomplete(java.toString())) {
                    if (!evaluate(file, java.toString(), evaluation)) {
                        return false;
                    }
                    java.setLength(0);
                    if (!command.test(line)) {
                        return true;
                    }
                    if (!file.equals(Evaluator.TYPED)) {
                        java.append("\n".repeat(lines)); // So that problems further down have their lines.
                    }
                } else {
                    java.append(line).append('\n');
                }
            }
            return evaluate(file, java.toString(), evaluation);
        } catch (RuntimeException | Error e) {
            above.answer(cannot(e));
            return false;
        }
    }

    /** A failure of ours, or one of the user's that came through: it may be of a class that has no text. */
    private static String cannot(Throwable thrown) {
        String words;
        try {
            words = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
        } catch (RuntimeException | Error broken) {
            words = thrown.getClass().getName();
        }
        return "bpfsh cannot do that: " + ValueText.bounded(words);
    }

    /** Nothing is not asked about: a command need not wait for a session that is not ready. */
    private boolean incomplete(String java) {
        return !java.isBlank() && evaluator.completeness(java) == Completeness.INCOMPLETE;
    }

    /** Evaluates Java and answers; false when something of it failed, and nothing behind that was evaluated. */
    boolean evaluate(String file, String java) {
        return evaluate(file, java, evaluator::eval);
    }

    private boolean evaluate(String file, String java, Evaluation evaluation) {
        if (java.isBlank()) {
            return true;
        }
        AtomicBoolean worked = new AtomicBoolean(true);
        AtomicReference<Step> told = new AtomicReference<>();
        evaluation.of(file, java, outcome -> {
            worked.set(outcome.succeeded());
            stopped = outcome instanceof Outcome.Stopped;
            // A file that is opened says only what went wrong, as in jshell.
            boolean typed = file.equals(Evaluator.TYPED);
            if (typed || !outcome.succeeded()) {
                feedback.get().of(outcome, answers).ifPresent(outcome.succeeded() ? above::answer : above::tell);
            }
            if (typed && outcome.succeeded() && !isRemark(outcome)) {
                evaluator.step().filter(step -> step != told.getAndSet(step)).ifPresent(this::explain);
            }
        });
        return worked.get();
    }

    /** Of what a variable has lost, say: the value comes behind it. */
    private static boolean isRemark(Outcome outcome) {
        return outcome instanceof Outcome.Done done && !done.text().isEmpty();
    }

    private void explain(Step step) {
        if (feedback.get() != Feedback.SILENT) {
            explains.apply(step).ifPresent(above::answer);
        }
    }

    /** Whether Ctrl-C ended what was evaluated last. */
    boolean stopped() {
        return stopped;
    }
}
