// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.host.Outcome.Done;
import dev.bpfsh.host.Outcome.Failed;
import dev.bpfsh.host.Outcome.Threw;
import dev.bpfsh.host.Outcome.Value;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private final Evaluator evaluator = new Evaluator("import java.util.*;\nint twice(int n) { return 2 * n; }");

    @AfterEach
    void close() {
        evaluator.close();
    }

    private Outcome eval(String input) {
        List<Outcome> outcomes = evaluator.eval(input);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }

    @Test
    void valuesAreTheObjectsThemselves() {
        assertThat(eval("1 + 1")).isEqualTo(new Value("$1", "int", 2));
        assertThat(eval("var list = new ArrayList<String>()")).isInstanceOfSatisfying(Value.class, value -> {
            assertThat(value.type()).isEqualTo("ArrayList<String>");
            assertThat(evaluator.declarations().value("list").orElseThrow()).isSameAs(value.value());
        });
        assertThat(eval("list.add(\"a\");")).isInstanceOf(Value.class);
        assertThat(evaluator.declarations().value("list")).contains(List.of("a"));
        assertThat(eval("list")).isEqualTo(new Value("list", "ArrayList<String>", List.of("a")));
        assertThat(eval("String s")).isEqualTo(new Value("s", "String", null));
        assertThat(evaluator.declarations().value("s")).isEmpty();
        assertThat(eval("s = \"x\"")).isEqualTo(new Value("s", "String", "x"));
        assertThat(evaluator.declarations().value("nosuch")).isEmpty();
        assertThat(evaluator.eval("int x = 1, y = 2;"))
                .containsExactly(new Value("x", "int", 1), new Value("y", "int", 2));
    }

    /** As javac 25 does, in some versions; where it does not, the statement has run. */
    @Test
    void thatTheCompilerFailedByItselfIsSaid() {
        eval("var mixed = List.of(1, \"two\", 3.0)");
        var before = System.out;
        var out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true));
        try {
            var outcome = eval("System.out.println(mixed);");
            assertThat(out.size() > 0).isEqualTo(outcome.succeeded());
            if (outcome instanceof Threw threw) {
                assertThat(threw.thrown()).hasMessage(Diagnostics.NO_CODE + "\nhint: " + Diagnostics.NO_CODE_HINT);
            }
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void whatSettlesLeavesNothing() throws Exception {
        try (var atPrompt = Evaluator.ofPrompt("int twice(int n) { return 2 * n; }")) {
            atPrompt.settle();
            assertThat(atPrompt.declarations().snippets()).isEmpty();
            assertThat(atPrompt.jshell().variables()).isEmpty();
            assertThat(atPrompt.eval("1 + 1")).containsExactly(new Value("$1", "int", 2));
            assertThat(atPrompt.journal().entries())
                    .extracting(Journal.Entry::id)
                    .containsExactly("1");
            assertThat(atPrompt.eval("int warm = 3; warm"))
                    .containsExactly(new Value("warm", "int", 3), new Value("warm", "int", 3));
            atPrompt.settle();
            assertThat(atPrompt.declarations().value("warm")).contains(3);
        }
    }

    @Test
    void staticsAreSharedWithThisProcess() {
        assertThat(eval("ProcessHandle.current().pid()"))
                .isInstanceOfSatisfying(Value.class, value -> assertThat(value.value())
                        .isEqualTo(ProcessHandle.current().pid()));
        assertThat(eval("dev.bpfsh.host.ExitStatus.class"))
                .isInstanceOfSatisfying(
                        Value.class, value -> assertThat(value.value()).isSameAs(ExitStatus.class));
    }

    @Test
    void aValueIsNeverAskedForItsText() {
        eval("class Bad { public String toString() { throw new Error(\"asked\"); } }");
        assertThat(eval("var bad = new Bad()")).isInstanceOf(Value.class);
    }

    @Test
    void declarationsSayWhatTheyMade() {
        assertThat(eval("import java.util.List;")).isEqualTo(new Done(""));
        assertThat(eval("int f(int n) { return g(n); }"))
                .isEqualTo(new Done("created method f(int), usable once method g(int) is declared"));
        assertThat(eval("f(1)")).isInstanceOfSatisfying(Threw.class, threw -> {
            assertThat(threw.thrown()).hasMessage("method f(int) needs method g(int), not declared so far");
        });
        assertThat(eval("int g(int n) { return n; }")).isEqualTo(new Done("created method g(int)"));
        assertThat(eval("int g(int n) { return n + 1; }")).isEqualTo(new Done("replaced method g(int)"));
        assertThat(eval("f(1)")).isInstanceOfSatisfying(Value.class, value -> assertThat(value.value())
                .isEqualTo(2));
        assertThat(eval("record P(int x) {}")).isEqualTo(new Done("created record P"));
        assertThat(eval("interface I {}")).isEqualTo(new Done("created interface I"));
        assertThat(eval("enum E { A }")).isEqualTo(new Done("created enum E"));
        assertThat(eval("for (int i = 0; i < 3; i++) {}")).isEqualTo(new Done(""));
        assertThat(eval("System.out.flush()")).isEqualTo(new Done(""));
    }

    @Test
    void everyUnitIsEvaluatedUpToTheFirstThatFails() {
        assertThat(evaluator.eval("var a = 1; var b = a + 1;\nb * 2\nthrow new Error(\"x\"); int never = 0;"))
                .hasSize(4)
                .satisfies(all -> assertThat(all.get(2)).isEqualTo(new Value("$1", "int", 4)))
                .last()
                .isInstanceOf(Threw.class);
        assertThat(evaluator.declarations().value("never")).isEmpty();
        assertThat(evaluator.eval("  // nothing\n\n")).isEmpty();
    }

    @Test
    void exceptionsAreTheObjectsThemselvesWithFramesOfTheUsers() {
        eval("int div(int n) {\n    return 1 / n;\n}");
        assertThat(eval("try { div(0); } catch (Exception e) { throw new IllegalStateException(\"why\", e); }"))
                .isInstanceOfSatisfying(Threw.class, threw -> {
                    assertThat(threw.thrown()).isExactlyInstanceOf(IllegalStateException.class);
                    assertThat(threw.frames()).hasSize(1);
                    assertThat(threw.frames().get(0).toString()).isEqualTo(".(#2:1)");
                    assertThat(threw.thrown().getCause()).isExactlyInstanceOf(ArithmeticException.class);
                    assertThat(threw.thrown().getCause().getStackTrace())
                            .extracting(StackTraceElement::toString)
                            .containsExactly(".div(#1:2)", ".(#2:1)");
                });
        assertThat(evaluator.eval("a.jsh", "#!/usr/bin/env bpfsh\nint x = 1;\n\nint y = div(0);"))
                .last()
                .isInstanceOfSatisfying(
                        Threw.class,
                        threw -> assertThat(threw.frames().get(1).toString()).isEqualTo(".(a.jsh:4)"));
    }

    @Test
    void problemsStandWhereTheyAre() {
        assertThat(eval("int x = 1 +\n    nosuch;")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.problems().get(0).toString().lines())
                .containsExactly("prompt:2:5: cannot find variable nosuch", "    nosuch;", "    ^^^^^^"));
        assertThat(eval("\"a\".nosuch(1)")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.problems().get(0).message())
                .isEqualTo("String has no method nosuch(int)"));
        assertThat(eval("int y = \"text\";")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.problems().get(0).message())
                .isEqualTo("expected int, found String"));
        assertThat(eval("/list")).isInstanceOfSatisfying(Failed.class, failed -> assertThat(
                        failed.problems().get(0).message())
                .isEqualTo("commands work at the prompt only"));
        assertThat(eval("undeclared()")).isInstanceOf(Failed.class);
        assertThat(eval("Undeclared u;")).isInstanceOf(Failed.class);
    }

    @Test
    void preludeIsThereAndIsNotTheUsers() {
        assertThat(eval("twice(21)")).isInstanceOfSatisfying(Value.class, value -> assertThat(value.value())
                .isEqualTo(42));
        eval("int mine = 1;");
        assertThat(evaluator.declarations().snippets())
                .extracting(s -> s.source())
                .containsExactly("twice(21);", "int mine = 1;");
        evaluator.reset();
        assertThat(evaluator.declarations().snippets()).isEmpty();
        assertThat(evaluator.declarations().value("mine")).isEmpty();
        assertThat(eval("twice(1)")).isInstanceOf(Value.class);
    }

    @Test
    void aTypeTakesThePlaceOfOneThatIsImported() {
        try (Evaluator session = new Evaluator("import java.util.Timer;\nimport java.util.Random;")) {
            session.eval("record Timer(int n) { class Random {} }");
            assertThat(session.eval("new Timer(3).n()"))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Value.class, value -> assertThat(value.value()).isEqualTo(3));
            assertThat(session.eval("new Random(1).nextInt(1)")).singleElement().isInstanceOf(Value.class);
        }
    }

    @Test
    void preludeThatDoesNotCompileIsToldByItsName() {
        try (Evaluator broken = new Evaluator("import java.util.*;\nimport no.such.Thing;")) {
            assertThatThrownBy(() -> broken.eval("1"))
                    .isInstanceOf(ScriptErrors.class)
                    .hasMessageStartingWith("prelude.jsh:2:");
        }
    }

    @Test
    void backgroundExceptionsReachTheDefaultHandler() throws Exception {
        AtomicReference<Throwable> seen = new AtomicReference<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> seen.set(e));
        try {
            evaluator.eval(
                    "var t = new Thread(() -> { throw new IllegalStateException(\"background\"); }); t.start();");
            eval("t.join();");
            assertThat(seen.get()).hasMessage("background");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void whatBecomesReadyAfterTheEndLeavesNoThreadBehind() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<Engine> made = new AtomicReference<>();
        LateEngine late = new LateEngine(() -> {
            begun.countDown();
            closed.await();
            made.set(Engine.create(evaluator, new ClassPath(), Index.now(), "p.jsh", "int x = 1;"));
            return made.get();
        });
        begun.await();
        late.close();
        closed.countDown();
        long until = System.nanoTime() + 30_000_000_000L;
        while ((made.get() == null || !isClosed(made.get())) && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        assertThat(isClosed(made.get())).isTrue();
        assertThat(late.ifReady(engine -> engine)).isEmpty();
    }

    private static boolean isClosed(Engine engine) {
        try {
            engine.shell().onShutdown(shell -> {});
            return false;
        } catch (IllegalStateException closed) {
            return true;
        }
    }
}
