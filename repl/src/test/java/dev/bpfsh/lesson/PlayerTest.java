// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Bundled;
import dev.bpfsh.host.Checkpoint;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.Style;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lesson played in a session without a terminal. */
class PlayerTest {
    private static final Evaluator EVALUATOR = new Evaluator(Bundled.prelude());

    @TempDir
    Path temp;

    private final List<String> ran = new ArrayList<>();
    private Lesson lesson;
    private Player player;

    /** The session itself, which remembers what a lesson has evaluated by itself. */
    private final class Silent implements Stage {
        private Checkpoint beginning;

        @Override
        public void begin(List<String> undo) {
            beginning = Checkpoint.of(EVALUATOR);
        }

        @Override
        public boolean run(String code) {
            ran.add(code);
            return EVALUATOR.eval(code).stream().allMatch(Outcome::succeeded);
        }

        @Override
        public Outcome look(String unit) {
            var outcomes = new ArrayList<Outcome>();
            EVALUATOR.begin("lesson", unit, outcomes::add);
            return outcomes.get(outcomes.size() - 1);
        }

        @Override
        public List<String> takeBack() {
            return beginning.goBack();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        System.clearProperty("undone");
        lesson = LessonReaderTest.first();
        player = player();
    }

    @AfterEach
    void leave() {
        if (!player.over()) {
            player.quit();
        }
        assertThat(EVALUATOR.declarations().snippets()).isEmpty();
        assertThat(Session.current().alive()).isEmpty();
    }

    @AfterAll
    static void close() {
        EVALUATOR.close();
        System.clearProperty("undone");
    }

    private Player player() {
        return new Player(
                lesson,
                "first",
                new Silent(),
                new Progress(temp),
                () -> new Page(new Style(false, 200, 24), UnaryOperator.identity()));
    }

    /** What a prompt does with a line. */
    private String type(String line) {
        var word = Word.of(line);
        return word.isPresent()
                ? player.says(word.get())
                : player.typed(line, EVALUATOR.eval(line).stream().allMatch(Outcome::succeeded), false);
    }

    @Test
    void goesFromStepToStep() {
        assertThat(player.begin())
                .startsWith("The first lesson\n\nYou will be able")
                .contains("\n5 minutes. Enter runs the line")
                .endsWith("\nNow declare a number.");
        assertThat(player.prompt()).isEqualTo("first 1/5> ");
        assertThat(type(player.ready()))
                .isEqualTo("\nThe session has it now, under its name. What goes wrong is said below the line:");
        assertThat(player.prompt()).isEqualTo("first 2/5> ");
        // It is there to fail.
        assertThat(type(player.ready())).isEqualTo("\nSeveral lines are one entry:");
        assertThat(type(player.ready()))
                .startsWith("\nExercise: A sum\n\nDeclare")
                .endsWith("\nType what does it; check looks whether it is done, hint helps.");
        assertThat(player.ready()).isEmpty();
        type("var sum = twice(number) + 1");
        assertThat(type("check")).startsWith("Right.\n\nThreads\n\nA timer works");
        assertThat(type(player.ready()))
                .startsWith("\nWhat you have learnt\n\n- A variable")
                .contains("\nUndone: closed timer every 60000 ms; dropped number, twice, sum, timer.\n")
                .endsWith("\nNext: /lesson second");
        assertThat(player.over()).isTrue();
        assertThat(System.getProperty("undone")).isEqualTo("yes");
        assertThat(new Progress(temp).of("first")).contains(new Progress.Mark("first", 0, 5, true));
    }

    @Test
    void waitsWhileSomethingElseIsTyped() {
        player.begin();
        assertThat(type("1 + 1")).isEmpty();
        assertThat(type("nonsense")).isEmpty();
        assertThat(player.prompt()).isEqualTo("first 1/5> ");
        assertThat(type("int numbers = 6 * 7"))
                .isEqualTo("The lesson goes on with number, which your line does not declare. Enter declares it, next"
                        + "\ngoes on without it.");
        assertThat(type("var number = 6 * \"x\""))
                .isEqualTo("That did not work. Enter tries the line again, next goes on without it.");
        assertThat(player.prompt()).isEqualTo("first 1/5> ");
        type("int number = 6 * 8");
        assertThat(player.prompt()).isEqualTo("first 2/5> ");
    }

    @Test
    void aNameThatWasTakenAwayIsMissedWhereItIsNeeded() {
        player.begin();
        for (int i = 0; i < 3; i++) {
            type(player.ready());
        }
        type("var sum = 85");
        type("check");
        type("String sum() { return \"\"; }");
        EVALUATOR.drop(EVALUATOR.ask(shell -> shell.variables()
                .filter(each -> each.name().equals("sum"))
                .findAny()
                .orElseThrow()));
        assertThat(type(player.ready()))
                .isEqualTo("That did not work. Enter tries the line again, next goes on without it, back goes to the\n"
                        + "line before, reset begins anew.");
    }

