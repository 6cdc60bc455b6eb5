// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.Skeleton;
import dev.bpfsh.timing.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;

/** One JShell and all that belongs to it: what {@link Evaluator} is in front of. */
final class Engine implements AutoCloseable {
    /** What ids of the prelude's snippets begin with, as those of the {@code jshell} tool's startup do. */
    private static final String PRELUDE_ID = "s";

    /** Every script has it; so a script can be evaluated here too. To make it takes long: it is made when it is named. */
    private static final Pattern ARGS = Pattern.compile("\\bargs\\b");

    private static final String WARM = "warm";

    /** A variable, and a statement that uses it: JShell imports it for that. */
    private static final String WARM_UP = "int " + WARM + " = 1; if (" + WARM + " > 1) " + WARM + "++;";

    private final HostControl control;
    private final JShell shell;
    private final Splitter splitter;
    private final SkeletonClasses skeletons;
    private final Places places = new Places();
    private final ClassPath classPath;
    private final Index index;
    private Object maker;
    private boolean hidden = true;
    private boolean hasArgs;
    private int lastId;
    private int lastHiddenId;
    private int lastErroneousId;

    private Engine(Evaluator evaluator, ClassPath classPath, Index index) {
        this.classPath = classPath;
        this.index = index;
        control = new HostControl(evaluator);
        shell = Shells.ofSession(control, (snippet, number) -> nextId(snippet), index::await);
        splitter = new Splitter(shell.sourceCodeAnalysis());
        skeletons =
                new SkeletonClasses(shell, name -> call(() -> Skeleton.of(ObjectFiles.find(name))), this::evalHidden);
    }

    /**
     * One that is ready.
     *
     * @param evaluator what snippets that act on their session find as it
     * @param classPath what was added before
     * @param index when completion has all classes to offer
     */
    static Engine create(Evaluator evaluator, ClassPath classPath, Index index, String preludeName, String prelude) {
        Phase phase = Phase.begin("make JShell");
        Engine engine = new Engine(evaluator, classPath, index);
        classPath.paths().forEach(engine::add);
        phase.end();
        phase = Phase.begin("evaluate the prelude");
        for (Outcome outcome : engine.eval(preludeName, Import.evaluateLeading(engine.shell, prelude))) {
            if (outcome instanceof Outcome.Failed failed) {
                engine.close();
                throw new ScriptErrors(failed.problems());
            } else if (outcome instanceof Outcome.Threw threw) {
                engine.close();
                throw new IllegalStateException(preludeName + ": " + threw.thrown(), threw.thrown());
            }
        }
        engine.hidden = false;
        phase.end();
        return engine;
    }

    /** The user's snippets count from 1, whatever the prelude holds. */
    private String nextId(Snippet snippet) {
        if (snippet.kind() == Snippet.Kind.ERRONEOUS) {
            return "e" + ++lastErroneousId;
        }
        return hidden ? PRELUDE_ID + ++lastHiddenId : String.valueOf(++lastId);
    }

    JShell shell() {
        return shell;
    }

    Splitter splitter() {
        return splitter;
    }

    void stop() {
        control.stop();
    }

    void forgetStop() {
        control.runner().forgetStop();
    }

    /** Whether the user did not enter it: it is the prelude's, or a skeleton's class. */
    boolean isPrelude(Snippet snippet) {
        return snippet.id().startsWith(PRELUDE_ID);
    }

    /** A snippet's source as the user entered it. */
    String source(Snippet snippet) {
        return places.typed(snippet.id())
                .orElseGet(() -> snippet instanceof ImportSnippet each ? Import.source(each) : snippet.source());
    }

    List<Outcome> eval(String file, String text) {
        List<Outcome> outcomes = new ArrayList<>();
        eval(file, text, outcomes::add);
        return outcomes;
    }

    void eval(String file, String text, Consumer<Outcome> each) {
        String source = Splitter.withoutHashbang(text);
        List<Splitter.Unit> units = splitter.split(source);
        Optional<Outcome> wrong = ifWrong(problems -> {
            Directives.libraries(
                            file,
                            source,
                            units,
                            names -> call(() -> Libraries.named(names, System.err::println)),
                            problems)
                    .forEach(this::add);
            skeletons.declareAll(file, source, units, problems);
        });
        if (wrong.isPresent()) {
            each.accept(wrong.get());
            return;
        }
        for (Splitter.Unit unit : units) {
            List<Outcome> outcomes = eval(unit, file, source);
            outcomes.forEach(each);
            if (!outcomes.stream().allMatch(Outcome::succeeded)) {
                return;
            } else if (control.runner().stopRequested()) {
                each.accept(new Outcome.Stopped(""));
                return;
            }
        }
    }

