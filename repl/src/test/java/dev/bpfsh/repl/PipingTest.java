// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands of the system's shell, and commands of the prompt whose text goes there. */
@Timeout(120)
class PipingTest extends TypedSession {
    @Override
    String prelude() {
        return Launch.prelude();
    }

    @Test
    void whatACommandSaysGoesThroughTheShell() throws Exception {
        says("int apple = 1", "apple ==> 1");
        says("int pear = 2", "pear ==> 2");
        says("/list | grep pear", "   2 : int pear = 2;");
        says("/list | grep -c int | sed s/2/two/", "two");
        var file = temp.resolve("out file");
        says("/list > '" + file + "'", "");
        says("/list 1 >> '" + file + "' ; echo done", "done");
        assertThat(file).hasContent("   1 : int apple = 1;\n   2 : int pear = 2;\n   1 : int apple = 1;\n");
        says("/list | nosuchcommand", "sh: 1: nosuchcommand: not found");
        says("/list | false", "exit status 1");
        says("/list |", "where to? /list | COMMAND, or > FILE");
        says("/list >", "where to? /list | COMMAND, or > FILE");
        says("/list > /none/x", "sh: 1: cannot create /none/x: Directory nonexistent\nexit status 2");
        says("!echo $((6 * 7)) | tr 4 x", "x2");
        says("!exit 3", "exit status 3");
        says("!kill -9 $$", "ended by signal 9");
        says("!", "which command? !COMMAND, as !ls");
        says("!true", "");
        says(" !true", "$1 ==> false");
        says("sh(\"echo a\").get(0)", "$2 ==> \"a\"");
        screen.enter("!printf unended").awaitEnd("unended~\nbpfsh>");
    }

    @Test
    void whatACommandPrintsGoesThereToo() throws Exception {
        var script = Files.writeString(
                temp.resolve("s.jsh"),
                "for (int i = 0; i < 3; i++) System.out.println(\"\\033[31mline \" + i);\nexit(args.length);\n");
        says(
                "/run " + script + " | sed s/line/x/ | od -c | head -n 1",
                "0000000   x       0  \\n   x       1  \\n   x       2  \\n");
        says("int a = 40 + 2", "a ==> 42");
        says("/! | tr 4 x", "int a = x0 + 2;\na ==> x2");
        says("/open /dev/stdin < /dev/null", "/dev/stdin < /dev/null: no such file or folder");
        // What is wrong is no part of it.
        says("/list nosuch | wc -c", "0\nnothing here is named nosuch");
        Files.writeString(script, "int wrong = \"\";");
        screen.enter("/run " + script + " | wc -c")
                .await("0\n")
                .await("s.jsh:1:13: ")
                .awaitEnd("\nbpfsh>");
    }

    @Test
    void aCommandWhoseTextNobodyReadsIsStopped() throws Exception {
        var script = Files.writeString(
                temp.resolve("s.jsh"),
                "for (int i = 0; true; i++) { System.out.println(\"line \" + i); Thread.sleep(1); }");
        says("/run " + script + " | head -n 1", "line 0");
        screen.enter("/run " + script + " | grep -c line").awaitEnd("-c line");
        Thread.sleep(1_000);
        screen.type(CTRL_C).await("ended by signal 15").awaitEnd("\nbpfsh>");
        says("1 + 1", "$1 ==> 2");
    }

    @Test
    void ctrlCIsTheProgramsThatHasTheTerminal() throws Exception {
        screen.enter("!trap '' TERM; for i in 1 2 3 4 5 6; do sleep 0.5; done; echo over");
        for (int i = 0; i < 4; i++) {
            Thread.sleep(500);
            screen.type(CTRL_C);
        }
        screen.await("\nover\n").awaitEnd("bpfsh>");
        assertThat(abandoned).hasValue(0);
        says("1 + 1", "$1 ==> 2");
    }
}
