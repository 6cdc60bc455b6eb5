// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.LibbpfLog;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** What the commands of the prompt do, as calls, for sessions and scripts. */
public final class SessionCalls {
    private SessionCalls() {}

    /**
     * Does what any command of the prompt does, once the line that calls this has ended. Those that are worth a name in
     * Java have one: {@link #undo}, {@link #run}, {@link #live} and others.
     *
     * <pre>{@code command("/save mine.jsh")}</pre>
     *
     * @param line as it is typed: {@code /NAME ...} or {@code !COMMAND}
     * @throws IllegalArgumentException if it is no such line
     * @throws IllegalStateException in a script, which has no prompt
     */
    public static void command(String line) {
        if (!line.startsWith("/") && !line.startsWith("!")) {
            throw new IllegalArgumentException("command " + line + ": a command begins with / or !");
        }
        Evaluator.ofThread()
                .orElseThrow(() -> new IllegalStateException("command " + line + ": only a session has commands"))
                .commandFromWithin(line);
    }

    /**
     * Adds libraries, and all that they need, to the class path of the session, without loss of anything: from the local
     * repository of Maven, else from Maven Central or its mirror. In a script the line {@code //DEPS NAME} does so before
     * the script is compiled. The command is {@code /deps}.
     *
     * <pre>{@code deps("org.apache.commons:commons-lang3:3.20.0")}</pre>
     *
     * @param libraries {@code group:artifact:version} each
     * @return the jars
     * @throws BpfException if one is not to be had, with where it was sought
     */
    public static List<Path> deps(String... libraries) {
        var names = String.join(" ", libraries);
        return added(new Libraries.Named(names, Libraries.named(names, System.err::println)));
    }

    /**
     * Adds jars and folders of classes to the class path of the session, without loss of anything. The command is
     * {@code /classpath}.
     *
     * <pre>{@code classpath("scripts")}</pre>
     *
     * @param paths as {@code java -cp} takes it; {@code FOLDER/*} is all jars in it
     * @return the jars and folders
     * @throws BpfException if one is not there
     */
    public static List<Path> classpath(String paths) {
        return added(Libraries.Named.files(paths));
    }

    private static List<Path> added(Libraries.Named found) {
        var loader = SnippetLoader.ofThread()
                .orElseThrow(
                        () -> new IllegalStateException("class path: only a session or a script has one of its own"));
        loader.evaluator().ifPresentOrElse(evaluator -> evaluator.add(found), () -> found.paths()
                .forEach(loader::add));
        return found.paths();
    }

    /**
     * Takes back the last snippet that worked: what it opened is closed, what it attached detached, what it declared is no
     * more. Says what it did. The command is {@code /undo}.
     *
     * <pre>{@code undo()}</pre>
     *
     * @throws IllegalStateException in a script, which has no snippets
     */
    public static void undo() {
        Evaluator.ofThread()
                .orElseThrow(() -> new IllegalStateException("undo: only a session has snippets"))
                .undoFromWithin()
                .forEach(System.out::println);
    }

    /**
     * All that is open and attached, with numbers; the object that a thing belongs to stands before it. The command is
     * {@code /live}.
     *
     * <pre>{@code live()}</pre>
     */
    public static Live live() {
        return Live.now(Evaluator.ofThread().map(Evaluator::journal).orElse(null));
    }

    /**
     * The threads that work in the background for this session or script: where they are, and how to stop one. The command
     * is {@code /threads}.
     *
     * <pre>{@code
     * every(seconds(1), () -> System.err.print("."))
     * threads().get(0).stack()
     * }</pre>
     */
    public static List<UserThread> threads() {
        return UserThread.all();
    }

    /**
     * Runs a script in this process and waits for its end; then what it left open is closed. Ctrl-C ends it. The command
     * is {@code /run}.
     *
     * <pre>{@code run("doctor", "--json")}</pre>
     *
     * @param script the name of a bundled script, or a file
     * @return its exit status
     * @throws BpfException if there is no such script
     * @throws ScriptErrors if it does not compile
     * @throws Exception what the script throws
     */
    public static int run(String script, String... args) throws Exception {
        var run = ScriptRun.of(script, Bundled.prelude());
        var outcome = run.run(args);
        if (outcome instanceof Outcome.Threw threw) {
            throw threw.thrown() instanceof Exception thrown ? thrown : new IllegalStateException(threw.thrown());
        }
        Stop.check();
        return run.status().orElse(outcome instanceof Outcome.Done ? ExitStatus.DONE : ExitStatus.INTERRUPTED);
    }

    /**
     * Runs a script in the background, and again each time its file is saved, until it is closed. What the run before had
     * attached is detached first; what is wrong is shown, and the next save tries again. The command is {@code /watch}.
     *
     * <pre>{@code var w = watch("mine.jsh")}</pre>
     *
     * @throws BpfException if there is no such file
     */
    public static ScriptWatch watch(String script, String... args) {
        return ScriptWatch.start(script, Bundled.prelude(), args);
    }

    /**
     * What a command of the system's shell writes to its standard output, line by line. At the prompt {@code !command}
     * gives it the terminal.
     *
     * <pre>{@code sh("ls /sys/class/net")}</pre>
     *
     * @throws BpfException if its exit status is not 0, with what it said
     * @throws InterruptedException at Ctrl-C, which ends it
     */
    public static List<String> sh(String command) throws InterruptedException {
        return SystemShell.lines(command);
    }

    /**
     * Runs something once and says what it has cost: the clock, the processor, the heap. The command is {@code /time}.
     *
     * <pre>{@code time(() -> btf("task_struct"))}</pre>
     */
    public static Timing time(Callable<?> work) throws Exception {
        return time(1, work);
    }

    /**
     * As {@link #time(Callable)}, so many times, with the median of all runs.
     *
     * <pre>{@code time(1000, () -> minimal.global("my_pid").getLong())}</pre>
     *
     * @throws IllegalArgumentException if it is not at least once
     */
    public static Timing time(int runs, Callable<?> work) throws Exception {
        if (runs < 1) {
            throw new IllegalArgumentException("time: " + runs + " runs");
        }
        var stopwatch = new Stopwatch(runs);
        stopwatch.around(work).call();
        return stopwatch.timing();
    }

    /**
     * As {@link #time(Callable)}, of what gives nothing.
     *
     * <pre>{@code time(() -> System.gc())}</pre>
     */
    public static Timing time(Runnable work) throws Exception {
        return time(1, Executors.callable(work));
    }

    /**
     * What libbpf has said, the newest last.
     *
     * <pre>{@code log().stream().filter(line -> line.text().contains("CO-RE")).toList()}</pre>
     */
    public static List<LibbpfLog.Line> log() {
        return LibbpfLog.get().lines();
    }

    /**
     * All that is known of the last problem: what the verifier and libbpf said, the error number by name, the whole
     * stack, all the compiler's words.
     *
     * <pre>{@code why()}</pre>
     */
    public static Why why() {
        return Why.last();
    }

    /**
     * Shows on standard error what libbpf says from now on.
     *
     * <pre>{@code logLevel("debug")}</pre>
     *
     * @param level {@code warn}, {@code info} or {@code debug}: lines at least as grave are shown; {@code off} for none
     */
    public static void logLevel(String level) {
        if (level.equals("off")) {
            LibbpfLog.get().listen(line -> {});
            return;
        }
        var shown = LibbpfLog.Level.of(level);
        LibbpfLog.get().listen(line -> {
            if (line.level().compareTo(shown) <= 0) {
                System.err.println(line);
            }
        });
    }
}
