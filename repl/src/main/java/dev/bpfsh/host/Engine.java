// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jshell.ExpressionSnippet;
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

    private final HostControl control = new HostControl();
    private final JShell shell = Shells.create(control, (snippet, index) -> nextId(snippet));
    private final Splitter splitter = new Splitter(shell.sourceCodeAnalysis());
    private final Map<String, Origin> origins = new HashMap<>();
    private String idPrefix = PRELUDE_ID;
    private int lastId;
    private int lastErroneousId;

    /** Where a snippet's first line stands. */
    private record Origin(String file, int line) {}

    static Engine create(String preludeName, String prelude) {
        Engine engine = new Engine();
        // Every script has it; so a script can be evaluated here too.
        engine.eval(preludeName, "String[] args = {};");
        for (Outcome outcome : engine.eval(preludeName, prelude)) {
            if (outcome instanceof Outcome.Failed failed) {
                engine.close();
                throw new ScriptErrors(failed.problems());
            } else if (outcome instanceof Outcome.Threw threw) {
                engine.close();
                throw new IllegalStateException(preludeName + ": " + threw.thrown(), threw.thrown());
            }
        }
        engine.idPrefix = "";
        engine.lastId = 0;
        return engine;
    }

    /** The user's snippets count from 1, whatever the prelude holds. */
    private String nextId(Snippet snippet) {
        return snippet.kind() == Snippet.Kind.ERRONEOUS ? "e" + ++lastErroneousId : idPrefix + ++lastId;
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

    boolean isPrelude(Snippet snippet) {
        return snippet.id().startsWith(PRELUDE_ID);
    }

    List<Outcome> eval(String file, String text) {
        List<Outcome> outcomes = new ArrayList<>();
        eval(file, text, outcomes::add);
        return outcomes;
    }

    void eval(String file, String text, Consumer<Outcome> each) {
        String source = Splitter.withoutHashbang(text);
        for (Splitter.Unit unit : splitter.split(source)) {
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

    /** Runs work where {@link #stop} ends it. */
    <T> T call(Callable<T> work) throws Runner.StoppedException, ExecutionException {
        return control.runner().call(work);
    }

    private List<Outcome> eval(Splitter.Unit unit, String file, String source) {
        if (unit.isCommand()) {
            return List.of(new Outcome.Failed(List.of(Diagnostics.command(unit, file, source))));
        }
        control.forget();
        List<Outcome> outcomes = new ArrayList<>();
        for (SnippetEvent event : shell.eval(unit.text())) {
            // What has a cause was only compiled anew because of this snippet.
            if (event.causeSnippet() == null) {
                if (!file.equals(Evaluator.TYPED)) {
                    origins.put(event.snippet().id(), new Origin(file, Problem.line(source, unit.offset())));
                }
                outcomes.add(outcome(event, unit, file, source));
            }
        }
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
            return Optional.of(new Outcome.Value(variable.name(), variable.typeName(), read(variable)));
        } else if (snippet instanceof ExpressionSnippet expression) {
            return Optional.of(new Outcome.Value(expression.name(), expression.typeName(), control.value()));
        }
        return Optional.empty();
    }

    Optional<Object> value(String variable) {
        try (Stream<VarSnippet> variables = shell.variables()) {
            return variables
                    .filter(each -> each.name().equals(variable) && shell.status(each) == Snippet.Status.VALID)
                    .findAny()
                    .map(this::read);
        }
    }

    private Object read(VarSnippet variable) {
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
        for (Throwable each : Frames.family(control.thrown())) {
            each.setStackTrace(located(link.getStackTrace()));
            link = link.getCause();
        }
        return new Outcome.Threw(control.thrown(), List.of(control.thrown().getStackTrace()));
    }

    /** Frames of snippets that came from a file name the file and its line instead of the snippet. */
    private StackTraceElement[] located(StackTraceElement[] frames) {
        return Stream.of(frames).map(this::located).toArray(StackTraceElement[]::new);
    }

    private StackTraceElement located(StackTraceElement frame) {
        String name = frame.getFileName();
        Origin origin = name != null && name.startsWith("#") ? origins.get(name.substring(1)) : null;
        return origin == null
                ? frame
                : new StackTraceElement(
                        frame.getClassName(),
                        frame.getMethodName(),
                        origin.file(),
                        origin.line() + frame.getLineNumber() - 1);
    }

    @Override
    public void close() {
        shell.close();
    }
}
