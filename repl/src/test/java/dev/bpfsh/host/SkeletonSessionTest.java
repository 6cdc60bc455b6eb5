// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpfsh.loader.Session;
import dev.bpfsh.loader.SkeletonObject;
import dev.bpfsh.testing.Bpfsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class SkeletonSessionTest {
    /** What scripts have done. */
    public static final List<Object> done = new ArrayList<>();

    private static final String PRELUDE = """
            import static dev.bpfsh.host.Prelude.*;
            void did(Object what) { dev.bpfsh.host.SkeletonSessionTest.done.add(what); }
            """;
    private static final String TWO =
            Bpfsh.root().resolve("loader/src/test/bpf/two.bpf.o").toString();
    private static final String GLOBALS =
            Bpfsh.root().resolve("loader/src/test/bpf/globals.bpf.o").toString();

    @TempDir
    Path folder;

    @BeforeEach
    void clear() {
        done.clear();
    }

    @AfterEach
    void closeAll() {
        Session.current().close();
    }

    @Test
    void aSessionKnowsTheMembers() {
        try (Evaluator evaluator = new Evaluator(PRELUDE)) {
            Outcome.Value opened = value(evaluator, "var g = skeleton(\"" + GLOBALS + "\")");
            assertThat(opened.type()).isEqualTo("GlobalsBpf");
            assertThat(opened.value()).isInstanceOf(SkeletonObject.class).hasToString("globals OPENED");
            String input = "g.data().gri";
            assertThat(evaluator.suggestions(input, input.length(), new int[1]))
                    .extracting(Suggestion::continuation)
                    .contains("grid(");
            assertThat(evaluator.eval("g.data().u8(7); g.data().weekday(GlobalsBpf.Weekday.SUNDAY)"))
                    .allMatch(Outcome::succeeded);
            assertThat(value(evaluator, "g.data().u8()").value()).isEqualTo((short) 7);
            assertThat(evaluator.eval("g.data().u8(\"text\")").get(0)).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void theClassIsNotAmongWhatTheUserEntered() {
        try (Evaluator evaluator = new Evaluator(PRELUDE)) {
            String typed = "var two = skeleton(\"" + TWO + "\");";
            value(evaluator, typed);
            assertThat(evaluator.declarations().snippets()).singleElement().satisfies(snippet -> {
                assertThat(snippet.id()).isEqualTo("1");
                assertThat(evaluator.declarations().source(snippet)).isEqualTo(typed);
            });
        }
    }

    @Test
    void theSameObjectHasOneClassAndAnotherIsToldFromIt() throws Exception {
        Path one = Files.createDirectory(folder.resolve("one")).resolve("x.bpf.o");
        Path other = Files.createDirectory(folder.resolve("other")).resolve("x.bpf.o");
        Files.copy(Path.of(TWO), one);
        Files.copy(Path.of(GLOBALS), other);
        try (Evaluator evaluator = new Evaluator(PRELUDE)) {
            assertThat(value(evaluator, "var a = skeleton(\"" + one + "\")").type())
                    .isEqualTo("XBpf");
            assertThat(value(evaluator, "var b = skeleton(\"" + one + "\")").type())
                    .isEqualTo("XBpf");
            assertThat(value(evaluator, "var c = skeleton(\"" + other + "\")").type())
                    .isEqualTo("XBpf2");
            // As when it was compiled again meanwhile: what is there stays as it is.
            Files.copy(Path.of(GLOBALS), one, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(value(evaluator, "var d = skeleton(\"" + one + "\")").type())
                    .isEqualTo("XBpf3");
            assertThat(value(evaluator, "a").value()).hasToString("x OPENED");
            evaluator.eval("class TwoBpf { int mine = 1; } var mine = new TwoBpf();");
            assertThat(value(evaluator, "skeleton(\"" + TWO + "\")").type()).isEqualTo("TwoBpf2");
            assertThat(value(evaluator, "mine.mine").value()).isEqualTo(1);
        }
    }

    @Test
    void whatIsWrongIsSaidAtItsPlace() {
        try (Evaluator evaluator = new Evaluator(PRELUDE)) {
            assertThat(problem(evaluator
                            .eval("int a = 1; var b = skeleton(\"minimla\").bss();")
                            .get(1)))
                    .satisfies(problem -> {
                        assertThat(problem.column()).isEqualTo(30);
                        assertThat(problem.length()).isEqualTo("minimla".length());
                        assertThat(problem.message()).startsWith("open minimla: no bundled script has such an object");
                    });
            assertThat(problem(evaluator
                                    .eval("var b = skeleton(\"" + TWO + "\"); b.nosuch()")
                                    .get(1))
                            .message())
                    .contains("TwoBpf has no method nosuch()");
            Outcome.Threw threw =
                    (Outcome.Threw) evaluator.eval("skeleton(\"a\" + 1)").get(0);
            assertThat(threw.thrown()).hasMessageContaining("the name must stand between quotes");
        }
    }

    @Test
    void aScriptDeclaresItWithALine() {
        Script script = Script.compile("a.jsh", "#!/usr/bin/env bpfsh\n//SKELETON " + GLOBALS + "\n" + """
                        try (var globals = GlobalsBpf.open()) {
                            globals.data().s32(-3);
                            did(globals.data().s32());
                        }
                        String text = \"""
                        //SKELETON none
                        \""";
                        did(text.length());
                        """, PRELUDE);
        assertThat(script.run()).isEqualTo(new Outcome.Done(""));
        assertThat(done).containsExactly(-3, 16);
    }

    @Test
    void aValueThatDoesNotFitIsTracedToTheLineOfTheUser() {
        String text = "skeleton(\"" + GLOBALS + "\").data().u8(300);";
        List<Outcome> outcomes = new ArrayList<>(
                List.of(Script.compile("a.jsh", "\n" + text, PRELUDE).run()));
        try (Evaluator evaluator = new Evaluator(PRELUDE)) {
            outcomes.addAll(evaluator.eval("a.jsh", "\n" + text));
        }
        assertThat(outcomes).hasSize(2).allSatisfy(outcome -> assertThat(((Outcome.Threw) outcome).frames())
                .filteredOn(frame -> frame.getClassName().indexOf('.') < 0)
                .extracting(frame ->
                        frame.getFileName().equals("a.jsh") ? "a.jsh:" + frame.getLineNumber() : frame.getFileName())
                .containsExactly("GlobalsBpf.java", "a.jsh:2"));
    }

    @Test
    void aScriptMayCallItToo() {
        Script script = Script.compile("a.jsh", """
                        int level() { return (int) skeleton("%s").data_hot().level(); }
                        did(level());
                        var two = skeleton("%s");
                        did(two.programs().getClass().getDeclaredMethods().length);
                        """.formatted(GLOBALS, TWO), PRELUDE);
        assertThat(script.run()).isEqualTo(new Outcome.Done(""));
        assertThat(done).containsExactly(3, 2);
    }

    @Test
    void aScriptIsToldOfEachMistakeAtItsPlace() {
        assertThat(problems("did(1);\n\n  //SKELETON nosuch  \nvar x = NosuchBpf.open();\n"))
                .singleElement()
                .asString()
                .startsWith("a.jsh:3:14: open nosuch: no bundled script has such an object")
                .contains("\n  //SKELETON nosuch  \n             ^^^^^^");
        assertThat(problems("//SKELETON\n")).singleElement().asString().startsWith("a.jsh:1:11: which object?");
        assertThat(problems("did(2);\nvar x = skeleton(\"/no/such.bpf.o\");\ndid(x.bss());\n"))
                .singleElement()
                .asString()
                .startsWith("a.jsh:2:19: open /no/such.bpf.o: no such file");
        assertThat(problems("var x = skeleton(\"" + GLOBALS + "\");\n\nx.data().u8(\"no\");\n"))
                .singleElement()
                .asString()
                .startsWith("a.jsh:3:");
        assertThat(done).isEmpty();
    }

    private static List<Problem> problems(String script) {
        return catchThrowableOfType(ScriptErrors.class, () -> Script.compile("a.jsh", script, PRELUDE))
                .problems();
    }

    private static Problem problem(Outcome outcome) {
        return ((Outcome.Failed) outcome).problems().get(0);
    }

    private static Outcome.Value value(Evaluator evaluator, String input) {
        List<Outcome> outcomes = evaluator.eval(input);
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Value.class);
        return (Outcome.Value) outcomes.get(0);
    }
}
