// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.view.Style;
import dev.bpfsh.view.Theme;
import dev.bpfsh.view.Width;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class PageTest {
    private static final String MARKDOWN = """
            # T

            ## What `load` does

            The *verifier* reads `each instruction` of a program and **refuses** it where it could do harm; see
            [the kernel](https://docs.kernel.org/bpf) and [here](other.md).\\
            A new line.

            1. first,
            2. second, which is longer than a line of a narrow terminal has room for,
               - with `a point` of its own

            > Quoted words that are not a hint.

            | name | what it is                                     |
            |------|------------------------------------------------|
            | .bss | what is zero, and can be written to all the time |

            ```c
            int x = 1;

            int y;
            ```

            ```console
            $ ls
            ```

            ---

            ```java
            1
            ```
            """;

    @Test
    void wrapsToTheWidth() throws Exception {
        assertThat(lines(new Style(false, 60, 24))).isEqualTo("""
                What `load` does

                The verifier reads `each instruction` of a program and
                refuses it where it could do harm; see the kernel
                (https://docs.kernel.org/bpf) and here.
                A new line.

                1. first,
                2. second, which is longer than a line of a narrow terminal
                   has room for,
                   - with `a point` of its own

                | Quoted words that are not a hint.

                name  what it is
                .bss  what is zero, and can be written to all the time

                  int x = 1;

                  int y;

                  $ ls

                -----------------------------------------------------------""");
    }

    @Test
    void fitsTerminalsOfAllWidths() throws Exception {
        for (int width : new int[] {20, 33, 60, 80, 200, Integer.MAX_VALUE}) {
            assertThat(lines(new Style(false, width, 24)).lines())
                    .as("%d columns", width)
                    .allMatch(line -> Width.of(line) <= Math.max(width, 30) && Width.of(line) <= 92);
        }
    }

    @Test
    void hasColoursWhereTheTerminalHas() throws Exception {
        var lines = lines(new Style(new Theme(8, true), true, 80, 24));
        assertThat(lines)
                .contains("\u001b[1mWhat load does\u001b[m")
                .contains("The \u001b[1mverifier\u001b[m reads \u001b[36meach instruction\u001b[m of")
                .contains("\u2022 with \u001b[36ma point\u001b[m of its own")
                .contains("  <int x = 1;\n\n  int y;>");
    }

    @Test
    void noWordIsLostOrTorn() throws Exception {
        var wide = lines(new Style(false, 92, 24)).replaceAll("[\\s-]+", " ");
        var narrow = lines(new Style(false, 50, 24)).replaceAll("[\\s-]+", " ");
        assertThat(narrow).isEqualTo(wide);
    }

    private static String lines(Style style) throws Exception {
        var lesson = LessonReader.read("t", "t.md", MARKDOWN);
        UnaryOperator<String> coloured = java -> "<" + java + ">";
        return String.join(
                "\n", new Page(style, coloured).lines(lesson.parts().get(0).text()));
    }
}
