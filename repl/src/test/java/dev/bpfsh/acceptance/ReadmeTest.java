// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the README shows is what the screen shows. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
@Execution(ExecutionMode.CONCURRENT)
@ReadsTracePipe
class ReadmeTest {
    @TempDir
    Path home;

    private static Page readme() throws IOException {
        return Page.of("README.md");
    }

    @Test
    void theSessionLooksAsShown() throws Exception {
        try (var terminal = Bpfsh.in(home).from(Bpfsh.root()).terminal(110, 60)) {
            terminal.await("bpfsh> ?$");
            Page.assertLooksAsShown(terminal, readme().blocks("console").get(0));
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
    }

    /** It is the one of the first command, and each line of the kernel looks as that one's does. */
    @Test
    void theScriptRuns() throws Exception {
        var script = home.resolve("readme.jsh");
        Files.writeString(script, readme().blocks("java").get(0));
        assertThat(readme().blocks("text")).hasSize(1);
        // A terminal has the dots before them, which go to standard error.
        var shown = readme().blocks("text")
                .get(0)
                .lines()
                .map(line -> line.replaceFirst("^\\.", ""))
                .toList();
        assertThat(shown).hasSize(2).extracting(ReadmeTest::shape).containsOnly(shape(shown.get(0)));
        var footprint = new Footprint();
        try (var bpfsh = Bpfsh.in(home).start(script.toString())) {
            footprint.look(bpfsh.awaitOut("BPF triggered from PID " + bpfsh.pid() + "\\.")
                    .awaitOut("(?m)^" + shape(shown.get(0)) + "$")
                    .pid());
            bpfsh.end().exits(0);
        }
        footprint.assertGone();
    }

    /** With any numbers, and any state of the processor, of which kernels show more or less. */
    private static String shape(String line) {
        return Pattern.quote(line)
                .replaceAll(" +", "\\\\E +\\\\Q")
                .replaceAll("\\.{3}\\d+", "\\\\E\\\\S+\\\\Q")
                .replaceAll("\\d+", "\\\\E\\\\d+\\\\Q");
    }

    @Test
    void theProgramOfTheLibraryRuns() throws Exception {
        Files.writeString(home.resolve("Execs.java"), readme().blocks("java").get(1));
        var command = readme().blocks("sh").get(1).strip().replace("Execs.java", home.resolve("Execs.java") + "");
        assertThat(command).startsWith("java ");
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var running = new ProcessBuilder("/bin/sh", "-c", "exec " + command.replaceFirst("^java", java.toString()))
                .directory(Bpfsh.root().toFile())
                .redirectErrorStream(true);
        running.environment().put("XDG_CACHE_HOME", home.toString());
        var process = running.start();
        while (process.isAlive()) {
            new ProcessBuilder("/bin/true").start().waitFor();
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.lines()).hasSize(5).allMatch(line -> line.matches("Exec\\[pid=\\d+, comm=.+]"));
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void theLifecycleTableIsRun() throws Exception {
        var steps = readme().text()
                .lines()
                .filter(line -> line.matches("\\| (open|set|load|attach|set again|watch|detach|close) \\|.*"))
                .map(line -> line.split("\\|")[3].strip().replaceAll("^`|`$", ""))
                .toList();
        assertThat(steps).hasSize(8);
        Bpfsh.in(home).stdin(String.join(";\n", steps) + ";\n").run().succeeds().errIs("");
    }
}
