// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Essence.Reason;
import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What of a session matters, and that without the rest it does the same. */
@Timeout(120)
class EssenceTest {
    private static final String MINIMAL = "\"" + Bpfsh.root().resolve("scripts/minimal.bpf.o") + "\"";
    private static final Evaluator EVALUATOR = new Evaluator(Bundled.prelude());

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;

    @BeforeEach
    void begin() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        System.setOut(out);
        Session.current().close();
        EVALUATOR.reset();
    }

    @AfterAll
    static void close() {
        EVALUATOR.close();
    }

    private Essence session(String... lines) {
        for (var line : lines) {
            EVALUATOR.eval(line);
        }
        return Essence.of(EVALUATOR.journal());
    }

    /** Also that the script compiles, and prints what the session has printed. */
    private List<String> kept(String... lines) {
        var essence = session(lines);
        var inSession = printed.toString(StandardCharsets.UTF_8);
        Session.current().close();
        printed.reset();
        var script = String.join("\n", essence.sources()) + "\n";
        assertThat(Script.compile("saved.jsh", script, Bundled.prelude()).run())
                .as(script)
                .isInstanceOf(Outcome.Done.class);
        assertThat(printed.toString(StandardCharsets.UTF_8)).as(script).isEqualTo(inSession);
        return essence.sources();
    }

    @Test
    void looksAreLeftOut() {
        assertThat(kept(
                        "var minimal = open(" + MINIMAL + ")",
                        "minimal",
                        "minimal.bss()",
                        "1 + 1",
                        "maps()",
                        "minimal.programs().keySet().stream().sorted().toList()",
                        "minimal.bss().set(\"my_pid\", 42)",
                        "minimal.bss().get(\"my_pid\")",
                        "System.out.println(minimal.global(\"my_pid\").getLong())"))
                .containsExactly(
                        "var minimal = open(" + MINIMAL + ");",
                        "minimal.bss().set(\"my_pid\", 42);",
                        "System.out.println(minimal.global(\"my_pid\").getLong());");
        assertThat(Essence.of(EVALUATOR.journal()).leftOut()).isEqualTo(Map.of(Reason.LOOK, 6L));
    }

    @Test
    void whatNobodyUsedIsLeftOut() {
        assertThat(kept(
                        "int unused = 3",
                        "int n = 1",
                        "int n = 2",
                        "int twice(int x) { return 2 * x; }",
                        "int thrice(int x) { return 3 * x; }",
                        "record Point(int x, int y) {}",
                        "n += 5",
                        "int later = n",
                        "System.out.println(twice(n))",
                        "n = 100"))
                .containsExactly(
                        "int n = 2;", "int twice(int x) { return 2 * x; }", "n += 5;", "System.out.println(twice(n));");
        assertThat(Essence.of(EVALUATOR.journal()).leftOut()).isEqualTo(Map.of(Reason.UNUSED, 6L));
    }

    @Test
    void whatMayHaveAnEffectStays() {
        var lines = new String[] {
            "import java.util.concurrent.locks.ReentrantLock;",
            "import java.util.regex.Pattern;",
            "int count = 0;",
            "int next() { return ++count; }",
            "next()",
            "class Counter { int n; int get() { System.out.println(\"get\"); return ++n; } }",
            "var counter = new Counter();",
            "counter.get();",
            "var lock = new ReentrantLock();",
            "lock.lock();",
            "var list = new ArrayList<Integer>();",
            "list.add(count);",
            "Stream.of(1, 2).forEach(list::add);",
            "for (int i = 0; i < 2; i++) System.out.println(list.get(i));",
            "int[] numbers = {1, 2};",
            "numbers[0] = 7;",
            "System.out.println(numbers[0] + counter.n);"
        };
        assertThat(kept(lines))
                .containsExactlyElementsOf(List.of(lines).stream()
                        .filter(line -> !line.contains("Pattern"))
                        .map(line -> line.equals("next()") ? "next();" : line)
                        .toList());
    }

    @Test
    void methodsFindWhatIsDeclaredBehindThem() {
        assertThat(kept(
                        "int outer(int x) { return inner(x) + offset; }",
                        "int offset = 1",
                        "int inner(int x) { return 10 * x; }",
                        "int inner(String x) { return 0; }",
                        "offset = 2",
                        "System.out.println(outer(4))",
                        "offset = 3",
                        "System.out.println(outer(4))"))
                .hasSize(8);
    }

    @Test
    void namesThatJShellGaveAreVariablesWhereTheyAreUsed() {
        assertThat(kept(
                        "String value1 = \"a\"",
                        "value1 + 2",
                        "\"never $1\"",
                        "System.out.println($1 + \" not $1\" + value1)"))
                .containsExactly(
                        "String value1 = \"a\";",
                        "var value1_ = value1 + 2;",
                        "System.out.println(value1_ + \" not $1\" + value1);");
    }

    @Test
    void aSessionThatOnlyDeclaresIsWhatItDeclares() {
        assertThat(kept("int a = 1", "int a = 2", "a = 5", "int f() { return a; }", "a + 1"))
                .containsExactly("int a = 2;", "a = 5;", "int f() { return a; }");
        assertThat(session("1 + 1").sources()).hasSize(3);
    }

    @Test
    void nothingMattersWhereAllWereLooks() {
        assertThat(session("1 + 1", "maps()", "show(btf(\"list_head\"))").sources())
                .isEmpty();
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void aTryThatWasClosedAndBegunAgainIsLeftOut() {
        assertThat(kept(
                        "var minimal = open(" + MINIMAL + ")",
                        "minimal.bss().set(\"my_pid\", 1)",
                        "var first = minimal.program(\"handle_tp\")",
                        "minimal.load()",
                        "var link = first.attach()",
                        "link.close()",
                        "minimal.close()",
                        "minimal = open(" + MINIMAL + ")",
                        "minimal.bss().set(\"my_pid\", pid())",
                        "minimal.load()",
                        "var link = minimal.program(\"handle_tp\").attach()",
                        "System.out.println(link.attached())"))
                .containsExactly(
                        "var minimal = open(" + MINIMAL + ");",
                        "minimal.bss().set(\"my_pid\", pid());",
                        "minimal.load();",
                        "var link = minimal.program(\"handle_tp\").attach();",
                        "System.out.println(link.attached());");
        assertThat(Essence.of(EVALUATOR.journal()).leftOut()).containsEntry(Reason.ATTEMPT, 7L);
    }

    @Test
    void whatOpensAmongOtherThingsStays() {
        assertThat(kept(
                        "BpfObject minimal = null",
                        "if (minimal == null) minimal = open(" + MINIMAL + ");",
                        "minimal.bss().set(\"my_pid\", 1)",
                        "minimal = open(" + MINIMAL + ")",
                        "System.out.println(minimal.bss().get(\"my_pid\"))"))
                .hasSize(5);
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void aTryOfWhichSomethingIsLeftStays() {
        assertThat(session(
                                "var minimal = open(" + MINIMAL + ")",
                                "minimal.load()",
                                "minimal.attach()",
                                "var minimal = open(" + MINIMAL + ")",
                                "minimal.load()")
                        .sources())
                .hasSize(5);
        EVALUATOR.eval("undo(); undo();");
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void aTryThatSomethingElseHasSeenStays() {
        assertThat(kept(
                        "var minimal = open(" + MINIMAL + ")",
                        "minimal.load()",
                        "System.out.println(minimal.state())",
                        "minimal.close()",
                        "minimal = open(" + MINIMAL + ")",
                        "System.out.println(minimal.state())"))
                .hasSize(6);
    }

    @Test
    void whatFailedOrWasUndoneIsNotThere() {
        assertThat(kept(
                        "var minimal = open(\"minimall\")",
                        "int x = nope",
                        "System.out.println(1)",
                        "System.out.println(2)",
                        "throw new IllegalStateException()",
                        "int y = 2"))
                .containsExactly("System.out.println(1);", "System.out.println(2);");
    }

    @Test
    void whatCommandsDidIsDoneByCalls() {
        EVALUATOR.journal().called("System.out.println(0)");
        session("System.out.println(1)", "1 + 1", "int wrong = nope");
        EVALUATOR.journal().called("System.out.println(2)");
        session("System.out.println(3)");
        EVALUATOR.undo("");
        EVALUATOR.journal().called("System.out.println(4)");
        assertThat(Essence.of(EVALUATOR.journal()).sources())
                .containsExactly(
                        "System.out.println(0);",
                        "System.out.println(1);",
                        "System.out.println(2);",
                        "System.out.println(4);");
    }
}
