// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Result;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A script does the same whether it is evaluated in a session, compiled whole, or taken from the cache: what it writes,
 * how it ends and on which lines, and what its variables are then.
 *
 * <p>Of what is evaluated this is different, and has to be:
 *
 * <ul>
 *   <li>What does not compile: a session has run what comes before it, a script nothing; it tells of all of it. So it
 *       does of a type that lacks something, which a session may yet be given.
 *   <li>A value without a name is in {@code $1}, {@code $2} and so on; a script has them where it uses one.
 *   <li>A stack trace that the script prints itself has the names that JShell gives, where a script has its own lines.
 * </ul>
 */
public class ScriptParityTest {
    private static final Path AWKWARD = Bpfsh.root().resolve("repl/src/test/resources/parity");
    private static final Path BUNDLED = Bpfsh.root().resolve("scripts");

    private static final String PRELUDE = Bundled.prelude() + "\ndev.bpfsh.host.ScriptParityTest.begins();\n";

    private static final Set<String> ENDING_BY_THEMSELVES = Set.of("doctor.jsh", "task_iter.jsh");

    /** With it what works in the background does so for a moment, however long it was asked to. */
    private static final String BRIEFLY =
            PRELUDE + "void sleep(Duration time) throws InterruptedException { Thread.sleep(100); }\n";

    /** What differs from one class loader, and from one object, to the next. */
    private static final Pattern IDENTITY =
            Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$|\\$+Lambda[^@\\s]*|@[0-9a-f]{4,8}\\b");

    private static final Pattern WITHOUT_NAME = Pattern.compile("\\$\\d+");

    private static ClassLoader loader;

    /** Called by each script, before its first line. */
    public static void begins() {
        loader = Thread.currentThread().getContextClassLoader();
    }

    /**
     * All that can be seen of a run.
     *
     * @param end empty, or what the shell would say on standard error of how it ended
     * @param variables at the top level, in the end
     */
    private record Run(String out, String err, String end, SortedMap<String, Object> variables) {
        /** Without those that another has not. */
        Run withVariablesOf(Run other) {
            var common = new TreeMap<>(variables);
            common.keySet().retainAll(other.variables.keySet());
            return new Run(out, err, end, common);
        }

        /** What does not depend on what happens on the machine: the heading, the types of variables. */
        Run shape() {
            var types = new TreeMap<>(variables);
            types.replaceAll(
                    (name, value) -> value == null ? "" : plain(value.getClass().getName()));
            var heading = out.lines().findFirst().filter(line -> line.toUpperCase(Locale.ROOT)
                    .equals(line));
            var said = err.lines().findFirst().orElse("").replaceAll("\\d+", "N");
            return new Run(heading.orElse(""), said, end, types);
        }

        Run texts() {
            var texts = new TreeMap<>(variables);
            texts.replaceAll((name, value) -> text(value));
            return new Run(out, err, end, texts);
        }
    }

    @TempDir
    Path folder;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Thread.UncaughtExceptionHandler uncaught = Thread.getDefaultUncaughtExceptionHandler();

    @BeforeEach
    void objectsOfScripts() {
        ObjectFiles.besideScript(BUNDLED.resolve("any.jsh"));
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setErr(err);
        Thread.setDefaultUncaughtExceptionHandler(uncaught);
    }

    private static Stream<String> scripts(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsh"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Stream<String> awkward() throws IOException {
        return scripts(AWKWARD);
    }

    /** Where the kernel lets lsm do what it does, nobody else could do anything meanwhile. */
    static Stream<String> bundled() throws IOException {
        return scripts(BUNDLED).filter(name -> !name.equals("lsm.jsh"));
    }

    @ParameterizedTest
    @MethodSource("awkward")
    void evaluatedCompiledAndKeptItDoesTheSame(String name) throws Exception {
        doesTheSame(name, Files.readString(AWKWARD.resolve(name)), PRELUDE, Run::texts, "one", "two words");
    }

