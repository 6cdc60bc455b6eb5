// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lesson at a prompt of 80x24. */
@Timeout(300)
class LessonTest extends TypedSession {
    private static final Path LESSONS = Bpfsh.root().resolve("repl/src/test/resources/lessons");
    private static final String CTRL_U = "\u0015";

    private Path lesson;

    @Override
    String prelude() {
        return Launch.prelude();
    }

    @BeforeEach
    void placeLessons() throws Exception {
        lesson = LESSONS.resolve("01-first.md");
        System.clearProperty("undone");
        var folder = Files.createDirectories(temp.resolve("docs/lessons"));
        for (var name : List.of("01-first.md", "02-second.md")) {
            Files.copy(LESSONS.resolve(name), folder.resolve(name));
        }
        System.setProperty("bpfsh.home", temp.toString());
    }

    @AfterEach
    void forgetLessons() {
        System.clearProperty("bpfsh.home");
        System.clearProperty("undone");
    }

    private void begin() throws Exception {
        screen.enter("/lesson first").awaitEnd("\n\nEnter begins.\nfirst 1/5>");
        screen.type("\r").awaitEnd("\nNow declare a number.\nfirst 1/5> var number = 6 * 7");
    }

    @Test
    void isPlayedWithEnterAlone() throws Exception {
        screen.enter("/lesson").awaitEnd("""
                          1  first   The first lesson
                          2  second  The second lesson
                        /lesson NAME begins one, or goes on where you were
                        bpfsh>""");
        begin();
        screen.type("\r").awaitEnd("""
                        first 1/5> var number = 6 * 7
                        number ==> 42

                        The session has it now, under its name. What goes wrong is said below the line:
                        first 2/5> number = "text\"""");
        screen.type("\r").await("\nerror: ").awaitEnd("""

                Several lines are one entry:
                first 3/5> int twice(int x) {
                  ...>     return 2 * x;
                  ...> }""");
        screen.type("\r")
                .await("created method twice(int)\n\nExercise: A sum\n")
                .awaitEnd("is done, hint helps.\nfirst 4/5>");
        screen.enter("check").awaitEnd("Not yet: there is no variable sum yet: var sum = ...\nhint helps.\nfirst 4/5>");
        // What went wrong last is still the learner's own.
        screen.enter("/why").await("/why\nit does not compile, so nothing of it ran\nprompt:1:10: expected int");
        screen.enter("hint").await("twice is a method; you have declared it.");
        screen.enter("hint").await("It is as");
        screen.enter("hint").awaitEnd("first 4/5> var sum = twice(number) + 1");
        screen.type("\r").awaitEnd("sum ==> 85\nfirst 4/5>");
        screen.enter("check").await("Right.\n\nThreads\n").await("\nfirst 5/5> var timer");
        screen.type("\r")
                .await("\nWhat you have learnt\n")
                .awaitEnd("\nUndone: closed timer every 60000 ms; dropped number, twice, sum, timer.\n"
                        + "Next: /lesson second\nbpfsh>");
        assertThat(System.getProperty("undone")).isEqualTo("yes");
        screen.enter("/list").awaitEnd("bpfsh> /list\nbpfsh>");
        screen.enter("/lesson").awaitEnd("""
                          1  first   The first lesson   done
                          2  second  The second lesson
                        /lesson NAME begins one, or goes on where you were
                        bpfsh>""");
    }

    @Test
    void whatIsTypedTakesThePlaceOfTheLineThatIsReady() throws Exception {
        begin();
        screen.enter("pid() > 0").awaitEnd("==> true\nfirst 1/5> var number = 6 * 7");
        screen.enter("/list").awaitEnd("pid() > 0;\nfirst 1/5> var number = 6 * 7");
        // The line may be changed all the same: what cannot begin a line goes on with it.
        screen.enter(" + 1")
                .awaitEnd("number ==> 43\n\nThe session has it now, under its name. What goes wrong is said"
                        + " below the line:\nfirst 2/5> number = \"text\"");
        screen.type("\u001b[D8\r")
                .await("\"text8\"")
                .awaitEnd("first 3/5> int twice(int x) {\n  ...>     return 2 * x;\n  ...> }");
        screen.type("\u001b[200~int a = 1;\rint b = 2;\u001b[201~\r")
                .awaitEnd("b ==> 2\nfirst 3/5> int twice(int x) {\n  ...>     return 2 * x;\n  ...> }");
        screen.type(CTRL_C).enter("nxet").await("cannot find variable nxet");
        screen.enter("next").awaitEnd("first 4/5>");
    }

