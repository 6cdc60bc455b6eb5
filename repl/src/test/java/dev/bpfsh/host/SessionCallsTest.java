// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a snippet can do with the session that it is evaluated in. */
@Timeout(600)
class SessionCallsTest {
    @TempDir
    Path folder;

    private final StringBuffer background = new StringBuffer();
    private Evaluator evaluator;
    private Output.Route route;
    private Set<Long> threadsBefore;

    @BeforeEach
    void begin() {
        Session.current().close();
        threadsBefore = UserThread.all().stream().map(UserThread::id).collect(Collectors.toSet());
        evaluator = new Evaluator(Bundled.prelude());
        route = Output.route(background::append);
    }

    @AfterEach
    void end() {
        Session.current().close();
        evaluator.close();
        route.close();
    }

    private Object value(String java) {
        var outcome =
                evaluator.eval(java).stream().reduce((first, last) -> last).orElseThrow();
        assertThat(outcome).as(java).isInstanceOf(Outcome.Value.class);
        return ((Outcome.Value) outcome).value();
    }

    private void done(String java) {
        assertThat(evaluator.eval(java)).as(java).allMatch(Outcome::succeeded);
    }

    private String printed(String java) {
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            done(java);
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Threads of the user's that were not there when the test began: others leave some that nothing ends. */
    private List<UserThread> fresh() {
        return UserThread.all().stream()
                .filter(thread -> !threadsBefore.contains(thread.id()))
                .toList();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private static String file(String name) {
        return "\"" + Bpfsh.root().resolve("scripts").resolve(name) + "\"";
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void undoingTakesBackStepByStep() {
        done("var minimal = open(" + file("minimal.bpf.o") + ")");
        done("minimal.load()");
        done("minimal.attach(); int x = 1, y = 2;");
        assertThat(printed("undo()"))
                .isEqualTo("undid #4: int x = 1, y = 2;\n  x is declared no longer\n" + "  y is declared no longer\n");
        assertThat(evaluator.declarations().value("x")).isEmpty();
        assertThat(printed("undo()"))
                .isEqualTo("undid #3: minimal.attach();\n  detached handle_tp from tp/syscalls/sys_enter_write\n");
        assertThat(Session.current().alive()).hasSize(1);
        assertThat(printed("undo()"))
                .startsWith("undid #2: minimal.load()")
                .endsWith("it had opened and declared nothing; what else it did stays\n");
        assertThat(printed("undo()"))
                .startsWith("undid #1: var minimal = open(")
                .endsWith("  closed minimal\n  minimal is declared no longer\n");
        assertThat(Session.current().alive()).isEmpty();
        assertThat(evaluator.eval("undo()").get(0))
                .isInstanceOfSatisfying(Outcome.Threw.class, threw -> assertThat(threw.thrown())
                        .hasMessage("there is nothing to undo"));
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void undoingAnObjectEndsWhatOthersHaveAttached() {
        done("var minimal = open(" + file("minimal.bpf.o") + ")");
        done("minimal.load(); minimal.attach();");
        assertThat(evaluator.undo("1"))
                .contains("  detached handle_tp from tp/syscalls/sys_enter_write", "  closed minimal");
        assertThat(Session.current().alive()).isEmpty();
    }

    @Test
    void undoingLeavesWhatWasReplaced() {
        done("int x = 1");
        done("int x = 2");
        done("var t = every(seconds(100), () -> {})");
        // Made later, but for the timer's snippet.
        done("int kept = 3");
        assertThat(evaluator.undo("3"))
                .containsExactly(
                        "undid #3: var t = every(seconds(100), () -> {});",
                        "  closed timer every 100000 ms",
                        "  t is declared no longer");
        assertThat(evaluator.undo("2"))
                .contains("  x is declared no longer; that of #1 was replaced by it: /1 evaluates it again");
        assertThat(evaluator.declarations().value("kept")).contains(3);
        assertThat(evaluator.journal().entries()).extracting(Journal.Entry::id).containsExactly("1", "4");
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void whatIsLiveIsATree() {
        done("var t = every(seconds(100), () -> {})");
        done("var minimal = open(" + file("minimal.bpf.o") + ")");
        done("minimal.load(); minimal.attach();");
        done("onExit(() -> {})");
        assertThat(value("live()")).asString().isEqualToNormalizingWhitespace("""
                  1  timer    every 100000 ms   by #1
                  2  object   minimal LOADED, 1 program, 2 maps   by #2
                  3    link   handle_tp at tp/syscalls/sys_enter_write   by #4
                  4  at exit  runs at the end   by #5""");
        assertThat(value("live().close(3)")).isEqualTo(List.of("detached handle_tp from tp/syscalls/sys_enter_write"));
        assertThat(value("live().close(1)")).isEqualTo(List.of("closed timer every 100000 ms"));
        assertThat(evaluator.eval("live().close(1)").get(0))
                .isInstanceOfSatisfying(Outcome.Threw.class, threw -> assertThat(threw.thrown())
                        .hasMessageContaining("close 1: nothing that is open has this number"));
        done("live().close(2)");
        done("live().close(4)");
        assertThat(value("live()")).hasToString("nothing is open");
    }

    /** A lambda, whatever it throws and whether it has a value; a method's name, with overloads too; a variable. */
    @Test
    void whatIsRepeatedOrLeftForTheEndIsGivenInAnyForm() throws Exception {
        done("var done = new StringBuffer()");
        done("Runnable dot = () -> done.append(\".\"); Task own = () -> Thread.sleep(0);");
        done("void tick() throws IOException { done.append(\"tick \"); }");
        for (var task :
                List.of("() -> sh(\"true\")", "() -> tick()", "System.out::flush", "done::length", "dot", "own")) {
            done("every(seconds(100), " + task + ")");
            done("onExit(" + task + ")");
        }
        await(() -> value("done").toString().contains("tick")
                && value("done").toString().contains("."));
        done("done.setLength(0)");
        Session.current().close();
        assertThat(value("done")).hasToString(".tick ");
        done("onExit(() -> { throw new IOException(\"no disk\"); })");
        assertThatThrownBy(Session.current()::close).hasMessage("close session: java.io.IOException: no disk");
    }

    @Test
    void threadsAreListedAndStopped() throws Exception {
        done(
                "var busy = new Thread(() -> { while (true) { try { Thread.sleep(50); } catch (Exception e) {} } }, \"busy\");"
                        + " busy.start();");
        Eventually.holds(() -> assertThat(UserThread.all())
                .filteredOn(thread -> thread.name().equals("busy"))
                .singleElement()
                .satisfies(busy -> {
                    assertThat(busy.doing()).contains("java.lang.Thread.sleep");
                    assertThat(busy.stack()).anyMatch(line -> line.contains("sleep"));
                }));
        var busy = UserThread.all().stream()
                .filter(thread -> thread.name().equals("busy"))
                .findFirst()
                .orElseThrow();
        busy.stop();
        await(() -> fresh().isEmpty());
        assertThat(UserThread.ofProcess()).extracting(UserThread::name).contains("Finalizer");
        var finalizer = UserThread.ofProcess().stream()
                .filter(thread -> thread.name().equals("Finalizer"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(finalizer::stop).hasMessageContaining("needs it");
    }

    @Test
    void timeMeasures() {
        var once = (Timing) value("time(() -> { Thread.sleep(20); return new byte[1 << 20]; })");
        assertThat(once.wall().toMillis()).isBetween(20L, 20_000L);
        assertThat(once.allocated()).isBetween(1L << 20, 2L << 20);
        assertThat(once.cpu()).isLessThan(once.wall());
        var often = (Timing) value("time(100, () -> 1 + 1)");
        assertThat(often.runs()).isEqualTo(100);
        assertThat(often.least()).isLessThanOrEqualTo(often.wall());
        assertThat(often).asString().matches("median of 100 runs: .* \\(.* to .*\\), cpu .*, allocated .*, .*gc.*");
        assertThat(value("time(() -> System.gc())")).asString().contains("gc");
        assertThat(value("time()")).asString().matches("\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void theShellsLinesAreAValue() {
        assertThat(value("sh(\"printf 'a\\\\nb\\\\n'\")")).isEqualTo(List.of("a", "b"));
        assertThat(evaluator.eval("sh(\"echo no >&2; exit 3\")").get(0))
                .isInstanceOfSatisfying(Outcome.Threw.class, threw -> assertThat(threw.thrown())
                        .hasMessageContaining(": exit status 3\n  no"));
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void aScriptRunsAndLeavesNothing() throws Exception {
        var script = Files.writeString(folder.resolve("s.jsh"), """
                var minimal = open(%s);
                minimal.load();
                minimal.attach();
                every(millis(10), () -> {});
                new Thread(() -> { while (true) { try { Thread.sleep(10); } catch (Exception e) {} } }).start();
                System.out.print(args.length + live().things().get(1).by());
                onExit(() -> System.out.print(" end"));
                exit(args.length);
                System.out.print("never");
                """.formatted(file("minimal.bpf.o")));
        done("var mine = every(seconds(100), () -> {})");
        assertThat(printed("int status = run(\"" + script + "\", \"a\", \"b\")"))
                .isEqualTo("2" + script + " end");
        assertThat(evaluator.declarations().value("status")).contains(2);
        assertThat(Session.current().alive()).containsExactly((AutoCloseable)
                evaluator.declarations().value("mine").orElseThrow());
        await(() -> fresh().size() == 1);
    }

    @Test
    void aScriptThatFailsSaysSo() throws Exception {
        var script = Files.writeString(folder.resolve("s.jsh"), "int a = 1;\nint b = a / 0;");
        assertThat(evaluator.eval("run(\"" + script + "\")").get(0))
                .isInstanceOfSatisfying(Outcome.Threw.class, threw -> assertThat(threw.thrown())
                        .isInstanceOf(ArithmeticException.class));
        assertThat(evaluator.eval("run(\"no such\")").get(0))
                .isInstanceOfSatisfying(Outcome.Threw.class, threw -> assertThat(threw.thrown())
                        .hasMessageContaining("run no such: no such script or file"));
        assertThat(evaluator.eval("run(\"minimak\")").get(0))
                .isInstanceOfSatisfying(
                        Outcome.Threw.class, threw -> assertThat(threw.thrown()).hasMessageContaining("hint: "));
    }

    @Test
    void aScriptThatRunsEndsAtAStop() throws Exception {
        var script = Files.writeString(
                folder.resolve("s.jsh"),
                "onExit(() -> System.setProperty(\"ended\", \"yes\"));\n"
                        + "every(seconds(100), () -> {});\nSystem.setProperty(\"ended\", \"no\");\nsleep();");
        System.clearProperty("ended");
        var stopper = new Thread(() -> {
            try {
                await(() -> "no".equals(System.getProperty("ended")));
            } catch (InterruptedException e) {
                return;
            }
            evaluator.stop();
        });
        stopper.start();
        assertThat(evaluator.eval("run(\"" + script + "\")").get(0)).isInstanceOf(Outcome.Stopped.class);
        await(() -> "yes".equals(System.getProperty("ended")));
        stopper.join();
        await(() -> Session.current().alive().isEmpty());
    }

    @Test
    void aWatchedScriptRunsAtEachSave() throws Exception {
        var script = Files.writeString(folder.resolve("w.jsh"), run("first"));
        done("var w = watch(\"" + script + "\")");
        await(() -> "first".equals(System.getProperty("watched")));
        assertThat(value("w")).asString().contains("1 run so far, running; close() ends it");
        save(script, run("second"));
        await(() -> "second".equals(System.getProperty("watched")));
        // What the first had open was closed before the second began.
        assertThat(System.getProperty("order")).isEqualTo("-first");
        save(script, "int wrong = \"text\";");
        await(() -> background.toString().contains("does not compile"));
        assertThat(background).contains("w.jsh:1:");
        Files.delete(script);
        await(() -> background.toString().contains("is gone; it runs again once it is back"));
        save(script, run("third"));
        await(() -> "third".equals(System.getProperty("watched")));
        done("w.close()");
        assertThat(Session.current().alive()).isEmpty();
        assertThat(value("w")).asString().endsWith("3 runs so far, ended");
        await(() -> fresh().isEmpty());
    }

    // At once, as editors do: who looks meanwhile sees the old text or the new one.
    private void save(Path script, String text) throws IOException {
        var written = Files.writeString(folder.resolve("w.new"), text);
        Files.move(written, script, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String run(String name) {
        return "System.setProperty(\"watched\", \"" + name + "\");\n" + "onExit(() -> System.setProperty(\"order\", \"-"
                + name + "\"));\nsleep();\n";
    }

    @Test
    void refusesWhatIsNoScript() throws Exception {
        Files.write(folder.resolve("binary.jsh"), new byte[] {1, 2, (byte) 0xff, 0});
        Files.write(folder.resolve("nul.jsh"), new byte[] {'a', 0});
        try (var large = new RandomAccessFile(folder.resolve("large.jsh").toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        record Case(String name, String message) {}
        for (var each : List.of(
                new Case(folder.toString(), "is a directory"),
                new Case(folder + "/binary.jsh", "is no text in UTF-8"),
                new Case(folder + "/nul.jsh", "is no text in UTF-8"),
                new Case(folder + "/large.jsh", "is larger than 16 MiB"),
                new Case("/dev/zero", "is larger than 16 MiB"),
                new Case(folder + "/none.jsh", "no such script or file"))) {
            assertThatThrownBy(() -> ScriptRun.of(each.name(), "")).hasMessageContaining(each.message());
        }
    }

    @Test
    void whatIsOpenMayBeOfAnyKind() {
        done("class Mute implements AutoCloseable {"
                + " public void close() {} public String toString() { throw new IllegalStateException(); } }");
        value("Session.current().own(new Mute())");
        assertThat(SessionCalls.live().things()).singleElement().satisfies(thing -> {
            assertThat(thing.kind()).isEqualTo("Mute");
            assertThat(thing.what()).contains("its toString threw");
        });
        assertThat(value("live().toString()")).asString().contains("its toString threw");
        assertThat(evaluator.undo("2")).anyMatch(line -> line.contains("its toString threw"));
    }

    @Test
    void ofSeveralMethodsThatTakeNullOneIsToBeNamed() {
        assertThat(evaluator.eval("hist(null)"))
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.problems().get(0).message())
                            .matches("hist is ambiguous: hist\\(.+\\) and hist\\(.+\\) both fit");
                    assertThat(failed.problems().get(0).hint()).matches("a cast says which: hist\\(\\(.+\\) null\\)");
                });
    }

    @Test
    void aTimerMakesNotUpForWhatItMissed() throws Exception {
        var runs = new AtomicInteger();
        try (var timer = Lifetime.every(Duration.ofMillis(20), () -> {
            if (runs.getAndIncrement() == 0) {
                LockSupport.parkNanos(500_000_000);
            }
        })) {
            Thread.sleep(600);
            assertThat(timer).isNotNull();
        }
        assertThat(runs.get()).isBetween(1, 10);
    }

    @Test
    void whatATimerFailsWithOnceItIsClosedIsNoNews() throws Exception {
        var reading = new CountDownLatch(1);
        var failed = new AtomicReference<Throwable>();
        var thread = new AtomicReference<Thread>();
        var timer = Lifetime.every(Duration.ofHours(1), () -> {
            thread.set(Thread.currentThread());
            Thread.currentThread().setUncaughtExceptionHandler((died, why) -> failed.set(why));
            reading.countDown();
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("output of an iterator is closed");
        });
        reading.await();
        timer.close();
        thread.get().join();
        assertThat(failed.get()).isNull();
    }

    @Test
    void aPeriodMayBeAsLongAsADurationIs() {
        try (var timer = Lifetime.every(Duration.ofSeconds(Long.MAX_VALUE), () -> {})) {
            assertThat(timer).asString().isEqualTo("every " + Long.MAX_VALUE + " ms; close() ends it");
        }
    }
}
