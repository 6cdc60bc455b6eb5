// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import static dev.bpfsh.lesson.Likeness.OTHER;
import static dev.bpfsh.lesson.Likeness.RENAMED;
import static dev.bpfsh.lesson.Likeness.STEP;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikenessTest {
    private static final String OPEN = "var minimal = open(\"minimal\")";

    @Test
    void blanksAndASemicolonMakeNoDifference() {
        assertThat(Likeness.of(" var  minimal = open(\"minimal\");", OPEN)).isEqualTo(STEP);
        assertThat(Likeness.of("int f() {\nreturn 1; }", "int f() {\n    return 1; }"))
                .isEqualTo(STEP);
    }

    @Test
    void aChangedArgumentIsTheStepStill() {
        assertThat(Likeness.of("minimal.bss().set(\"my_pid\", 1)", "minimal.bss().set(\"my_pid\", pid())"))
                .isEqualTo(STEP);
        assertThat(Likeness.of("var minimal = open(\"minimal_ns\")", OPEN)).isEqualTo(STEP);
        assertThat(Likeness.of("final BpfObject minimal = open(\"minimal\")", OPEN))
                .isEqualTo(STEP);
        assertThat(Likeness.of("var minimal = open(\"minimal\").load()", OPEN)).isEqualTo(STEP);
        assertThat(Likeness.of("for (int i = 0; i < 9; i++) { f(i); }", "for (int i = 0; i < 3; i++) { f(2 * i); }"))
                .isEqualTo(STEP);
    }

    @Test
    void whatTheLessonGoesOnWithHasToBeDeclared() {
        assertThat(Likeness.of("var minmal = open(\"minimal\")", OPEN)).isEqualTo(RENAMED);
        assertThat(Likeness.of("open(\"minimal\")", OPEN)).isEqualTo(RENAMED);
        assertThat(Likeness.of("minimal = open(\"minimal\")", OPEN)).isEqualTo(RENAMED);
    }

    @Test
    void anythingElseIsSomethingElse() {
        assertThat(Likeness.of("minimal", "minimal.load()")).isEqualTo(OTHER);
        assertThat(Likeness.of("minimal.close()", "minimal.load()")).isEqualTo(OTHER);
        assertThat(Likeness.of("minimal?", "minimal.load()")).isEqualTo(OTHER);
        assertThat(Likeness.of("progs()", "minimal.load()")).isEqualTo(OTHER);
        assertThat(Likeness.of("", OPEN)).isEqualTo(OTHER);
    }

    @Test
    void aTextMayBeLong() {
        assertThat(Likeness.of("f(\"" + "\\\\a".repeat(50_000) + "\")", "f(\"\")"))
                .isEqualTo(STEP);
    }

    @Test
    void findsTheVariablesOfALine() {
        assertThat(Likeness.declared(
                        "int a = 1;\nMap<String, Integer> b = Map.of();\nvar c = 2;\nd = 3;\nlong[] e = {};"))
                .containsExactly("a", "b", "c", "e");
    }
}