    @Test
    void goesPastAndBack() {
        player.begin();
        assertThat(type("check")).isEqualTo("There is nothing to check here: Enter runs the line, next goes on.");
        assertThat(type("hint")).startsWith("Enter runs the line that stands ready");
        assertThat(type("next")).startsWith("The session has it now");
        assertThat(type("back")).startsWith("Variables\n\nA variable");
        assertThat(type("back")).startsWith("Variables\n\nA variable");
        assertThat(player.ready()).isEqualTo("var number = 6 * 7");
        assertThat(ran).isEmpty();
    }

    @Test
    void helpsWithAnExerciseALittleMoreEachTime() {
        atTheExercise();
        assertThat(type("check")).isEqualTo("Not yet: there is no variable sum yet: var sum = ...\nhint helps.");
        type("var sum = (Integer) null");
        assertThat(type("check")).contains("\"sum\" is null").doesNotContain("$");
        type("var sum = number");
        assertThat(type("check")).isEqualTo("Not yet: sum is the number itself: call twice(number)\nhint helps.");
        assertThat(type("hint")).isEqualTo("`twice` is a method; you have declared it.\nThere is one more.");
        assertThat(type("check")).isEqualTo("Not yet: sum is the number itself: call twice(number)");
        assertThat(type("hint"))
                .isEqualTo("It is as\n\n  var sum = twice(number) + ...\nThe next hint is the solution.");
        assertThat(type("hint"))
                .isEqualTo("A sum is an expression like others.\nThis does it; it stands ready. Then check.");
        assertThat(player.ready()).isEqualTo("var sum = twice(number) + 1");
        type(player.ready());
        assertThat(player.ready()).isEmpty();
        assertThat(type("check")).startsWith("Right.\n");
        assertThat(player.prompt()).isEqualTo("first 5/5> ");
    }

    @Test
    void aCheckLeavesNothingBehind() {
        atTheExercise();
        EVALUATOR.eval("int sum = 1; boolean check(boolean a, String b) { return a; }");
        int before = EVALUATOR.declarations().snippets().size();
        assertThat(type("check")).startsWith("Not yet: sum is 1, and should be 85");
        assertThat(EVALUATOR.declarations().snippets()).hasSize(before);
    }

    @Test
    void goesOnWhereTheLearnerWas() {
        atTheExercise();
        assertThat(type("quit"))
                .isEqualTo("Undone: dropped number, twice.\nLeft first at 4 of 5; /lesson first goes on there.");
        assertThat(player.over()).isTrue();
        player = player();
        assertThat(player.begin())
                .startsWith(
                        "The first lesson\nGoes on at 4 of 5; what was made before is made again. reset begins anew.\n"
                                + "\nExercise: A sum");
        // The line that is there to fail has made nothing.
        assertThat(ran).hasSize(2);
        type("var sum = 85");
        assertThat(type("check")).startsWith("Right.");
        assertThat(type("reset")).startsWith("Undone: dropped number, twice, sum.\n\nThe first lesson\n\nYou will");
        assertThat(player.prompt()).isEqualTo("first 1/5> ");
        assertThat(new Progress(temp).of("first")).contains(new Progress.Mark("first", 0, 5, false));
    }

    @Test
    void goesOnWhereWhatWasMadeCannotBeMadeAgain() throws Exception {
        new Progress(temp).keep("first", 3, 5);
        lesson = LessonReader.read(
                "first",
                "first.md",
                "# T\n\n```java\nvar a = 1\n```\n```java\n1 / 0\n```\n" + "```java\n2\n```\n```java\n3\n```\n");
        player = player();
        assertThat(player.begin())
                .startsWith("T\nWhat you did before does not work now, so the lesson goes on there, at 2 of 4.");
        assertThat(player.prompt()).isEqualTo("first 2/4> ");
        assertThat(type("a + 1")).isEmpty();
        assertThat(type(player.ready())).startsWith("That did not work.");
    }