    @Test
    void ctrlCClearsTheLineAndAnEmptyLineBringsItBack() throws Exception {
        begin();
        screen.type(CTRL_C).awaitEnd("var number = 6 * 7^C\nfirst 1/5>");
        screen.enter("1 + 1").awaitEnd("==> 2\nfirst 1/5> var number = 6 * 7");
        screen.type(CTRL_C).awaitEnd("var number = 6 * 7^C\nfirst 1/5>");
        screen.type("\r").awaitEnd("\nfirst 1/5>\nfirst 1/5> var number = 6 * 7");
    }

    @Test
    void whatItsEndDoesIsAmongWhatIsOpen() throws Exception {
        begin();
        screen.type(CTRL_C).enter("/live").await("at exit  undoes the lesson");
    }

    @Test
    void arrowUpFindsWhatWasEnteredBefore() throws Exception {
        screen.enter("40 + 2").awaitEnd("==> 42\nbpfsh>");
        begin();
        screen.enter("check").await("nothing to check here").awaitEnd("first 1/5> var number = 6 * 7");
        screen.type("\u001b[A")
                .awaitEnd("first 1/5> /lesson first")
                .type("\u001b[A")
                .awaitEnd("first 1/5> 40 + 2");
    }

    @Test
    void aStepThatDoesNotEndIsStoppedAndReadyAgain() throws Exception {
        Path own = temp.resolve("waits.md");
        Files.writeString(own, "# Waits\n\n```java\nsleep()\n```\n\n```java\n2\n```\n");
        screen.enter("/lesson " + own).awaitEnd("waits 1/2> sleep()");
        screen.type("\r").awaitEnd("waits 1/2> sleep()");
        Thread.sleep(300);
        screen.type(CTRL_C)
                .awaitEnd("stopped\nEnter tries the line again, next goes on without it.\nwaits 1/2> sleep()");
        screen.enter("next").awaitEnd("waits 2/2> 2");
    }

    /** To whoever is in a lesson only another one can tell more. */
    @Test
    void anErrorNamesAnotherLessonThanTheOneThatIsOn() throws Exception {
        var own = temp.resolve("docs/lessons/07-maps.md");
        Files.writeString(own, "# Maps\n\n```java\nvar m = BpfMap.create(\"hash\", \"m\", 4, 8, 1)\n```\n");
        Files.writeString(temp.resolve("docs/lessons/08-lifecycle.md"), "# Life\n\n```java\n1\n```\n");
        var minimal = Bpfsh.root().resolve("scripts/minimal.bpf.o");
        screen.enter("/lesson maps").awaitEnd("maps 1/1> var m = BpfMap.create(\"hash\", \"m\", 4, 8, 1)");
        screen.enter("open(\"" + minimal + "\").attach()")
                .await("next is load()\nlearn more: /lesson lifecycle\n  at #");
        screen.enter("BpfMap.create(\"hash\", \"m\", 4, 8, 1).put(\"a\", 1)").await("tells\n    more\n  at #");
    }

    /** What comes while a check runs is shown as it is, above what the check says. */
    @Test
    void linesThatComeWhileACheckRunsAreShownWhole() throws Exception {
        var own = temp.resolve("said.md");
        Files.writeString(own, """
                # Said

                ### Exercise: none

                It fails.

                ```java check
                var other = new Thread(() -> System.out.println("it said \\"one\\"\\nand \\"two\\" \\\\ three"));
                other.start();
                other.join();
                check(false, "say \\"four\\"");
                ```

                <details><summary>Solution</summary>

                ```java solution
                1
                ```

                </details>
                """);
        screen.enter("/lesson " + own).awaitEnd("said 1/1>");
        screen.enter("check")
                .awaitEnd("said 1/1> check\nit said \"one\"\nand \"two\" \\ three\nNot yet: say \"four\"\nsaid 1/1>");
    }

