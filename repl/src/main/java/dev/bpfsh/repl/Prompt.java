// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Completer;
import dev.bpfsh.host.Completeness;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.Output;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.Signals;

/** The prompt: reads, evaluates, answers, until the person leaves. */
final class Prompt {
    private static final Logger JLINE_LOG = Logger.getLogger("org.jline");
    private static final String PROMPT = "bpfsh> ";

    private final Setting setting;
    private final Terminal terminal;
    private final PromptReader reader;
    private final Keys keys;
    private final Above above;
    private final Evaluator evaluator;
    private final Answers answers;
    private final Commands commands;
    private SharedHistory shared = new SharedHistory(null);
    private final Insistence insistence;
    private OptionalInt exit = OptionalInt.empty();
    private volatile Thread closing;
    private volatile Thread typist;

    /**
     * Opens the terminal of this process and runs a prompt in it.
     *
     * @return the exit status
     * @throws IOException when the terminal cannot be opened
     */
    static int run(Setting setting) throws IOException {
        // What JLine warns about, it would print in the middle of the line.
        JLINE_LOG.setLevel(Level.OFF);
        try (Terminal terminal =
                TerminalBuilder.builder().name("bpfsh").system(true).dumb(true).build()) {
            if (terminal instanceof DumbTerminal) {
                // It looks for Ctrl-C among the keys, but the kernel has made a signal of it.
                Signals.register(Terminal.Signal.INT.name(), () -> terminal.raise(Terminal.Signal.INT));
            }
            return new Prompt(setting, terminal).run();
        }
    }

    Prompt(Setting setting, Terminal terminal) throws IOException {
        this.setting = setting;
        this.terminal = terminal;
        this.evaluator = setting.evaluator();
        this.answers = new Answers(evaluator, this::style);
        this.keys = new Keys(terminal, setting.queued());
        this.reader = new PromptReader(terminal, setting.queued(), this::begins);
        this.above = new Above(reader);
        List<Command> declared = new ArrayList<>(new ListCommands(evaluator).commands());
        declared.addAll(new FileCommands(this::evaluate, evaluator.journal()).commands());
        declared.addAll(new SessionCommands(this, setting, reader).commands());
        declared.add(WhyCommand.of(evaluator));
        this.commands = new Commands(declared);
        this.insistence = new Insistence(
                this::stop,
                // If no code of the user's runs, this prompt is at work, in the compiler perhaps.
                () -> above.answer(answers.where(evaluator.whereabouts(typist))),
                () -> setting.abandon().accept(ExitStatus.INTERRUPTED),
                System::nanoTime);
        reader.setParser(new JavaParser(input -> reader.await(() -> evaluator.completeness(input))));
        new Tab(new Completer(evaluator), commands, reader, this::style).bind();
        reader.setHighlighter(new JavaHighlighter(() -> style().theme(), commands::isKnown, new KnownNames()));
    }

