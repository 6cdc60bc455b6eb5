// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.timing.Phase;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import jdk.jshell.spi.SPIResolutionException;

/**
 * A script: compiled whole, then run.
 *
 * <p>JShell compiles it against an execution control that only records, so every error is known before anything
 * happens; the record then runs in a class loader of its own, without JShell.
 */
public final class Script {
    private final ScriptRecord record;
    private Runner runner;

    Script(ScriptRecord record) {
        this.record = record;
    }

    ScriptRecord record() {
        return record;
    }

    /**
     * Compiles a script and runs nothing.
     *
     * @param file its name in problems and stack traces
     * @param source Java as it is typed at the prompt; a first line that begins with {@code #!} is a comment
     * @param prelude Java that goes before it, reported as {@value Evaluator#PRELUDE}
     * @throws ScriptErrors with every problem, if there is one
     */
    public static Script compile(String file, String source, String prelude) {
        return compile(file, source, prelude, false);
    }

    /**
     * As {@link #compile(String, String, String)}.
     *
     * @param valued whether the value of its last unit will be asked for, see {@link #run(Consumer, String...)}
     */
    public static Script compile(String file, String source, String prelude, boolean valued) {
        Phase whole = Phase.begin("compile the script");
        Phase part = Phase.begin("make JShell");
        try (ScriptCompiler compiler = new ScriptCompiler()) {
            part.end();
            part = Phase.begin("compile the prelude");
            compiler.compilePrelude(Evaluator.PRELUDE, prelude);
            part.end();
            compiler.compile(file, source, valued);
            Script script = new Script(compiler.finish(valued));
            whole.end();
            return script;
        }
    }

    /**
     * Runs it from the beginning, on a thread that {@link #stop()} can stop, and waits for its end. Threads that the
     * script has started may be alive after that.
     *
     * @param args the script's {@code args}
     * @return {@link Outcome.Done}, {@link Outcome.Threw} or {@link Outcome.Stopped}
     */
    public Outcome run(String... args) {
        return run(value -> {}, args);
    }

    /** As {@link #run(String...)}, and gives the value of its last unit, if it has one, before it ends. */
    public Outcome run(Consumer<Object> value, String... args) {
        Phase phase = Phase.begin("run the script");
        SnippetLoader loader = new SnippetLoader();
        record.libraries().keySet().forEach(library -> loader.add(Path.of(library)));
        record.classes().forEach(loader::define);
        try (Runner running = new Runner(loader)) {
            synchronized (this) {
                runner = running;
            }
            running.call(() -> play(loader, value, args));
            return new Outcome.Done("");
        } catch (Runner.StoppedException e) {
            return new Outcome.Stopped(e.getMessage());
        } catch (ExecutionException e) {
            return threw(e.getCause());
        } finally {
            phase.end();
        }
    }

    /** Ends a run: {@link #run} returns within a second, whatever the script does. Callable from any thread. */
    public synchronized void stop() {
        if (runner != null) {
            runner.stop();
        }
    }

    /** Where it is, innermost first, down to its first line; empty when it does not run. Callable from any thread. */
    public synchronized List<StackTraceElement> whereabouts() {
        return runner == null ? List.of() : List.of(Frames.users(runner.stack()));
    }

    private Object play(SnippetLoader loader, Consumer<Object> value, String[] args) throws Exception {
        loader.loadClass(ScriptArgs.class.getName()).getField("args").set(null, args.clone());
        Object returned = null;
        for (Recorder.Step step : record.steps()) {
            Class<?> type = loader.loadClass(step.className());
            Method method = type.getDeclaredMethod(step.member());
            method.setAccessible(true);
            returned = method.invoke(null);
        }
        if (record.value().isPresent()) {
            Recorder.Step last = record.value().get();
            value.accept(
                    record.steps().contains(last)
                            ? returned
                            : field(loader, last.className(), last.member()).get(null));
        }
        return null;
    }

    private static Field field(SnippetLoader loader, String className, String name)
            throws ReflectiveOperationException {
        Field field = loader.loadClass(className).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /** What ended a thread of a script, with frames as in {@link Outcome.Threw}; {@link Why} remembers it. */
    public static Outcome.Threw ended(Thread thread, Throwable thrown) {
        for (Throwable each : Frames.family(thrown)) {
            Frames.set(each, Frames.users(Frames.of(each)));
        }
        Why.note(thread, thrown);
        return new Outcome.Threw(thrown, List.of(Frames.of(thrown)));
    }

    private Outcome threw(Throwable wrapped) {
        Throwable thrown = wrapped instanceof InvocationTargetException ? wrapped.getCause() : wrapped;
        if (thrown instanceof SPIResolutionException) {
            StackTraceElement[] frames = thrown.getStackTrace();
            thrown = new IllegalStateException(tooEarly(frames[0].getClassName()));
            thrown.setStackTrace(Frames.users(frames));
        }
        for (Throwable each : Frames.family(thrown)) {
            Frames.set(each, Frames.users(Frames.of(each)));
        }
        return new Outcome.Threw(thrown, List.of(Frames.of(thrown)));
    }

    private String tooEarly(String className) {
        return record.tooEarly().entrySet().stream()
                .filter(each -> (className + "$").startsWith(each.getKey() + "$"))
                .map(Map.Entry::getValue)
                .findAny()
                .orElse("it uses what is declared further down: call it after that");
    }
}