    @Test
    void ctrlDLeavesTheLessonAndThenThePrompt() throws Exception {
        begin();
        screen.type("\r").awaitEnd("first 2/5> number = \"text\"");
        screen.type(CTRL_D)
                .awaitEnd("\nUndone: dropped number.\nLeft first at 2 of 5; /lesson first goes on there.\nbpfsh>");
        assertThat(System.getProperty("undone")).isEqualTo("yes");
        screen.enter("/lesson 1")
                .await("Goes on at 2 of 5; what was made before is made again. reset begins anew.")
                .awaitEnd("first 2/5> number = \"text\"");
        screen.enter("number").awaitEnd("number ==> 42\nfirst 2/5> number = \"text\"");
        screen.type(CTRL_D).awaitEnd("\nbpfsh>");
        screen.type(CTRL_D);
        assertThat(prompt.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void leavingThePromptLeavesTheLesson() throws Exception {
        begin();
        screen.type("\r").awaitEnd("first 2/5> number = \"text\"");
        screen.enter("/exit 3").await("Undone: dropped number.");
        assertThat(prompt.get(60, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(System.getProperty("undone")).isEqualTo("yes");
        assertThat(temp.resolve("state/lessons")).hasContent("1/5 begun first\n");
        assertThat(temp.resolve("state/session.jsh")).doesNotExist();
    }

    @Test
    void aSessionThatBeginsAnewLeavesTheLesson() throws Exception {
        screen.enter("int mine = 1").awaitEnd("mine ==> 1\nbpfsh>");
        for (var command : List.of("/reload", "/reset")) {
            screen.enter("/lesson first").await("first 1/5>");
            screen.enter("reset").awaitEnd("Enter begins.\nfirst 1/5>");
            screen.type("\r").awaitEnd("first 1/5> var number = 6 * 7");
            screen.type("\r").awaitEnd("first 2/5> number = \"text\"");
            screen.enter(command)
                    .await("Left first at 2 of 5; /lesson first goes on there.")
                    .awaitEnd("\nbpfsh>");
            screen.enter("number").awaitEnd("^^^^^^\nbpfsh>");
        }
    }

    @Test
    void wordsMeanTheLessonUnlessAVariableHasTheName() throws Exception {
        screen.enter("next").await("cannot find variable next");
        screen.enter("/lesson next").awaitEnd("no lesson is on; /lesson lists them\nbpfsh>");
        begin();
        screen.enter("int next = 5").awaitEnd("next ==> 5\nfirst 1/5> var number = 6 * 7");
        screen.enter("next").awaitEnd("next ==> 5\nfirst 1/5> var number = 6 * 7");
        screen.enter("/lesson next").awaitEnd("first 2/5> number = \"text\"");
        screen.enter("back").awaitEnd("first 1/5> var number = 6 * 7");
        screen.enter("/lesson first").awaitEnd("\nNow declare a number.\nfirst 1/5> var number = 6 * 7");
        screen.enter("/lesson second")
                .await("Undone: dropped next.\nLeft first at 1 of 5; /lesson first goes on there.\nThe second lesson\n")
                .awaitEnd("second 1/1> 1 + 1");
        screen.enter("quit").awaitEnd("Left second at 1 of 1; /lesson second goes on there.\nbpfsh>");
    }

    @Test
    void tabKnowsLessonsAndWords() throws Exception {
        screen.type("/lesson s" + TAB).awaitEnd("bpfsh> /lesson second");
        screen.type(CTRL_U + "/lesson fi" + TAB + "\r").awaitEnd("Enter begins.\nfirst 1/5>");
        screen.type("\r").awaitEnd("first 1/5> var number = 6 * 7");
        screen.type("/lesson qu" + TAB).awaitEnd("first 1/5> /lesson quit");
        screen.type(CTRL_U + "quit" + CTRL_U + "hin" + TAB).awaitEnd("first 1/5> hint");
    }

    @Test
    void aFileOfOnesOwnIsPlayedToo() throws Exception {
        Path own = temp.resolve("my own.md");
        Files.writeString(own, "# Mine\n\n```java\nvar a = 1\n```\n\n> Hint: no\n");
        screen.enter("/lesson " + own)
                .await("my own.md:7: a hint belongs to an exercise")
                .awaitEnd("\nbpfsh>");
        Files.writeString(own, "# Mine\n\n```java\nvar a = 1\n```\n\n```java\na + 1\n```\n");
        screen.enter("/lesson " + own).awaitEnd("my own 1/2> var a = 1");
        screen.type("\r").awaitEnd("my own 2/2> a + 1");
        screen.enter("quit").await("Left my own at 2 of 2; /lesson ").awaitEnd("\nbpfsh>");
        assertThat(temp.resolve("state/lessons")).hasContent("1/2 begun " + own + "\n");
        screen.enter("/lesson " + temp + "/none.md").await("none.md: no such file");
        screen.enter("/lesson frist").awaitEnd("no lesson frist; did you mean first?\nbpfsh>");
        System.setProperty("bpfsh.home", temp.resolve("none").toString());
        screen.enter("/lesson").await("no lessons in ").await("/lesson ./mine.md");
        screen.enter("/lesson first").await("no lesson first; /lesson lists them, one of your own is a file");
    }
}
