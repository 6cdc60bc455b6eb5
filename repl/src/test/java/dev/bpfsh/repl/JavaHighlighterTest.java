// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.view.Theme;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class JavaHighlighterTest {
    private Theme theme = new Theme(8, true);
    private final JavaHighlighter highlighter = new JavaHighlighter(
            () -> theme,
            "/list"::startsWith,
            (call, text) -> text.equals("minimal") || call.equals("kprobe") && text.equals("do_exit"));

    /** The coloured pieces with the number of their colour. */
    private List<String> colours(String text) {
        AttributedString shown = highlighter.highlight(text, 0, null);
        assertThat(shown.toString()).isEqualTo(text);
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < shown.length(); at = shown.runLimit(at)) {
            AttributedStyle style = shown.styleAt(at);
            if (!style.equals(AttributedStyle.DEFAULT)) {
                pieces.add(shown.substring(at, shown.runLimit(at)) + " " + (style.getStyle() >> 15 & 0xff));
            }
        }
        return pieces;
    }

    @Test
    void coloursJava() {
        assertThat(colours("x.new String(1, \"a\"); // so")).hasSize(5).satisfies(pieces -> assertThat(pieces)
                .extracting(piece -> piece.replaceAll(" \\d+$", ""))
                .containsExactly("new", "String", "1", "\"a\"", "// so"));
    }

    /** Who shows a text line by line ends the colours of each. */
    @Test
    void eachLineOfAColouredTextHasItsColours() {
        String text = "var c = \"\"\"\n    one\n\n    two\n    \"\"\"; // so\n";
        List<String> lines = List.of(highlighter.ansi(text).split("\n", -1));
        String green = AttributedString.fromAnsi(lines.get(0)).toString().equals("var c = \"\"\"")
                ? lines.get(1).replaceFirst("    one.*", "").strip()
                : "";
        assertThat(green).startsWith("\u001b[");
        assertThat(lines.get(1)).isEqualTo(green + "    one\u001b[0m");
        assertThat(lines.get(2)).isEmpty();
        assertThat(lines.get(3)).isEqualTo(green + "    two\u001b[0m");
        assertThat(lines.get(4)).startsWith(green + "    \"\"\"");
        assertThat(lines).hasSize(6);
    }

    @Test
    void tellsTextsThatNameSomething() {
        String name = colours("new String()").get(1).replace("String", "");
        assertThat(colours("open(\"minimal\")")).containsExactly("\"minimal\"" + name);
        assertThat(colours("kprobe(\"do_exit\")")).containsExactly("\"do_exit\"" + name);
        assertThat(colours("kprobeMulti(\"a\", \"do_exit\")")).noneMatch(piece -> piece.endsWith(name));
        assertThat(colours("\"minima\"")).noneMatch(piece -> piece.endsWith(name));
    }

    @Test
    void tellsCommandsThatExist() {
        assertThat(colours("/lis x")).hasSize(1).allMatch(piece -> piece.startsWith("/lis "));
        assertThat(colours("/nope"))
                .hasSize(1)
                .doesNotContain(colours("/lis").get(0).replace("/lis", "/nope"));
        assertThat(colours("/list\nnew")).hasSize(2);
    }

    @Test
    void marksThePairAtTheCursor() {
        AttributedString shown = highlighter.highlight("f(\")\", a[1])", 12, null);
        assertThat(shown.styleAt(1)).isEqualTo(shown.styleAt(11)).isNotEqualTo(AttributedStyle.DEFAULT);
        assertThat(shown.styleAt(8)).isEqualTo(AttributedStyle.DEFAULT);
        shown = highlighter.highlight("f(a)", JavaHighlighter.NOWHERE, null);
        assertThat(shown.styleAt(1)).isEqualTo(AttributedStyle.DEFAULT);
        // Code points, not halves of them.
        shown = highlighter.highlight("\"\ud83d\ude00\" + (a)", 9, null);
        assertThat(shown.styleAt(7)).isEqualTo(shown.styleAt(9)).isNotEqualTo(AttributedStyle.DEFAULT);
    }

    @Test
    void sendsNoControlsToTheTerminal() {
        assertThat(highlighter.highlight("a\u001b[2J\u0000\"\u009b\"", 0, null).toString())
                .isEqualTo("a\ufffd[2J\ufffd\"\ufffd\"");
        theme = Theme.NONE;
        assertThat(highlighter.highlight("new\u001b", 0, null).toAnsi()).isEqualTo("new\ufffd");
    }
}
