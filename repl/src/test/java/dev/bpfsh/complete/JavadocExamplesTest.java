// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.acceptance.Kernel;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.SessionCalls;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The examples in the documentation comments of what needs no import and of what objects, programs, maps, globals,
 * buffers and links can do: each is typed in a session, on this kernel, behind what {@code /doc} says it goes on from.
 */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class JavadocExamplesTest {
    private static final long PATIENCE_SECONDS = 120;
    /** Each redeclares what others have declared, and JShell compiles again all that depends on it. */
    private static final int EXAMPLES_OF_A_SESSION = 20;

    private static final Pattern FUNCTION = Pattern.compile("import static dev\\.bpfsh\\.([\\w.]+?)\\.(\\*|\\w+);");
    private static final Pattern CALL =
            Pattern.compile("\\{@code (\\w+\\(.*?\\)(?:\\.\\w+\\([^)]*\\))*)}.*", Pattern.DOTALL);

    /** What cannot be typed here, and why; of a method that ends with a bracket, all of that name. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("host.Lifetime.exit(", "it ends this process"),
            Map.entry("host.Lifetime.exitWith(", "it ends this process"),
            Map.entry("host.Options.wrong(", "it ends this process"),
            Map.entry("host.Options.confirm(", "it asks a person"),
            Map.entry("host.Lifetime.sleep()", "it has no end"),
            Map.entry("host.SessionCalls.command(", "it is for a prompt"),
            Map.entry("host.SessionCalls.deps(", "it may ask the network"),
            Map.entry("host.SessionCalls.watch(", "the file is yours"),
            Map.entry("loader.Global", "no object that comes with bpfsh has such a struct"),
            Map.entry("loader.EventBuffer", "it has no end"),
            Map.entry("attach.Hooks", "it is a list of what there is"));

    /** Whose public methods all are to have one. */
    private static final List<String> SHOWN = List.of(
            "BpfObject: open load attach close program map global bss rodata snapshot ringBuffer links elf state",
            "BpfProgram: attach info links testRun disassemble translated statistics verifierLog autoload formats",
            "BpfMap: create openPinned open info maxEntries reuse pinPath pin unpin freeze close",
            "MapOperations: get perCpu put putAll remove containsKey entries keys values stream forEach size clear drain cursor",
            "Globals: get set global snapshot watch all",
            "Global: get set getLong watch",
            "EventBuffer: poll drain events stream next tail close",
            "RingBuffer: size unread losses",
            "BpfLink: info hook pin unpin detach update structs close");

    private static Map<String, String> comments;
    private static Evaluator session;

    @BeforeAll
    static void begin() throws Exception {
        System.setProperty("bpfsh.home", Bpfsh.root().toString());
        comments = new TreeMap<>();
        for (var module : List.of("loader", "repl")) {
            try (var files = Files.walk(Bpfsh.root().resolve(module).resolve("src/main/java"))) {
                var sources =
                        files.filter(file -> file.toString().endsWith(".java")).toList();
                DocIndexer.index(sources)
                        .forEach((key, comment) -> comments.put(key.replaceFirst("^dev\\.bpfsh\\.", ""), comment));
            }
        }
        session = newSession();
    }

    /** One in which there is something for {@code undo()}. */
    private static Evaluator newSession() throws IOException {
        return TestSession.of("1 + 1");
    }

    @AfterAll
    static void end() {
        System.clearProperty("bpfsh.home");
        // An example has raised it, for the whole process.
        SessionCalls.logLevel("off");
        Session.current().close();
        session.close();
    }

    /** What is imported statically, by class, and the classes of {@link #SHOWN}. */
    private static Set<String> owners() throws Exception {
        var owners = new HashSet<String>();
        FUNCTION.matcher(Files.readString(Bpfsh.root().resolve("snippets/prelude.jsh")))
                .results()
                .forEach(found -> owners.add(found.group(1)));
        SHOWN.forEach(line -> owners.add("loader." + line.replaceFirst(":.*", "")));
        return owners;
    }

    /** The examples of a comment: its lines of code, or else the call that it begins with. */
    private static List<Example> examples(String comment) {
        var examples = Example.in(comment);
        var call = CALL.matcher(comment);
        return examples.isEmpty() && call.lookingAt() ? List.of(new Example(call.group(1))) : examples;
    }

    @Test
    void eachFunctionOfThePreludeHasOne() throws Exception {
        var without = new ArrayList<String>();
        var imports = FUNCTION.matcher(Files.readString(Bpfsh.root().resolve("snippets/prelude.jsh")))
                .results()
                .toList();
        assertThat(imports).isNotEmpty();
        for (var found : imports) {
            var type = Class.forName("dev.bpfsh." + found.group(1));
            for (var method : type.getMethods()) {
                var name = method.getName();
                if (method.getDeclaringClass() == type
                        && Modifier.isStatic(method.getModifiers())
                        && (found.group(2).equals("*") || found.group(2).equals(name))
                        && comments.entrySet().stream()
                                .filter(each -> each.getKey().startsWith(found.group(1) + "." + name + "("))
                                .noneMatch(each -> !examples(each.getValue()).isEmpty())) {
                    without.add(found.group(1) + "." + name);
                }
            }
        }
        assertThat(without).isEmpty();
    }

    @Test
    void whatObjectsProgramsMapsBuffersAndLinksCanDoHasOne() {
        for (var line : SHOWN) {
            var words = line.split(":? ");
            for (int i = 1; i < words.length; i++) {
                var key = "loader." + words[0] + "." + words[i] + "(";
                assertThat(comments.entrySet())
                        .as(key)
                        .anyMatch(each -> each.getKey().startsWith(key)
                                && !examples(each.getValue()).isEmpty());
            }
        }
    }

    @Test
    void eachRuns() throws Exception {
        var owners = owners();
        var failures = new ArrayList<String>();
        var skipped = new HashSet<String>();
        int run = 0;
        for (var each : comments.entrySet()) {
            var key = each.getKey();
            int open = key.indexOf('(');
            var owner = open < 0 ? key : key.substring(0, key.lastIndexOf('.', open));
            if (!owners.contains(owner)) {
                continue;
            }
            for (var example : examples(each.getValue())) {
                var notRun = NOT_RUN.keySet().stream()
                        .filter(name -> name.equals(key) || name.endsWith("(") && key.startsWith(name))
                        .findFirst();
                if (notRun.isPresent()) {
                    skipped.add(notRun.get());
                    continue;
                }
                if (++run % EXAMPLES_OF_A_SESSION == 0) {
                    session.close();
                    session = newSession();
                }
                Kernel.alone(example.preparation() + example.code(), () -> type(example)
                        .forEach(problem -> failures.add(key + "\n" + example.code() + "\n" + problem)));
                Session.current().close();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(run).isGreaterThan(150);
        assertThat(skipped).isEqualTo(NOT_RUN.keySet());
    }

    /** What goes wrong. */
    private static List<String> type(Example example) throws Exception {
        var code = example.code().replace("\"scripts", "\"" + Bpfsh.root().resolve("scripts"));
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Session.current().close();
            var stopper = Executors.newSingleThreadScheduledExecutor();
            try {
                stopper.schedule(session::stop, PATIENCE_SECONDS, TimeUnit.SECONDS);
                var outcomes = new ArrayList<Outcome>();
                example.preparation().forEach(line -> outcomes.addAll(session.eval(line)));
                outcomes.addAll(session.eval(code));
                var failed = outcomes.stream()
                        .filter(outcome -> !outcome.succeeded())
                        .toList();
                if (failed.stream().anyMatch(JavadocExamplesTest::isForAnotherTime) && System.nanoTime() < until) {
                    Thread.sleep(500);
                    continue;
                }
                return failed.stream().map(JavadocExamplesTest::words).toList();
            } finally {
                stopper.shutdownNow();
            }
        }
    }

    /** Another process reads the trace pipe. */
    private static boolean isForAnotherTime(Outcome outcome) {
        return outcome instanceof Outcome.Threw threw
                && threw.thrown() instanceof BpfException known
                && known.errno().filter(Errno.EBUSY::equals).isPresent();
    }

    private static String words(Outcome outcome) {
        return outcome instanceof Outcome.Threw threw
                ? threw.thrown().toString()
                : outcome instanceof Outcome.Failed failed ? failed.problems().toString() : outcome.toString();
    }
}