    @Test
    void howeverLongItIs() throws Exception {
        var source = IntStream.range(0, 160)
                .mapToObj(i -> i % 20 == 0
                        ? "int v" + i + " = " + i + ";"
                        : "System.out.println(v" + i / 20 * 20 + " + \"" + "long ".repeat(40) + i + "\");\n"
                                + "// A comment.\n".repeat(3))
                .collect(Collectors.joining("\n", "", "\nthrow new IllegalStateException(\"end\");"));
        doesTheSame("long.jsh", source, "dev.bpfsh.host.ScriptParityTest.begins();", Run::texts);
    }

    @Test
    void withALibraryOfItsOwn() throws Exception {
        var classes = Files.createDirectory(folder.resolve("classes"));
        assertThat(Javac.compile(
                        classes, "example/Own", "package example; public class Own { public static int n = 3; }"))
                .isEmpty();
        var source = "//DEPS " + classes + "\nimport example.Own;\nOwn.n++;\nint n = Own.n;\nSystem.out.println(n);\n"
                + "Object own = new Own();\nown.wait(-1);";
        doesTheSame("library.jsh", source, PRELUDE, Run::texts);
    }

    @ParameterizedTest
    @MethodSource("bundled")
    @OnOneJdk
    @RequiresKernel({Feature.BPF, Feature.TRACEFS, Feature.ROOT})
    void aBundledOneDoesTheSame(String name) throws Exception {
        var source = Files.readString(BUNDLED.resolve(name));
        // It would end this process, too.
        var script = source.replaceAll("\\bexit\\(4\\)", "throw new IllegalStateException(\"4\")");
        var args = ENDING_BY_THEMSELVES.contains(name) ? new String[0] : new String[] {"--seconds", "1"};
        doesTheSame(name, script, BRIEFLY, Run::shape, args);
    }

    private void doesTheSame(String name, String source, String prelude, Function<Run, Run> seen, String... args)
            throws Exception {
        var evaluated = seen.apply(evaluated(name, source, prelude, args));
        var compiled = seen.apply(compiled(name, source, prelude, args));
        assertThat(compiled.withVariablesOf(evaluated)).isEqualTo(evaluated);
        var kept = kept();
        assertThat(seen.apply(compiled(name, source, prelude, args))).isEqualTo(compiled);
        assertThat(kept()).as("nothing was compiled again").isEqualTo(kept);
    }

    private List<Object> kept() throws IOException {
        var kept = new ArrayList<Object>();
        try (var files = Files.list(folder.resolve("bpfsh/scripts"))) {
            for (var file : files.toList()) {
                kept.add(Files.readAttributes(file, "unix:ino").get("ino"));
            }
        }
        assertThat(kept).hasSize(1);
        return kept;
    }

    @Test
    void whatDoesNotCompileIsToldInTheSameWords() {
        try (var evaluator = new Evaluator(PRELUDE)) {
            for (var source : List.of(
                    "System.out.print(1);\nint x = \"text\";\nSystem.out.print(2);",
                    "int a = 1;\n\nint b = a + nosuch;",
                    "void f() {\n    int y = ;\n}",
                    "//SKELETON nosuch\nint x;",
                    "/list")) {
                var problems = catchThrowableOfType(ScriptErrors.class, () -> Script.compile("a.jsh", source, PRELUDE))
                        .problems();
                System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
                var last = evaluator.eval("a.jsh", source).stream().reduce((first, second) -> second);
                restore();
                assertThat(last).as(source).containsInstanceOf(Outcome.Failed.class);
                assertThat(((Outcome.Failed) last.get()).problems().get(0))
                        .hasToString(problems.get(0).toString());
            }
        }
    }

    private Run compiled(String name, String source, String prelude, String... args) throws Exception {
        var script = ScriptCache.of(Map.of("XDG_CACHE_HOME", folder.toString())).script(name, source, prelude);
        return observed(Script::ended, () -> script.run(args), () -> variables(script.record()));
    }

