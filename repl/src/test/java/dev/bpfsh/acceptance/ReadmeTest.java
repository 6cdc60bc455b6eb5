// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        var text = Files.readString(Bpfsh.root().resolve("README.md"));
        var block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(text);
        assertThat(block.find()).as("a block of " + language).isTrue();
        return block.group(1);
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