    /** Adds jars and folders to where the compiler and the snippets find classes. */
    void add(Libraries.Named found) {
        classPath.add(found).forEach(this::add);
    }

    private void add(Path path) {
        shell.addToClasspath(path.toString());
    }

    /** For whom the last unit was evaluated: what it has made is made for this, see {@link dev.bpfsh.loader.Session}. */
    Object maker() {
        return maker;
    }

    /** Has a stopwatch measure what is evaluated from now on; null for none. */
    void measureWith(Stopwatch stopwatch) {
        control.measureWith(stopwatch);
    }

    /** Makes a snippet void, with all that it declares. */
    void drop(Snippet snippet) {
        shell.drop(snippet);
    }

    /** Evaluates what does not count as the user's. */
    void evalHidden(String file, String text, Consumer<Outcome> each) {
        hidden = true;
        try {
            eval(file, text, each);
        } finally {
            hidden = false;
        }
    }

    /** Evaluates a little that leaves nothing: all that an evaluation needs is loaded then. */
    void warmUp() {
        evalHidden(Evaluator.PRELUDE, WARM_UP, outcome -> {});
        variable(WARM).ifPresent(this::drop);
    }

    /** Runs work where {@link #stop} ends it. */
    <T> T call(Callable<T> work) throws Runner.StoppedException, ExecutionException {
        return control.runner().call(work);
    }

    private interface Preparation {
        void run(Consumer<Problem> problems) throws Runner.StoppedException;
    }

