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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What {@code docs/testing.md} shows is so. */
@Isolated("trace_pipe has one reader, and what other programs print would be shown")
class TestingPageTest {
    private static final Pattern NAME = Pattern.compile("// (tests/\\w+\\.jsh): .*");

    @TempDir
    Path home;

    private static Page page() throws IOException {
        return Page.of("docs/testing.md");
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void theSessionIsSavedAsShown() throws Exception {
        var session = page().blocks("console").get(0);
        try (var terminal = Bpfsh.in(home).terminal(110, 60)) {
            terminal.await("bpfsh> ?$");
            for (var line :
                    session.lines().filter(line -> line.startsWith("bpfsh> ")).toList()) {
                var typed = line.substring("bpfsh> ".length());
                terminal.enter(typed).await("(?s)" + Pattern.quote(typed) + " *\n.*?bpfsh> ?$");
            }
            assertThat(terminal.screen())
                    .contains(session.lines().reduce((first, last) -> last).orElseThrow());
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
        assertThat(home.resolve("doctor.jsh")).hasContent(page().blocks("java").get(0));
        Bpfsh.in(home).run("--test", "doctor.jsh").succeeds();
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void theTestsEndAsShown() throws Exception {
        Kernel.awaitTracePipe();
        Files.createDirectories(home.resolve("tests"));
        for (var script : page().blocks("java")) {
            var name = NAME.matcher(script.lines().findFirst().orElseThrow());
            if (name.matches()) {
                Files.writeString(home.resolve(name.group(1)), script);
            }
        }
        var shown = page().blocks("console").get(1);
        var command =
                shown.lines().findFirst().orElseThrow().replace("$ bpfsh ", "").split(" ");
        var result = Bpfsh.in(home).run(command).exits(1);
        assertThat(plain(result.out())).isEqualTo(plain(shown.substring(shown.indexOf('\n') + 1)));
        assertThat(home.resolve("report.xml")).content().contains("<testsuite name=\"tests/calls.jsh\" tests=\"2\"");
    }

    /** Without what is another each time. */
    private static String plain(String report) {
        return report.replaceAll(" +\\d+\\.\\d s", " N s").replaceAll("this process is \\d+", "this process is N");
    }
}