    @Test
    void ofWhatIsUndoneAlikeTheWordIsSaidOnce() throws Exception {
        lesson = LessonReader.read(
                "t",
                "t.md",
                "# T\n\n```java\nvar a = every(seconds(60), () -> {})\n```\n"
                        + "```java\nvar b = every(seconds(61), () -> {})\n```\n```java\n3\n```\n");
        EVALUATOR.eval("int a = 1; int b = 2;");
        player = player();
        player.begin();
        type(player.ready());
        type(player.ready());
        var undone = type("quit")
                .lines()
                .takeWhile(line -> !line.startsWith("Left "))
                .collect(Collectors.joining(" "));
        assertThat(undone)
                .matches("Undone: closed timer every 61000 ms, timer every 60000 ms; dropped a, b;"
                        + " your own a was replaced: /(\\d+) evaluates it again;"
                        + " your own b was replaced: /(\\d+) evaluates it again\\.");
        EVALUATOR.reset();
    }

    @Test
    void aCheckNamesTheFileThatItMisses() throws Exception {
        lesson = LessonReader.read("t", "t.md", """
                # T

                ### Exercise: none

                ```java check
                check(Files.readString(Path.of("/nowhere/x.jsh")).isEmpty(), "it is not empty");
                ```

                <details><summary>Solution</summary>

                ```java solution
                1
                ```

                </details>
                """);
        player = player();
        player.begin();
        assertThat(type("check")).isEqualTo("Not yet: there is no file /nowhere/x.jsh");
    }

    @Test
    void saysThatALineCannotBeRunTwiceToWhoHasGoneBack() throws Exception {
        lesson = LessonReader.read(
                "t",
                "t.md",
                "# T\n\n```java\nvar links = new java.util.ArrayList<Integer>()\n```\n"
                        + "```java\nlinks.add(0); new int[] {1}[links.size() - 1]++;\n```\n```java\n3\n```\n");
        player = player();
        player.begin();
        type(player.ready());
        type(player.ready());
        type("back");
        assertThat(type(player.ready()))
                .isEqualTo("This line was run before, and not each can be run twice: next goes on, reset begins"
                        + " anew.");
        type("next");
        assertThat(player.prompt()).isEqualTo("t 3/3> ");
    }

    @Test
    void textIsReadBeforeTheLinesThatWouldCoverIt() throws Exception {
        var code = "var a =\n" + "    1 +\n".repeat(22) + "    1";
        lesson = LessonReader.read(
                "t", "t.md", "# T\n\n```java\n2\n```\n\nNow look:\n\n```java\n" + code + "\n```\n```java\n3\n```\n");
        player = player();
        player.begin();
        assertThat(type(player.ready())).isEqualTo("\nNow look:\n\nEnter shows the lines to run.");
        assertThat(player.ready()).isEmpty();
        player.read();
        assertThat(player.ready()).isEqualTo(code);
        type("back");
        assertThat(player.ready()).isEqualTo("2");
        assertThat(type("next")).endsWith("Enter shows the lines to run.");
        type("hint");
        assertThat(player.ready()).isEqualTo(code);
        type("back");
        type("next");
        assertThat(player.typed("/lesson t", true, false)).isEmpty();
        assertThat(player.ready()).isEmpty();
        // Who types something else has read it.
        assertThat(type("1 + 1")).isEmpty();
        assertThat(player.ready()).isEqualTo(code);
    }

    @Test
    void whatALessonIsForStaysOnTheScreenUntilItIsRead() throws Exception {
        var text = "Words.\n\n".repeat(10);
        lesson = LessonReader.read(
                "t", "t.md", "# T\n\nYou will.\n\n## S\n\n" + text + "```java\n2\n```\n```java\n3\n```\n");
        player = player();
        assertThat(player.begin()).startsWith("T\n\nYou will.\n\n").endsWith("quit.\n\nEnter begins.");
        assertThat(player.ready()).isEmpty();
        assertThat(type("1 + 1")).isEmpty();
        assertThat(player.ready()).isEmpty();
        assertThat(player.read()).startsWith("S\n\nWords.").endsWith("Words.");
        assertThat(player.ready()).isEqualTo("2");
        for (var word : List.of("hint", "check", "back", "next")) {
            assertThat(type("reset")).endsWith("Enter begins.");
            assertThat(type(word)).as(word).startsWith("S\n\nWords.").endsWith("Words.");
            assertThat(player.ready()).isEqualTo("2");
        }
        assertThat(type("next")).isEmpty();
        assertThat(player.ready()).isEqualTo("3");
    }

    @Test
    void saysWhatIsLacking() throws Exception {
        lesson =
                LessonReader.read("t", "t.md", "# T\n\nTime: 1 minute. Needs: tracefs, a friend.\n\n```java\n1\n```\n");
        player = player();
        assertThat(player.begin()).doesNotContain("friend").doesNotContain("Lacking");
    }

    private void atTheExercise() {
        player.begin();
        for (int i = 0; i < 3; i++) {
            type(player.ready());
        }
        assertThat(player.prompt()).isEqualTo("first 4/5> ");
    }
}
