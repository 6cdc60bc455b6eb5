// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Completer;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.Output;
import dev.bpfsh.timing.Phase;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.utils.ShutdownHooks;

/** The prompt: reads, evaluates, answers, until the person leaves. */
final class Prompt {
    private static final Logger JLINE_LOG = Logger.getLogger("org.jline");
    private static final String PROMPT = "bpfsh> ";

    private final Setting setting;
    private final Terminal terminal;
    private final PromptReader reader;
    private final Keys keys;
    private final Optional<String> keysProblem;
    private final Above above;
    private final Background background;
    private final Pager pager;
    private final Evaluator evaluator;
    private final Editor editor;
    private final Answers answers;
    private final Explanations explanations;
    private final Inputs inputs;
    private final Settings settings = new Settings();
    private final FileCommands files;
    private final Foreground foreground;
    private final Commands commands;
    private final Question question;
    private final CurrentLesson lesson;
    private SharedHistory shared = new SharedHistory(null);
    private final Insistence insistence;
    private final List<String> typed = new ArrayList<>();
    private Feedback feedback = Feedback.NORMAL;
    private OptionalInt exit = OptionalInt.empty();
    private String next = "";
    private Phase starting;
    private boolean beginning;
    private final Waiting waiting = new Waiting();
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
        AtomicReference<Prompt> there = new AtomicReference<>();
        // Added before JLine's own, which closes the terminal.
        ShutdownHooks.Task leaving = ShutdownHooks.add(() -> {
            if (there.get() != null) {
                there.get().reader.leave();
            }
        });
        Phase phase = Phase.begin("open the terminal");
        try (Terminal terminal = SystemTerminal.open()) {
            phase.end();
            phase = Phase.begin("make the prompt");
            Prompt prompt = new Prompt(setting, terminal);
            phase.end();
            there.set(prompt);
            Suspension.atCtrlZ(terminal, prompt.reader, prompt.above::isLent);
            return prompt.run();
        } finally {
            ShutdownHooks.remove(leaving);
        }
    }

    Prompt(Setting setting, Terminal terminal) throws IOException {
        this.setting = setting;
        this.terminal = terminal;
        this.evaluator = setting.evaluator();
        this.answers = new Answers(evaluator, this::style, this::lessonThatIsOn);
        this.keys = new Keys(terminal, setting.queued());
        this.reader = new PromptReader(terminal, setting.queued(), this::begins);
        // Before those of the prompt, which stay.
        this.keysProblem = setting.keys().apply(reader::take);
        this.above = new Above(reader);
        this.files = new FileCommands(this, evaluator);
        settings.declare(Feedback.setting(() -> feedback, value -> feedback = value));
        settings.declare(Settings.colour());
        this.background = new Background(above, this::style);
        settings.declare(background.setting());
        this.pager = new Pager(terminal, above);
        settings.declare(Settings.theme());
        settings.declare(pager.setting());
        reader.surroundedBy(background);
        reader.beginsLine(above::endsLine);
        List<Command> declared = new ArrayList<>(new ListCommands(evaluator).commands());
        declared.addAll(new SnippetCommands(this, evaluator).commands());
        declared.addAll(new LiveCommands(this, evaluator, setting.log()).commands());
        declared.addAll(new ScriptCommands(this, evaluator).commands());
        declared.add(new SnippetFiles(this).command());
        declared.addAll(files.commands());
        declared.addAll(new SessionCommands(this, evaluator, reader, settings).commands());
        declared.add(WhyCommand.of(evaluator));
        declared.add(DocCommand.of(this::documentation));
        this.explanations = new Explanations(this::style, this::isLearning);
        settings.declare(explanations.setting());
        declared.add(explanations.command());
        evaluator.noteSteps();
        this.inputs = new Inputs(
                evaluator,
                explanations::of,
                above,
                answers,
                () -> feedback,
                this::does,
                // What there is to say of a thing may have to be looked for.
                text -> waiting.on(() -> question().answer(text)).orElse("stopped"));
        this.foreground = new Foreground(terminal, above, evaluator::stop);
        this.editor = new Editor(System.getenv(), foreground::run);
        settings.declare(editor.setting());
        declared.add(new EditCommand(evaluator, editor, text -> take(Evaluator.TYPED, text)).command());
        JavaHighlighter highlighter =
                new JavaHighlighter(() -> style().theme(), command -> commands().isKnown(command), new KnownNames());
        this.lesson = new CurrentLesson(this, evaluator, highlighter::ansi, reader.takesWholeLines);
        declared.add(new LessonCommand(this, evaluator, lesson, setting.stateFolder()).command());
        this.commands = new Commands(declared, this::style, foreground);
        evaluator.commands(line -> above.answer(commands.run(line)));
        this.insistence = new Insistence(
                this::stop,
                // If no code of the user's runs, this prompt is at work, in the compiler perhaps.
                () -> above.answer(answers.where(evaluator.whereabouts(typist))),
                () -> setting.abandon().accept(ExitStatus.INTERRUPTED),
                System::nanoTime);
        reader.setParser(new JavaParser(input -> reader.await(() -> evaluator.completeness(input))));
        Completer completer = new Completer(evaluator);
        this.question = new Question(evaluator, completer, this::style);
        new Tab(completer, commands, lesson::words, reader, this::style).bind();
        new ShiftTab(evaluator, reader, java -> evaluate(Evaluator.TYPED, java)).bind();
        reader.setHighlighter(highlighter);
    }

    /** Reads and evaluates until the end; returns the exit status. */
    int run() {
        starting = Phase.begin("begin to read lines");
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
        Output.Route paging = setting.redirected(1) ? () -> {} : Output.pager(pager);
        Output.Route live = Output.liveRoute(background::show);
        try {
            terminal.handle(Terminal.Signal.INT, signal -> interrupt());
            SnippetInput input = new SnippetInput(terminal, keys, this::interrupt);
            above.tellsOfKeys(input::taken);
            System.setIn(input);
            // What is redirected to a file stays redirected.
            System.setOut(setting.redirected(1) ? out : above.stream());
            System.setErr(setting.redirected(2) ? err : above.stream());
            above.answer(setting.banner().apply(terminal.getWidth()));
            if (history.problem() != null) {
                above.answer(history.problem());
            }
            keysProblem.ifPresent(above::answer);
            setting.shown().run();
            begin();
            while (exit.isEmpty()) {
                String text = read();
                shared.problem().ifPresent(above::answer);
                if (!text.isBlank()) {
                    typed.add(text);
                }
                if (!lesson.takes(text)) {
                    lesson.typed(text, take(Evaluator.TYPED, text));
                }
            }
            leaveLesson();
            files.keep(setting.stateFolder());
            closeAll();
        } finally {
            paging.close();
            errors.close();
            route.close();
            live.close();
            background.close();
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
        leaveLesson();
        files.keep(setting.stateFolder());
        closeAll();
        Views.forgetAll();
        evaluator.reset();
        begin();
    }

    /** Ends the lesson that is on: what belongs to it is no part of the session. */
    void leaveLesson() {
        lesson.leave();
    }

    private boolean isLearning() {
        return lesson != null && lesson.isOn();
    }

    private Optional<String> lessonThatIsOn() {
        return isLearning() ? lesson.player().map(player -> "/lesson " + player.name()) : Optional.empty();
    }

    private void begin() {
        if (beginning) {
            return; // A start-up file that resets the session would do so for ever.
        }
        beginning = true;
        for (Beginning each : setting.beginnings()) {
            boolean worked = inputs.begin(each);
            if (!worked && !each.file().equals(Evaluator.TYPED)) {
                above.answer(each.file() + ": the rest of it was not evaluated");
            }
        }
        beginning = false;
    }

    /** Closes everything alive, and says what that was. */
    void closeAll() {
        waiting.during(() -> {
            setting.closeAll().get().forEach(above::answer);
            return null;
        });
    }

    /** What the last session left, as a script; see {@link FileCommands#restored}. */
    String restored() throws IOException, Command.Wrong {
        return FileCommands.restored(setting.stateFolder());
    }

    /** All that was typed since the beginning. */
    List<String> typed() {
        return List.copyOf(typed);
    }

    /** The commands that there are. */
    Commands commands() {
        return commands;
    }

    /** Does what a command says; false when that was to leave. */
    private boolean does(String line) {
        above.answer(commands.run(line));
        return exit.isEmpty();
    }

    /** Shows what is written about a name. */
    private String documentation(String name) throws Command.Wrong {
        // What the JDK says may have to be looked for.
        Optional<Optional<List<String>>> lines = waiting.on(() -> question().documentation(name));
        if (lines.isEmpty()) {
            return "stopped";
        }
        pager.show(lines.get().orElseThrow(() -> DocCommand.wrong(name)), true);
        return "";
    }

    private Question question() {
        return question;
    }

    /** Shows a text. */
    void answer(String text) {
        above.answer(text);
    }

    /** Shows what came of an evaluation. */
    void answer(Outcome outcome) {
        String text = answers.of(outcome);
        if (outcome.succeeded()) {
            above.answer(text);
        } else {
            above.tell(text);
        }
    }

    /** A Ctrl-C before this was for what ran until now, and nothing of it is left. */
    private String begins() {
        starting.end();
        insistence.over();
        evaluator.forgetStop();
        shared.refresh();
        background.wake();
        return keys.takeAhead();
    }

    /** Has a text stand on the next line, to be changed and run; where nothing can stand there, it is shown. */
    void typeNext(String text) {
        if (reader.takesWholeLines) {
            above.answer(text);
        } else {
            next = text;
        }
    }

    private String read() {
        String text = next;
        next = "";
        String input = text.isEmpty() ? read(lesson.ready(), true) : read(text, false);
        while (reader.wantsEditor().isPresent()) {
            String typed = reader.wantsEditor().get();
            try {
                typed = editor.edit(typed);
            } catch (IOException | Command.Wrong e) {
                above.answer(String.valueOf(e.getMessage()));
            }
            input = read(typed, false);
        }
        return lesson.meant(input);
    }

    /** @param offered whether what is begun gives way to something else that is typed */
    private String read(String begun, boolean offered) {
        above.reading(true);
        try {
            reader.begin(offered ? begun : "");
            reader.setVariable(LineReader.HISTORY_IGNORE, lesson.passing());
            String line = reader.readLine(lesson.prompt(PROMPT), null, begun);
            if (Thread.interrupted() | keys.interruptedBehind(reader.behind())) {
                interrupt();
            }
            return line;
        } catch (UserInterruptException e) {
            // JLine leaves the flag set when the signal came between two keys (jline3 issue 2039).
            Thread.interrupted();
            lesson.cleared();
            return "";
        } catch (EndOfFileException | IOError e) {
            if (e instanceof EndOfFileException && lesson.isOn()) {
                // The end of input comes again, and then it is the prompt's.
                above.reading(false);
                leaveLesson();
                return "";
            }
            leave(0);
            return "";
        } finally {
            above.reading(false);
        }
    }

    /** Takes a text; see {@link Inputs#take}. */
    boolean take(String file, String text) {
        return inputs.take(file, text);
    }

    /** As {@link #take} of what nobody has typed; see {@link Inputs#takeQuietly}. */
    boolean takeQuietly(String text) {
        return inputs.takeQuietly(text);
    }

    /** Evaluates Java; see {@link Inputs#evaluate}. */
    boolean evaluate(String file, String java) {
        return inputs.evaluate(file, java);
    }

    /** Whether Ctrl-C ended what was evaluated last. */
    boolean stopped() {
        return inputs.stopped();
    }

    /** How text may look where it goes now: a pipe takes all of it. */
    Style style() {
        if (commands != null && commands.piping()) {
            return Style.unbounded();
        }
        return Style.terminal(terminal.getWidth(), terminal.getHeight());
    }

    /** Ctrl-C while no line is being typed: for the program that has the terminal, for what runs or is about to. */
    private void interrupt() {
        if (!foreground.interrupted()) {
            insistence.pressed();
        }
    }

    private void stop() {
        evaluator.stop();
        waiting.end();
    }
}
