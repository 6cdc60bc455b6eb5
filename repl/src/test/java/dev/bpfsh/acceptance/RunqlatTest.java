// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.JsonLines;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.BTF})
class RunqlatTest {
    private static final int LINES = 100;

    @TempDir
    Path home;

    @Test
    void eachTimeThatAProcessIsWokenIsCounted() throws Exception {
        // It sleeps until a line comes, so each line wakes it once.
        var reader = new ProcessBuilder("sh", "-c", "while read line; do :; done").start();
        try (var bpfsh = Bpfsh.in(home).start("runqlat", "--json", "--pid", Long.toString(reader.pid()))) {
            bpfsh.awaitErr("^measuring");
            var lines = reader.outputWriter();
            for (int i = 0; i < LINES; i++) {
                lines.write("line\n");
                lines.flush();
                Thread.sleep(5);
            }
            lines.close();
            // It ends with the process that it watches.
            var out = bpfsh.end().exits(0).out();
            assertThat(JsonLines.of(out)).singleElement().satisfies(histogram -> {
                assertThat(histogram).containsEntry("unit", "usecs");
                // A machine that is busy may wake it for several lines, or send it away and back.
                assertThat((int) histogram.get("count")).isBetween(LINES / 4, 3 * LINES);
            });
        } finally {
            reader.destroyForcibly();
        }
    }

    @Test
    void theWholeMachineIsShownAtCtrlC() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("runqlat")) {
            bpfsh.awaitErr("^measuring");
            Thread.sleep(500);
            bpfsh.signal("INT")
                    .end()
                    .exits(130)
                    .errIs("measuring; Ctrl-C shows the result\n")
                    .outFinds("(?m)^\\[[0-9KM]+, [0-9KM]+\\) +\\d+ \\|@+ *\\|$");
        }
    }

    @Test
    void aThreadIsNoProcess() throws Exception {
        var self = ProcessHandle.current().pid();
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            var thread = tasks.map(task -> task.getFileName().toString())
                    .filter(id -> !id.equals(Long.toString(self)))
                    .findFirst()
                    .orElseThrow();
            Bpfsh.in(home).run("runqlat", "--pid", thread).exits(1).errContains("is a thread of process " + self);
        }
    }
}
