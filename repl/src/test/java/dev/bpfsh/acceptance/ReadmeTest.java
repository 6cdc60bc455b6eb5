// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows is what the screen shows. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class ReadmeTest {
    private static final String PROMPT = "bpfsh> ";

    @TempDir
    Path home;

    @BeforeEach
    void haveTracePipeForOurselves() throws Exception {
        Kernel.awaitTracePipe();
    }

    private static String block(String language) throws IOException {
        return blocks(language).get(0);
    }

    private static List<String> blocks(String language) throws IOException {
        var text = Files.readString(Bpfsh.root().resolve("README.md"));
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void theSessionLooksAsShown() throws Exception {
        var session = block("console");
        try (var terminal = Bpfsh.in(home).from(Bpfsh.root()).terminal(110, 60)) {
            terminal.await("bpfsh> ?$");
            for (var line :
                    session.lines().filter(line -> line.startsWith(PROMPT)).toList()) {
                terminal.enter(line.substring(PROMPT.length()));
                terminal.await("(?s)" + Pattern.quote(line) + " *\n.*?bpfsh> ?$");
            }
            // The screen from the first prompt on, to the last, which is empty.
            var screen = terminal.screen().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
            var shown = screen.substring(screen.indexOf(PROMPT), screen.lastIndexOf("\n") + 1);
            assertThat(shown).isEqualTo(session);
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
        Kernel.assertNothingOfMinimalRemains();
    }

    @Test
    void theScriptRuns() throws Exception {
        var script = home.resolve("readme.jsh");
        Files.writeString(script, block("java"));
        try (var bpfsh = Bpfsh.in(home).start(script.toString())) {
            bpfsh.end().exits(0).outContains("BPF triggered from PID " + bpfsh.pid() + ".");
        }
        Kernel.assertNothingOfMinimalRemains();
    }

    @Test
    void theProgramOfTheLibraryRuns() throws Exception {
        Files.writeString(home.resolve("Execs.java"), blocks("java").get(1));
        var command = blocks("sh").get(1).strip().replace("Execs.java", home.resolve("Execs.java") + "");
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
        var text = Files.readString(Bpfsh.root().resolve("README.md"));
        var steps = text.lines()
                .filter(line -> line.matches("\\| (open|set|load|attach|set again|watch|detach|close) \\|.*"))
                .map(line -> line.split("\\|")[3].strip().replaceAll("^`|`$", ""))
                .toList();
        assertThat(steps).hasSize(8);
        Bpfsh.in(home).stdin(String.join(";\n", steps) + ";\n").run().succeeds().errIs("");
        Kernel.assertNothingOfMinimalRemains();
    }
}
