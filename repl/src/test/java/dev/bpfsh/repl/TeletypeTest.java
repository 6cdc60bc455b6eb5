// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Output;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A terminal that cannot go up, such as {@code TERM=dumb}: it has all that one row allows. */
@Timeout(120)
class TeletypeTest extends TypedSession {
    private static final String LEFT = "\u001b[D";
    private static final String UP = "\u001b[A";

    @Override
    Screen newScreen() throws Exception {
        return new Screen(columns(), rows(), Teletype.typeOf("dumb"));
    }

    @Override
    int columns() {
        return 40;
    }

    @AfterEach
    void nothingIsSentButText() {
        // Colours are as the test itself is run.
        assertThat(screen.bytes()).doesNotContainPattern("\u001b(?!\\[[0-9;]*m)");
    }

    @Test
    void editsTheLine() throws Exception {
        screen.type("int xbc\b\u007f" + LEFT + "ab").awaitEnd("bpfsh> int abx");
        screen.type(LEFT + LEFT + "_").awaitEnd("bpfsh> int _abx");
        screen.type("\u0015").awaitEnd("\nbpfsh>");
        screen.type("\"\u4e2d\u6587e\u0301\"" + LEFT + LEFT + LEFT + LEFT + "x")
                .awaitEnd("bpfsh> \"\u4e2dx\u6587e\u0301\"");
        screen.type("\r").awaitEnd("==> \"\u4e2dx\u6587e\u0301\"\nbpfsh>");
    }

    @Test
    void hasTheStepsOfALessonReady() throws Exception {
        Path own = temp.resolve("l.md");
        Files.writeString(own, "# L\n\n```java\nint a = 1\n```\n\n```java\nint f() {\n  return 2;\n}\n```\n");
        screen.enter("/lesson " + own).awaitEnd("\nl 1/2> int a = 1");
        screen.enter("a").await("\nl 1/2> a").await("cannot find variable a").awaitEnd("\nl 1/2> int a = 1");
        screen.type("\r").await("a ==> 1").awaitEnd("\nl 2/2> int f() {\n  ...>   return 2;\n  ...> }");
        screen.type("\r").await("created method f()").awaitEnd("Undone: dropped a, f.\nbpfsh>");
    }

    @Test
    void sendsWhatAKeyChangesAndNoMore() throws Exception {
        screen.type("int a").awaitEnd("bpfsh> int a");
        int sent = screen.bytes().length();
        screen.type("b")
                .awaitEnd("int ab")
                .type("\b")
                .awaitEnd("int a")
                .type(LEFT + LEFT + "x")
                .awaitEnd("intx a");
        assertThat(screen.bytes().substring(sent)).isEqualTo("b" + "\b \b" + "\b" + "\b" + "x a" + "\b\b");
    }

    @Test
    void movesALineThatIsTooWideSideways() throws Exception {
        String letters = "abcdefghijklmnopqrstuvwxyz";
        screen.type("\"" + letters + letters.toUpperCase(Locale.ROOT)).await("\n<");
        assertThat(screen.text().lines().reduce("", (before, row) -> row))
                .hasSizeLessThan(40)
                .endsWith("XYZ");
        screen.type("\u0001").awaitEnd("\nbpfsh> \"" + letters + "ABCD>");
        screen.type("\u0005\".length()\r").awaitEnd("==> 52\nbpfsh>");
    }

    @Test
    void writesTheLinesOfAnEntryBelowOneAnother() throws Exception {
        screen.enter("int f(int n) {").awaitEnd("bpfsh> int f(int n) {\n  ...>");
        screen.enter("return n + 1;").awaitEnd("\n  ...>     return n + 1;\n  ...>");
        screen.type("}").awaitEnd("\n  ...> }").type("\r").awaitEnd("\n  ...> }\ncreated method f(int)\nbpfsh>");
        screen.type(UP).awaitEnd("f(int)\nbpfsh> int f(int n) {\n  ...>     return n + 1;\n  ...> }");
        screen.type(UP + "\u0005\b\b2;").awaitEnd("\n  ...> }\nbpfsh> int f(int n) {\n  ...>     return n + 2;");
        screen.type("\r").awaitEnd("\n  ...>     return n + 2;\n  ...> }\nreplaced method f(int)\nbpfsh>");
        screen.enter("f(40)").awaitEnd("==> 42\nbpfsh>");
    }

    @Test
    void listsWhatTabFindsAboveTheLine() throws Exception {
        screen.enter("var some = List.of(1); var someOther = 2")
                .await("someOther")
                .awaitEnd("\nbpfsh>");
        screen.type("so" + TAB).await("someOther").awaitEnd("\nbpfsh> some");
        screen.type(".siz" + TAB).awaitEnd("\nbpfsh> some.size()");
        screen.type("\r").awaitEnd("==> 1\nbpfsh>");
        screen.type("\u0012some.").awaitEnd("bck-i-search: some._ bpfsh> some.size()");
        screen.type(CTRL_C).await("^C").awaitEnd("\nbpfsh>");
        screen.type("some").awaitEnd("bpfsh> some");
        Output.background("from behind\n");
        screen.awaitEnd("from behind\nbpfsh> some");
        screen.type(CTRL_C).awaitEnd("bpfsh> some^C\nbpfsh>");
    }

    @Test
    void aSnippetHasALineToo() throws Exception {
        screen.enter("new Scanner(System.in).next()").awaitEnd("next()");
        screen.type("abd\bc\r").awaitEnd("\nabc\n$1 ==> \"abc\"\nbpfsh>");
    }
}
