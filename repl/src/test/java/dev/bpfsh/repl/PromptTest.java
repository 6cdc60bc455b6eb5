// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions typed in a terminal of 80x24, judged by what a person would see. */
@Timeout(300)
class PromptTest extends TypedSession {
    @Test
    void answersWithValues() throws Exception {
        screen.enter("1 + 1").awaitEnd("$1 ==> 2\nbpfsh>");
        screen.enter("var s = \"x\"").awaitEnd("s ==> \"x\"\nbpfsh>");
        screen.enter("new dev.bpfsh.attach.Tracepoint(\"a\", \"b\")").awaitEnd("\ntp/a/b\nbpfsh>");
        screen.enter("import java.io.*").awaitEnd("import java.io.*\nbpfsh>");
        screen.enter("int f(int a) {").awaitEnd("\n  ...>");
        screen.enter("return a; }").awaitEnd("    return a; }\ncreated method f(int)\nbpfsh>");
        screen.enter("if (true) { System.out.print(\"!x\"); }").awaitEnd("!x~\nbpfsh>");
    }

    @Test
    void showsAllThatCodePrints() throws Exception {
        screen.enter("dev.bpfsh.host.Report.print(java.util.Collections.nCopies(60, \"row\"))")
                .awaitEnd("row\nrow\nbpfsh>");
        assertThat(screen.bytes().split("row\r?\n", -1)).hasSizeGreaterThan(60);
        assertThat(screen.bytes()).doesNotContain("held back");
    }

    @Test
    void explainsWhatIsWrong() throws Exception {
        screen.enter("1 + foo").await("error: cannot find variable foo").awaitEnd("\n  1 + foo\n      ^^^\nbpfsh>");
        screen.enter("throw new IllegalStateException(\"no\")")
                .awaitEnd("\nno\n  at #1:1  throw new IllegalStateException(\"no\");\nbpfsh>");
        // A row of 80 fits, one of 81 is broken between words.
        screen.enter("throw new IllegalStateException(\"x\".repeat(70) + \" 123456789 1\")")
                .await("\n" + "x".repeat(70) + " 123456789\n    1\n  at #");
        screen.enter("throw new IllegalStateException(\"x\".repeat(70) + \" 1234567890 1\")")
                .await("\n" + "x".repeat(70) + "\n    1234567890 1\n  at #");
    }

    @Test
    void completesJavaFilesAndCommands() throws Exception {
        Files.writeString(temp.resolve("some file.txt"), "");
        Files.createDirectory(temp.resolve("folder"));
        screen.enter("var text = \"abc\"").awaitEnd("text ==> \"abc\"\nbpfsh>");
        screen.type("te" + TAB).awaitEnd("bpfsh> text");
        screen.type(".toUpp" + TAB).awaitEnd("bpfsh> text.toUpperCase(");
        screen.enter(")").awaitEnd("==> \"ABC\"\nbpfsh>");
        screen.type("java.util.concurrent.Coun" + TAB).await("CountDownLatch     CountedCompleter");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("Path.of(\"" + temp + "/so" + TAB).awaitEnd("some file.txt\"");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("open(\"" + temp + "/fo" + TAB).awaitEnd("/folder/");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("/imp" + TAB).awaitEnd("bpfsh> /imports");
        screen.type(CTRL_C).awaitEnd("\nbpfsh>");
        screen.type("/vars te" + TAB).awaitEnd("bpfsh> /vars text");
    }

    @Test
    void savesAndOpens() throws Exception {
        Path file = temp.resolve("a.jsh");
        screen.enter("int a = 1").awaitEnd("a ==> 1\nbpfsh>");
        screen.enter("int b = a +").awaitEnd("\n  ...>");
        screen.enter("1").awaitEnd("b ==> 2\nbpfsh>");
        screen.enter("wrong").await("error:").awaitEnd("\nbpfsh>");
        screen.enter("int c = 1 / 0").await("ArithmeticException").awaitEnd("\nbpfsh>");
        screen.enter("/sa " + file).awaitEnd("2 snippets in " + file + "\nbpfsh>");
        assertThat(file)
                .hasContent("#!/usr/bin/env bpfsh\n// What mattered of a session at the prompt.\n\n"
                        + "int a = 1;\nint b = a +\n    1;\n")
                .isExecutable();
        screen.enter("/save " + file).await(file + " exists; /save -f ");
        screen.enter("/reset").awaitEnd("prelude\nbpfsh>");
        screen.enter("/list").awaitEnd("/list\nbpfsh>");
        Files.writeString(file, "int d = a +\n  wrong;\nint e = 5;\n", java.nio.file.StandardOpenOption.APPEND);
        screen.enter("/open " + file).await(file + ":8:3: cannot find variable wrong");
        screen.enter("b").awaitEnd("b ==> 2\nbpfsh>");
        screen.enter("/vars").awaitEnd("  int a = 1\n  int b = 2\nbpfsh>");
    }

    @Test
    void keepsAHistory() throws Exception {
        screen.enter("int f() {").awaitEnd("...>").enter("return 1; }").awaitEnd("f()\nbpfsh>");
        screen.enter("\"!a\\n\"").awaitEnd("==> \"!a\\n\"\nbpfsh>");
        assertThat(temp.resolve("state/history"))
                .content()
                .contains(":int f() {\\n    return 1; }\n")
                .contains(":\"!a\\\\n\"\n");
        screen.type("\u001bOA\u001bOA").awaitEnd("bpfsh> int f() {\n  ...>     return 1; }");
    }

    @Test
    void takesAPasteOfManyLines() throws Exception {
        StringBuilder paste = new StringBuilder("\u001b[200~");
        for (int i = 0; i < 200; i++) {
            paste.append("int v").append(i).append(" = ").append(i).append(";\r");
        }
        screen.type(paste + "\u001b[201~\r").await("v199 ==> 199").awaitEnd("\nbpfsh>");
        screen.enter("v0 + v100").awaitEnd("==> 100\nbpfsh>");
    }

    @Test
    void leavesWithAStatus() throws Exception {
        screen.enter("/exi 7");
        assertThat(prompt.get(60, TimeUnit.SECONDS)).isEqualTo(7);
    }

    @Test
    void leavesAtCtrlD() throws Exception {
        screen.type(CTRL_D);
        assertThat(prompt.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void knowsItsCommands() throws Exception {
        screen.enter("/").await("more than one command begins with /");
        screen.enter("/hlep").await("no command /hlep: /help");
        screen.enter("/reset now").await("/reset takes no argument");
        screen.enter("/log 1").awaitEnd("libbpf: two\nbpfsh>");
        screen.enter("/open /none").awaitEnd("/none: no such file or folder\nbpfsh>");
        screen.enter("/h save").await("more than one");
        screen.enter("/help save").await("/save [-f] [-all | -history | -start | ID...] FILE\n  writes what mattered");
        screen.enter("// comment").awaitEnd("// comment\nbpfsh>");
    }
}