    private static Optional<Outcome> ifWrong(Preparation preparation) {
        List<Problem> problems = new ArrayList<>();
        try {
            preparation.run(problems::add);
        } catch (Runner.StoppedException e) {
            return Optional.of(new Outcome.Stopped(e.getMessage()));
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(new Outcome.Failed(problems));
    }

    private SnippetEvent evalHidden(String file, String text) {
        boolean before = hidden;
        hidden = true;
        try {
            SnippetEvent event = shell.eval(text).get(0);
            places.origin(event.snippet().id(), file, 1);
            return event;
        } finally {
            hidden = before;
        }
    }

    private List<Outcome> eval(Splitter.Unit asTyped, String file, String source) {
        if (asTyped.isCommand()) {
            return List.of(new Outcome.Failed(List.of(Diagnostics.command(asTyped, file, source))));
        }
        String beyond = asTyped.beyondTheCompiler();
        if (!beyond.isEmpty()) {
            return List.of(new Outcome.Failed(List.of(Diagnostics.whole(asTyped, file, source, beyond))));
        }
        AtomicReference<Splitter.Unit> unit = new AtomicReference<>();
        Optional<Outcome> wrong = ifWrong(problems -> unit.set(skeletons.resolve(asTyped, file, source, problems)));
        try {
            return wrong.map(List::of).orElseGet(() -> eval(unit.get(), asTyped, file, source));
        } catch (StackOverflowError | InternalError e) {
            // The compiler ran out of stack; JShell makes the latter of it.
            return List.of(new Outcome.Failed(
                    List.of(Diagnostics.whole(asTyped, file, source, "too deeply nested for the compiler"))));
        }
    }

    private List<Outcome> eval(Splitter.Unit unit, Splitter.Unit asTyped, String file, String source) {
        control.forget();
        maker = new Object();
        control.worksFor(maker);
        List<Outcome> outcomes = new ArrayList<>();
        Holdings holdings = Holdings.of(unit.text(), shell, this::read);
        if (!hasArgs && ARGS.matcher(unit.text()).find()) {
            hasArgs = true;
            evalHidden(file, "String[] args = {};");
        }
        ImportedTypes.giveWayTo(shell, unit.text(), imports -> evalHidden(file, imports));
        for (SnippetEvent event : shell.eval(unit.text())) {
            String id = event.snippet().id();
            if (event.status().isActive()) {
                places.note(id, shell.sourceCodeAnalysis().wrapper(event.snippet()));
            }
            // What has a cause was only compiled anew because of this snippet.
            if (event.causeSnippet() == null) {
                if (!file.equals(Evaluator.TYPED)) {
                    places.origin(id, file, Problem.line(source, unit.offset()));
                }
                if (unit != asTyped) {
                    places.typed(id, asTyped.text());
                }
                outcomes.add(outcome(event, unit, file, source));
            }
        }
        holdings.lost().forEach(note -> outcomes.add(0, new Outcome.Done(note)));
        return outcomes;
    }

    private Outcome outcome(SnippetEvent event, Splitter.Unit unit, String file, String source) {
        Snippet snippet = event.snippet();
        if (control.stoppedIn() != null) {
            return new Outcome.Stopped(control.stoppedIn());
        } else if (event.exception() != null) {
            return threw(event.exception());
        } else if (control.unusable() != null) {
            return new Outcome.Threw(
                    control.unusable(), List.of(control.unusable().getStackTrace()));
        }
        return switch (event.status()) {
            case VALID -> value(snippet).orElseGet(() -> new Outcome.Done(Declared.text(event, shell)));
            case RECOVERABLE_DEFINED -> new Outcome.Done(Declared.text(event, shell));
            case RECOVERABLE_NOT_DEFINED ->
                snippet.kind() == Snippet.Kind.TYPE_DECL
                        ? new Outcome.Done(Declared.text(event, shell))
                        : unresolved(snippet, unit, file, source);
            default -> new Outcome.Failed(Diagnostics.of(shell, snippet, unit, file, source));
        };
    }

    /** JShell would keep it and define it, without running it, once what is missing is declared. */
    private Outcome unresolved(Snippet snippet, Splitter.Unit unit, String file, String source) {
        List<Problem> problems = Diagnostics.of(shell, snippet, unit, file, source);
        shell.drop(snippet);
        return new Outcome.Failed(problems);
    }

    private Optional<Outcome> value(Snippet snippet) {
        if (snippet instanceof VarSnippet variable) {
            return Optional.of(new Outcome.Value(variable.name(), typeName(variable.typeName()), read(variable)));
        } else if (snippet instanceof ExpressionSnippet expression) {
            return Optional.of(new Outcome.Value(expression.name(), typeName(expression.typeName()), control.value()));
        }
        return Optional.empty();
    }

    private String typeName(String full) {
        return full.indexOf('.') < 0 ? full : Import.shortened(full, Import.in(shell));
    }

    /** The variable of a name that is in force. */
    Optional<VarSnippet> variable(String name) {
        try (Stream<VarSnippet> variables = shell.variables()) {
            return variables
                    .filter(each -> each.name().equals(name) && shell.status(each) == Snippet.Status.VALID)
                    .findAny();
        }
    }

    /** A class as snippets see it, by its binary name. */
    Optional<Class<?>> classOf(String binaryName) {
        try {
            return Optional.of(control.findClass(binaryName));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /** What a variable holds now, which may be null. */
    Object read(VarSnippet variable) {
        String className = shell.sourceCodeAnalysis().wrapper(variable).fullClassName();
        try {
            return control.read(className, variable.name());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("variable " + variable.name() + " is not in class " + className, e);
        }
    }

    /** Gives the real exception, and all that belong to it, the frames that JShell has translated. */
    private Outcome threw(JShellException translated) {
        if (translated instanceof UnresolvedReferenceException unresolved) {
            Throwable early = new IllegalStateException(Declared.tooEarly(unresolved.getSnippet(), shell));
            early.setStackTrace(located(unresolved.getStackTrace()));
            return new Outcome.Threw(early, List.of(early.getStackTrace()));
        }
        Throwable link = translated;
        for (Throwable each : control.family()) {
            Frames.set(each, located(link.getStackTrace()));
            link = link.getCause();
        }
        return new Outcome.Threw(control.thrown(), List.of(located(translated.getStackTrace())));
    }

    /** Frames of snippets that came from a file name the file and its line instead of the snippet. */
    private StackTraceElement[] located(StackTraceElement[] frames) {
        return Stream.of(frames).map(places::located).toArray(StackTraceElement[]::new);
    }

    Places places() {
        return places;
    }

    /** The frames of the code that runs, as the JVM has them; none when none runs. Callable from any thread. */
    StackTraceElement[] running() {
        return control.runner().stack();
    }

    @Override
    public void close() {
        index.want();
        shell.close();
    }
}