    private Run evaluated(String name, String source, String prelude, String... args) throws Exception {
        try (var evaluator = new Evaluator(prelude)) {
            var literals = Stream.of(args).map(each -> '"' + each + '"').collect(Collectors.joining(", "));
            evaluator.begin("args", "args = new String[] {" + literals + "};", outcome -> {});
            return observed(
                    evaluator::ended,
                    () -> {
                        var outcomes = evaluator.eval(name, source);
                        return outcomes.isEmpty() ? new Outcome.Done("") : outcomes.get(outcomes.size() - 1);
                    },
                    () -> variables(evaluator));
        }
    }

    private Run observed(
            BiFunction<Thread, Throwable, Outcome.Threw> ended,
            Callable<Outcome> run,
            Callable<SortedMap<String, Object>> variables)
            throws Exception {
        var written = new ByteArrayOutputStream();
        var said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> System.err.println(text(ended.apply(thread, thrown))));
        try {
            var outcome = run.call();
            var all = variables.call();
            Session.current().close();
            return new Run(
                    plain(written.toString(StandardCharsets.UTF_8)),
                    plain(said.toString(StandardCharsets.UTF_8)),
                    plain(text(outcome)),
                    all);
        } finally {
            restore();
        }
    }

    private static String text(Outcome outcome) {
        if (outcome instanceof Outcome.Threw threw) {
            return Views.error(threw.thrown(), threw.frames(), Style.plain());
        }
        return outcome.succeeded() ? "" : outcome.toString();
    }

    private static SortedMap<String, Object> variables(Evaluator evaluator) {
        var all = new TreeMap<String, Object>();
        evaluator.ask(shell -> shell.variables().map(VarSnippet::name).toList()).stream()
                .filter(name -> !WITHOUT_NAME.matcher(name).matches())
                .forEach(name ->
                        all.put(name, evaluator.declarations().value(name).orElse(null)));
        return all;
    }

    /** Each is a static field of the class that JShell has put around its declaration: of several, the newest counts. */
    private static SortedMap<String, Object> variables(ScriptRecord record) throws Exception {
        var all = new TreeMap<String, Object>();
        var args = loader.loadClass(ScriptArgs.class.getName()).getField("args");
        all.put(args.getName(), args.get(null));
        for (var name : record.classes().keySet()) {
            for (var field : loader.loadClass(name).getDeclaredFields()) {
                if (Frames.isWrapper(name) && Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    field.setAccessible(true);
                    all.put(field.getName(), field.get(null));
                }
            }
        }
        return all;
    }

    private static String text(Object value) {
        if (value != null && value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> text(Array.get(value, i)))
                    .toList()
                    .toString();
        }
        return plain(String.valueOf(value));
    }

    private static String plain(String text) {
        return IDENTITY.matcher(text).replaceAll("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                onExit(() -> System.out.println("closed"));
                void fail() {
                    throw new IllegalStateException("in a thread");
                }
                var thread = new Thread(() -> fail(), "failing");
                thread.start();
                thread.join();
                System.out.println(String.join("|", args));
                exit(7);
                System.out.println("never");
                """, """
                onExit(() -> System.out.println("closed"));
                void leave(int status) { System.exit(status); }
                leave(9);
                """, """
                var options = tool("some", "Does something.").asks().parse();
                options.confirm("Go on?");
                """})
    @OnOneJdk
    void theProcessEndsTheSame(String source) throws IOException {
        var script = Files.writeString(folder.resolve("ends.jsh"), source).toString();
        var own = Bpfsh.in(folder).env("XDG_CACHE_HOME", folder.toString());
        var compiled = own.run(script, "one", "--two");
        assertThat(compiled.status()).as("%s", compiled).isNotZero();
        assertThat(own.run(script, "one", "--two")).isEqualTo(compiled);
        // Of several codes none is kept.
        var evaluated = own.run("-e", "void more() {}", "-e", source, "one", "--two");
        assertThat(new Result(
                        evaluated.status(), evaluated.out(), evaluated.err().replace("-e:", "ends.jsh:")))
                .isEqualTo(compiled);
    }
}
