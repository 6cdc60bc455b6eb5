// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Programs of the system that have the terminal for a while. */
@Execution(ExecutionMode.CONCURRENT)
class SystemShellTest {
    private static final String PROMPT = "bpfsh> ?$";

    @TempDir
    Path home;

    @Test
    void programsHaveTheTerminalAndGiveItBack() throws Exception {
        try (var terminal = Bpfsh.in(home).terminal(80, 24)) {
            terminal.await(PROMPT);
            // It reads keys, and they are shown.
            terminal.enter("!echo ready; read -r line; echo \"got $line\"");
            terminal.await("\nready$");
            terminal.enter("some words");
            terminal.await("(?s)some words\ngot some words\n" + PROMPT);
            // Not sleep: a signal that comes while dash begins a program (vfork) is lost, to both of them.
            terminal.enter("!echo asleep; read -r line");
            terminal.await("\nasleep$");
            terminal.press("C-c");
            terminal.await("(?s)\nasleep\n.*" + PROMPT);
            // Scripts are run by the one that runs here, wherever it is.
            terminal.enter("!command -v bpfsh");
            terminal.await("(?m)^/.*/bpfsh$");
            terminal.enter("int kept = 7");
            terminal.await("(?m)^kept ==> 7$");
            // A program that draws the whole screen, with the command's text.
            terminal.enter("/list | less -X");
            terminal.await("\\(END\\)");
            terminal.type("q");
            terminal.await("(?s)int kept = 7;.*" + PROMPT);
            terminal.enter("/list | grep kept > here");
            terminal.await("here\n" + PROMPT);
            assertThat(home.resolve("here")).hasContent("   1 : int kept = 7;");
            terminal.enter("kept + 1");
            terminal.await("(?m)==> 8$");
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
        assertThat(Files.readString(home.resolve("state/bpfsh/session.jsh"))).contains("int kept = 7;");
        try (var terminal = Bpfsh.in(home).terminal(80, 24)) {
            terminal.await(PROMPT);
            terminal.enter("/reload -restore -quiet");
            terminal.await("quiet\n" + PROMPT);
            terminal.enter("kept");
            terminal.await("(?m)^kept ==> 7$");
        }
    }
}
