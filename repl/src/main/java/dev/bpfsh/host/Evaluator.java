// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.loader.Step;
import dev.bpfsh.loader.Steps;
import dev.bpfsh.timing.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * A session: evaluates what is typed, in this process, with everything before it in view.
 *
 * <p>One evaluation at a time; {@link #stop()} may be called from any thread. A session makes itself ready on a thread
 * of its own, so that a prompt can be shown meanwhile; the first call that needs it waits.
 */
public final class Evaluator implements AutoCloseable {
    private static final long MOMENT_MILLIS = 300;

    /** The file that problems are reported in when the text was typed. */
    public static final String TYPED = "prompt";
    /** The file that problems of the prelude are reported in. */
    public static final String PRELUDE = "prelude.jsh";

    private final String prelude;
    private volatile LateEngine engine;
    /** A stop that came before an evaluation began. */
    private volatile boolean stoppedEarly;

    private final Journal journal = new Journal();
    private boolean evaluating;
    private volatile boolean notesSteps;
    private volatile Steps steps;
    private volatile int evaluations;
    private final boolean settles;
    private volatile Index index;
    private final ClassPath classPath = new ClassPath();

    private final Queue<Runnable> afterwards = new ConcurrentLinkedQueue<>();
    private volatile Consumer<String> prompt = line -> {
        throw new IllegalStateException("command " + line + ": there is no prompt");
    };

    /**
     * Begins a session.
     *
     * @param prelude Java to evaluate ahead: imports, methods. Nothing of it may fail: the first use of the session
     *     throws {@link ScriptErrors} if it does not compile, {@link IllegalStateException} if it throws
     */
    public Evaluator(String prelude) {
        this(prelude, false);
    }

    private Evaluator(String prelude, boolean settles) {
        this.prelude = Objects.requireNonNull(prelude);
        this.settles = settles;
        begin();
    }

    /** As the constructor, and leaves to {@link #settle()} what the first lines can do without. */
    public static Evaluator ofPrompt(String prelude) {
        return new Evaluator(prelude, true);
    }

    /**
     * Waits until nothing has been evaluated for a moment, and does then what those who type at once should not wait for:
     * all that evaluation needs is loaded, and all classes are made known to completion.
     *
     * @throws InterruptedException if the calling thread is interrupted meanwhile
     */
    public void settle() throws InterruptedException {
        for (int seen = -1; seen != evaluations; Thread.sleep(MOMENT_MILLIS)) {
            seen = evaluations;
        }
        warmUp();
        index.want();
    }

    private synchronized void warmUp() {
        if (evaluations == 0) {
            ready().warmUp();
        }
    }

    /**
     * Evaluates every unit of the text in order, up to and including the first that does not succeed.
     *
     * @return an outcome for each unit (for {@code int x, y;} one for each variable), none for a blank text
     */
    public List<Outcome> eval(String input) {
        return eval(TYPED, input);
    }

    /** Evaluates a text that comes from a file: problems and stack traces name the file and its lines. */
    public synchronized List<Outcome> eval(String file, String input) {
        List<Outcome> outcomes = new ArrayList<>();
        eval(file, input, outcomes::add);
        return outcomes;
    }

    /** As {@link #eval(String, String)}, but gives each outcome, on the calling thread, before the next unit runs. */
    public synchronized void eval(String file, String input, Consumer<Outcome> each) {
        eval(each, (engine, told) -> {
            long position = LibbpfLog.get().position();
            engine.eval(file, input, outcome -> {
                Why.note(outcome, position);
                told.accept(outcome);
            });
        });
    }

    /**
     * As {@link #eval(String, String, Consumer)}, but what it declares is not the user's, as if the prelude had it; nor is
     * what goes wrong in it, of which {@link Why} does not tell.
     */
    public synchronized void begin(String file, String input, Consumer<Outcome> each) {
        eval(each, (engine, told) -> engine.evalHidden(file, input, told));
    }

    private void eval(Consumer<Outcome> each, BiConsumer<Engine, Consumer<Outcome>> evaluation) {
        evaluating = true;
        evaluations++;
        Phase phase = Phase.begin("evaluate");
        try {
            Engine now = ready();
            if (stoppedEarly) {
                each.accept(new Outcome.Stopped(""));
            } else {
                journal.open(now.shell());
                evaluation.accept(now, outcome -> {
                    journal.note(now, outcome);
                    each.accept(outcome);
                });
            }
        } finally {
            phase.end();
            evaluating = false;
            evaluations++;
            forgetStop();
        }
        for (Runnable next = afterwards.poll(); next != null; next = afterwards.poll()) {
            next.run();
        }
    }

    /** The session whose snippet the calling thread runs, or that has started it. */
    static Optional<Evaluator> ofThread() {
        return SnippetLoader.ofThread().flatMap(SnippetLoader::evaluator);
    }

    /** Lets something be done once the evaluation that runs now has ended: what it may not do to itself. */
    void afterwards(Runnable work) {
        afterwards.add(work);
    }

    /**
     * As {@link #eval(String, String, Consumer)} of what is typed, and measures it.
     *
     * @param runs how often each unit is run
     * @return the measures of the last unit
     */
    public synchronized Timing time(String input, int runs, Consumer<Outcome> each) {
        Stopwatch stopwatch = new Stopwatch(runs);
        Engine now = ready();
        now.measureWith(stopwatch);
        try {
            eval(TYPED, input, each);
        } finally {
            now.measureWith(null);
        }
        return stopwatch.timing();
    }

    /** Has each unit's steps noted from now on, those that its own thread takes. */
    public void noteSteps() {
        notesSteps = true;
    }

    /** The step to tell of, after the unit that was evaluated last; see {@link Steps#last()}. */
    public Optional<Step> step() {
        return Optional.ofNullable(steps).flatMap(Steps::last);
    }

    /** A unit begins, which may take no step. */
    void forgetSteps() {
        steps = null;
    }

    /** As the work, with its steps noted if somebody wants to know. */
    Callable<Object> noting(Callable<Object> work) {
        steps = notesSteps ? new Steps(work) : null;
        return steps == null ? work : steps;
    }

    /** Into how many units a text falls, each evaluated for itself. */
    public synchronized int units(String input) {
        return ready().splitter().split(input).size();
    }

    /**
     * Adds libraries, and all that they need, to where the snippets that are evaluated from now on find classes; what was
     * declared stays. {@link #stop()} ends it.
     *
     * @param names {@code group:artifact:version}, apart by blanks
     * @return what was added; empty when it was stopped
     */
    public Optional<List<Path>> addLibraries(String names) {
        return call(() -> add(new Libraries.Named(names, Libraries.named(names, System.err::println))));
    }

    /** As {@link #addLibraries}, jars and folders, as {@code java -cp} takes them. */
    public Optional<List<Path>> addToClassPath(String paths) {
        return call(() -> add(Libraries.Named.files(paths)));
    }

    /** Adds what was found, on the thread that evaluates: the one that holds the lock waits for it. */
    List<Path> add(Libraries.Named found) {
        ready().add(found);
        return found.paths();
    }

    /** What was added to where snippets find classes. */
    public ClassPath classPath() {
        return classPath;
    }

    /** All that is open and attached in this process. */
    public Live live() {
        return Live.now(journal);
    }

    /** For whom the last unit was evaluated; see {@link dev.bpfsh.loader.Session}. */
    Object maker() {
        return ready().maker();
    }

    /** Frames as the user knows them: by ids of snippets and lines of files, down to the user's first line. */
    StackTraceElement[] users(StackTraceElement[] frames) {
        return whenReady(now -> now.places().users(frames)).orElseGet(() -> Frames.users(frames));
    }

    /** What was evaluated so far. */
    public Journal journal() {
        return journal;
    }

    /**
     * Takes a snippet back: closes what it has opened and attached, and makes void what it declares.
     *
     * @param id empty for the newest that worked
     * @return what was done, a line each
     * @throws IllegalArgumentException if there is none
     */
    public synchronized List<String> undo(String id) {
        ready();
        return new Undo(this, Runnable::run).undo(id);
    }

    /** Has somebody do what commands say that snippets give, on the thread that evaluates. */
    public void commands(Consumer<String> does) {
        prompt = does;
    }

    /** Gives a command, which is done once what runs now has ended; the journal leaves that out. */
    void commandFromWithin(String line) {
        journal.skip();
        afterwards(() -> prompt.accept(line));
    }

    /** As {@link #undo} of the newest, called by a snippet, which the journal then leaves out. */
    List<String> undoFromWithin() {
        journal.skip();
        return new Undo(this, this::afterwards).undo("");
    }

    /** Makes a snippet void, with all that it declares. */
    public synchronized void drop(Snippet snippet) {
        ready().drop(snippet);
    }

    /**
     * Runs work that calls code of the user, a {@code toString} say, as if it were evaluated: so {@link #stop()} ends
     * it. Inside an evaluation it is a part of that.
     *
     * @return what it supplies; empty when it was stopped
     */
    public synchronized <T> Optional<T> call(Supplier<T> work) {
        try {
            return Optional.of(ready().call(work::get));
        } catch (Runner.StoppedException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            // Not by the cause alone: that would ask it for its text.
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("it failed", e.getCause());
        } finally {
            if (!evaluating) {
                forgetStop();
            }
        }
    }

    /** Tells whether a text, as it stands, can be evaluated. */
    public synchronized Completeness completeness(String input) {
        return ready().splitter().completeness(input);
    }

    /**
     * What could stand at the cursor of an input.
     *
     * @param anchor its first element becomes the place in the input that the suggestions replace from
     */
    public synchronized List<Suggestion> suggestions(String input, int cursor, int[] anchor) {
        index.want();
        return ready().shell().sourceCodeAnalysis().completionSuggestions(input, cursor, anchor);
    }

    /**
     * Ends what is being evaluated: {@link #eval} returns within a second, whatever the snippet does; if the session is
     * not ready yet, as soon as it is, and nothing runs. When nothing is being evaluated the next evaluation ends at
     * once, unless {@link #forgetStop()} comes first: so a stop takes effect however early it comes.
     */
    public void stop() {
        stoppedEarly = true;
        ifReady(Engine::stop);
    }

    /** Lets the next evaluation run, although a stop was asked for when nothing was being evaluated. */
    public void forgetStop() {
        stoppedEarly = false;
        ifReady(Engine::forgetStop);
    }

    /**
     * Where the code that is being evaluated is, innermost first, down to the user's first line; when none runs, where
     * another thread is. Callable from any thread, at any time.
     */
    public List<StackTraceElement> whereabouts(Thread otherwise) {
        StackTraceElement[] running = whenReady(Engine::running).orElse(new StackTraceElement[0]);
        StackTraceElement[] frames = running.length > 0 ? running : otherwise.getStackTrace();
        return List.of(whenReady(now -> now.places().users(frames)).orElse(frames));
    }

    /**
     * What ended a thread of the user's, with the frames of it and of all that belongs to it as in {@link
     * Outcome.Threw}; {@link Why} remembers it. To be called on that thread: it runs code of the exception's class.
     */
    public Outcome.Threw ended(Thread thread, Throwable thrown) {
        Optional<Places> places = whenReady(Engine::places);
        try {
            if (places.isPresent()) {
                places.get().await(Frames.of(thrown));
            }
        } catch (InterruptedException e) {
            // The thread is over: its frames are told as they are known.
        }
        for (Throwable each : Frames.family(thrown)) {
            places.map(known -> known.users(Frames.of(each))).ifPresent(frames -> Frames.set(each, frames));
        }
        Why.note(thread, thrown);
        return new Outcome.Threw(thrown, List.of(Frames.of(thrown)));
    }

    /** The line of the user's that a frame is at; empty where it is not known. Callable from any thread. */
    public String source(StackTraceElement frame) {
        return whenReady(now -> now.places().source(frame)).orElse("");
    }

    /** Answers a question about the session, while nothing is evaluated. */
    public synchronized <T> T ask(Function<JShell, T> question) {
        index.want();
        return question.apply(ready().shell());
    }

    /** What it has declared. */
    public Declarations declarations() {
        return new Declarations(this);
    }

    /**
     * The JShell itself, for listing. What it gives as a variable's value is always empty: see {@link
     * Declarations#value}.
     */
    public JShell jshell() {
        return ready().shell();
    }

    /** Forgets everything but the class path and begins again with the prelude. What runs in the background goes on. */
    public synchronized void reset() {
        journal.clear();
        close();
        begin();
    }

    /** Ends the session, also one that is not ready yet. Closing again does nothing. */
    @Override
    public synchronized void close() {
        engine.close();
    }

    private void begin() {
        Index of = settles ? Index.later() : Index.now();
        index = of;
        engine = new LateEngine(() -> Engine.create(this, classPath, of, PRELUDE, prelude));
    }

    private void ifReady(Consumer<Engine> action) {
        whenReady(Function.identity()).ifPresent(action);
    }

    /** A session that is not ready, or never will be, evaluates nothing. */
    private <T> Optional<T> whenReady(Function<Engine, T> question) {
        return engine.ifReady(question);
    }

    /** Waits until the session is ready. */
    Engine ready() {
        return engine.await();
    }
}
