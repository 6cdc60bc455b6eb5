// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LessonReaderTest {
    private static final String STEP = "# T\n\n```java\n1\n```\n\n";

    /** The lesson that tests play. */
    static Lesson first() throws Exception {
        var file = Path.of("src/test/resources/lessons/01-first.md");
        return LessonReader.read("first", file.toString(), Files.readString(file));
    }

    @Test
    void readsAllOfALesson() throws Exception {
        var lesson = first();
        assertThat(lesson.title()).isEqualTo("The first lesson");
        assertThat(lesson.minutes()).isEqualTo(5);
        assertThat(lesson.needs()).containsExactly(new Need("tracefs", List.of("tracefs")));
        assertThat(lesson.aim().words()).isEqualTo(34);
        assertThat(lesson.parts()).hasSize(5);
        assertThat(lesson.next()).contains("02-second.md");
        assertThat(lesson.undo()).containsExactly("System.setProperty(\"undone\", \"yes\");");
        assertThat(lesson.learnt().blocks()).hasSize(2);

        var step = (Step) lesson.parts().get(0);
        assertThat(step.code()).isEqualTo("var number = 6 * 7");
        assertThat(step.output()).contains("number ==> 42");
        assertThat(step.fails()).isFalse();
        assertThat(step.line()).isEqualTo(24);
        assertThat(((Step) lesson.parts().get(1)).fails()).isTrue();
        assertThat(((Step) lesson.parts().get(1)).making()).isEmpty();
        assertThat(((Step) lesson.parts().get(2)).code()).contains("\n    return 2 * x;\n}");

        var exercise = (Exercise) lesson.parts().get(3);
        assertThat(exercise.title()).isEqualTo("A sum");
        assertThat(exercise.hints()).hasSize(2);
        assertThat(exercise.solution()).isEqualTo("var sum = twice(number) + 1");
        assertThat(exercise.explanation().words()).isEqualTo(7);
        assertThat(exercise.wrong())
                .extracting(Exercise.Wrong::says)
                .containsExactly("sum is the number itself: call twice(number)", "sum is 7, and should be 85");
    }

    @Test
    void readsWhatALessonNeeds() throws Exception {
        var lesson = LessonReader.read(
                "t",
                "t.md",
                "# T\n\nTime: 15 minutes. Needs: root (or CAP_BPF,\nand CAP_PERFMON), clang and bpffs, uprobe.\n\n```java\n1\n```\n");
        assertThat(lesson.minutes()).isEqualTo(15);
        assertThat(lesson.needs())
                .extracting(Need::features)
                .containsExactly(List.of("CAP_BPF", "CAP_PERFMON"), List.of("clang", "bpffs"), List.of("uprobe"));
    }

    @Test
    void showsWhatIsNoOutputOfAStep() throws Exception {
        var lesson = LessonReader.read(
                "t", "t.md", "# T\n\n```text\npicture\n```\n\n```java\n1\n```\n\nWords.\n\n```text\nmore\n```\n");
        assertThat(lesson.parts().get(0).text().blocks()).isEmpty();
        assertThat(lesson.aim().blocks()).hasSize(1);
        assertThat(lesson.learnt().blocks()).hasSize(2);
    }

    @Test
    void whatStandsBehindASolutionIsNoExerciseAnyMore() throws Exception {
        var lesson = LessonReader.read("t", "t.md", STEP + exercise("x") + "After it.\n\n```java\n2\n```\n");
        assertThat(lesson.parts()).hasSize(3);
        assertThat(lesson.parts().get(2).text().words()).isEqualTo(2);
    }

    @Test
    void undoesStatementByStatement() {
        assertThat(Statements.of("a();\n\nfor (;;) {\n  b();\n}\n\nc(\n  1);\nd"))
                .containsExactly("a();", "for (;;) {\n  b();\n}", "c(\n  1);", "d");
        assertThat(Statements.of("")).isEmpty();
    }

    @Test
    void tellsAllThatIsWrongWithItsLine() {
        tells(
                "",
                ":1: a lesson begins with its title: # TITLE",
                ":1: there is no step: a block that begins with ```java");
        tells(STEP + "# U\n", ":7: there is one title; sections begin with ##");
        tells(STEP + "```java\n2\n", ":7: this block is not closed: ```");
        tells(
                STEP + "```java chek\n2\n```\n",
                ":7: no kind of block is called java chek: there are java, java check,"
                        + " java solution, java wrong, java undo");
        tells(STEP + "```java check\n2\n```\n", ":7: java check belongs to an exercise, below ### Exercise: TITLE");
        tells(STEP + "> Hint: no\n", ":7: a hint belongs to an exercise, below ### Exercise: TITLE");
        tells(STEP + "<b>no</b>\n", ":7: HTML is not shown at the prompt, but for <details> around a solution");
        tells(
                "# T\n\nTime: long. Needs: root.\n\n```java\n1\n```\n",
                ":3: this line is as: Time: 15 minutes." + " Needs: root, tracefs.");
        tells(
                STEP + "### Exercise: x\n\n```java\n2\n```\n\n## Next\n",
                ":9: in an exercise Java is a java check, java solution or java wrong; steps stand before or behind it",
                ":7: the exercise has no java check",
                ":7: the exercise has no java solution");
        tells(
                STEP + "### Exercise: x\n\n```java check\n2\n```\n\n```java solution\n2\n```\n",
                ":9: a check says what is missing: check(CONDITION, \"...\");",
                ":13: java solution stands between <details><summary>Solution</summary> and </details>",
                ":7: the exercise has no java solution");
        tells(
                STEP + exercise("x").replace("</details>\n", "> Hint: a\n> Hint: b\n"),
                ":19: between two hints stands an empty line",
                ":7: its solution does not end: </details>, with an empty line before it");
        tells(
                STEP + exercise("x").replace("java solution", "java wrong"),
                ":15: below java wrong a block ```text has what the check says then",
                ":7: the exercise has no java solution");
    }

    @Test
    void tellsAtMostAScreen() {
        var errors = catchThrowableOfType(
                LessonErrors.class, () -> LessonReader.read("t", "t.md", STEP + "> Hint: no\n\n".repeat(20)));
        assertThat(errors.problems()).hasSize(20);
        assertThat(errors.getMessage().lines()).hasSize(9).last().isEqualTo("... 12 more");
    }

    private static String exercise(String title) {
        return "### Exercise: " + title
                + "\n\n```java check\ncheck(true, \"\")\n```\n\n<details><summary>Solution</summary>\n\n"
                + "```java solution\n2\n```\n\n</details>\n\n";
    }

    private static void tells(String markdown, String... problems) {
        var errors = catchThrowableOfType(LessonErrors.class, () -> LessonReader.read("t", "t.md", markdown));
        assertThat(errors).as(markdown).isNotNull();
        assertThat(errors.getMessage().lines())
                .containsExactlyInAnyOrder(
                        List.of(problems).stream().map(line -> "t.md" + line).toArray(String[]::new));
    }
}