    /** Reads and evaluates until the end; returns the exit status. */
    int run() {
        HistoryFile history = HistoryFile.in(setting.stateFolder());
        shared = new SharedHistory(history.path());
        reader.setHistory(shared);
        InputStream in = System.in;
        PrintStream out = System.out;
        PrintStream err = System.err;
        typist = Thread.currentThread();
        Output.Route route = Output.route(above::background);
        BackgroundErrors errors = new BackgroundErrors(
                        (thread, thrown) -> answers.error(evaluator.ended(thread, thrown)),
                        Output::background,
                        System::nanoTime)
                .install();
        Output.Route pager = setting.redirected(1) ? () -> {} : Output.pager(new Pager(terminal, above));
        try {
            terminal.handle(Terminal.Signal.INT, signal -> interrupt());
            System.setIn(new SnippetInput(terminal, keys, this::interrupt));
            // What is redirected to a file stays redirected.
            System.setOut(setting.redirected(1) ? out : above.stream());
            System.setErr(setting.redirected(2) ? err : above.stream());
            above.answer(setting.banner());
            if (history.problem() != null) {
                above.answer(history.problem());
            }
            begin();
            while (exit.isEmpty()) {
                String input = read();
                shared.problem().ifPresent(above::answer);
                take(input);
            }
            closeAll();
        } finally {
            pager.close();
            errors.close();
            route.close();
            above.close();
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
        return exit.getAsInt();
    }

    /** Ends the loop after the current line. */
    void leave(int status) {
        exit = OptionalInt.of(status);
    }

    /** Closes everything alive and begins again with the prelude, and what comes before the first prompt. */
    void reset() {
        closeAll();
        Views.forgetAll();
        evaluator.reset();
        begin();
    }

    private void begin() {
        for (Beginning beginning : setting.beginnings()) {
            boolean worked = evaluateBeginning(beginning);
            if (!worked && !beginning.file().equals(Evaluator.TYPED)) {
                above.answer(beginning.file() + ": the rest of it was not evaluated");
            }
        }
    }

    private boolean evaluateBeginning(Beginning beginning) {
        try {
            if (beginning.users()) {
                return evaluate(beginning.file(), beginning.text());
            }
            AtomicBoolean worked = new AtomicBoolean(true);
            evaluator.begin(beginning.file(), beginning.text(), outcome -> {
                worked.set(outcome.succeeded());
                if (!outcome.succeeded()) {
                    above.answer(answers.of(outcome));
                }
            });
            return worked.get();
        } catch (RuntimeException | Error e) {
            above.answer(cannot(e));
            return false;
        }
    }

    private void closeAll() {
        closing = Thread.currentThread();
        try {
            setting.closeAll().get().forEach(line -> above.answer(PlainText.harmless(line)));
        } finally {
            closing = null;
            // A Ctrl-C was for what was closed.
            Thread.interrupted();
        }
    }

    /** A Ctrl-C before this was for what ran until now, and nothing of it is left. */
    private String begins() {
        insistence.over();
        evaluator.forgetStop();
        shared.refresh();
        return keys.takeAhead();
    }

    private String read() {
        above.reading(true);
        try {
            String line = reader.readLine(PROMPT);
            if (Thread.interrupted() | keys.interruptedBehind(reader.behind())) {
                interrupt();
            }
            return line;
        } catch (UserInterruptException e) {
            // JLine leaves the flag set when the signal came between two keys (jline3 issue 2039).
            Thread.interrupted();
            return "";
        } catch (EndOfFileException | IOError e) {
            leave(0);
            return "";
        } finally {
            above.reading(false);
        }
    }

    /** Takes an input, which is several when it was pasted: commands may stand between Java. */
    private void take(String input) {
        StringBuilder java = new StringBuilder();
        try {
            for (String line : input.split("\n", -1)) {
                if (Commands.isCommand(line) && !incomplete(java.toString())) {
                    if (!evaluate(Evaluator.TYPED, java.toString())) {
                        return;
                    }
                    java.setLength(0);
                    above.answer(commands.run(line));
                } else {
                    java.append(line).append('\n');
                }
            }
            evaluate(Evaluator.TYPED, java.toString());
        } catch (RuntimeException | StackOverflowError e) {
            above.answer("bpfsh cannot do that: " + ValueText.bounded(String.valueOf(e.getMessage())));
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
    private boolean evaluate(String file, String java) {
        if (java.isBlank()) {
            return true;
        }
        AtomicBoolean worked = new AtomicBoolean(true);
        evaluator.eval(file, java, outcome -> {
            worked.set(outcome.succeeded());
            // A file that is opened says only what went wrong, as in jshell.
            if (file.equals(Evaluator.TYPED) || !outcome.succeeded()) {
                above.answer(answers.of(outcome));
            }
        });
        return worked.get();
    }

    private Style style() {
        return Style.terminal(terminal.getWidth(), terminal.getHeight());
    }

    /** Ctrl-C while no line is being typed: it is for what runs, or for what is about to. */
    private void interrupt() {
        insistence.pressed();
    }

    private void stop() {
        evaluator.stop();
        Thread closes = closing;
        if (closes != null) {
            closes.interrupt();
        }
    }
}
