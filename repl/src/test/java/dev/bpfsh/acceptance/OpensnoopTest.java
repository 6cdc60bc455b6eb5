// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.TestLibc;
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
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class OpensnoopTest {
    private static final long OPENAT2 = 437;
    private static final long AT_FDCWD = -100;

    /** What is said where the machine is so busy with other things that some are lost. */
    private static final String OR_LOST = "\\A(lost \\d+ events, .*\n)?\\z";

    @TempDir
    Path home;

    @Test
    void theFilesOfOneProcessAreShown() throws Exception {
        var there = Files.writeString(home.resolve("there"), "text");
        var absent = home.resolve("absent");
        // The shell itself opens what it is told, with the first descriptor that is free.
        var shell = new ProcessBuilder("sh", "-c", "while read file; do { true; } < $file; done")
                .directory(home.toFile())
                .start();
        try (var bpfsh = Bpfsh.in(home).start("opensnoop", "--pid", Long.toString(shell.pid()))) {
            bpfsh.awaitOut("^ +PID COMM +FD ERR +PATH$");
            Files.readString(there);
            try (var files = shell.outputWriter()) {
                files.write(there + "\n" + absent + "\nthere\n" + "d".repeat(300) + "\n");
            }
            var begin = "^ *" + shell.pid() + " sh +";
            bpfsh.awaitOut(begin + "\\d+ - +" + there + "$")
                    .awaitOut(begin + "- ENOENT +" + absent + "$")
                    .awaitOut(begin + "\\d+ - +there$")
                    .awaitOut(begin + "- ENAMETOOLONG d{255}$");
            // There is nothing more to see when the process has ended.
            var out = bpfsh.end().succeeds().errIs("").out();
            assertThat(out.lines().skip(1)).allMatch(line -> line.matches(begin + ".*"));
        } finally {
            shell.destroyForcibly();
        }
    }

    @Test
    void failuresOfAllProcessesAreReadAsJson() throws Exception {
        var absent = home.resolve("absent");
        var there = Files.writeString(home.resolve("there"), "text");
        try (var bpfsh = Bpfsh.in(home).start("opensnoop", "-x", "--json")) {
            // There is no first line that tells when it begins.
            bpfsh.awaitOut("\"path\":\"" + absent, () -> {
                Files.readString(there);
                openNothing(absent);
            });
            var result = bpfsh.signal("INT").end().exits(130).errFinds(OR_LOST);
            var events = JsonLines.of(result.out());
            assertThat(events)
                    .filteredOn(event -> event.get("path").equals(absent.toString()))
                    .isNotEmpty()
                    .allSatisfy(event -> {
                        assertThat(event.get("pid"))
                                .isEqualTo((int) ProcessHandle.current().pid());
                        assertThat(event.get("fd")).isNull();
                        assertThat((String) event.get("err")).startsWith("E");
                    });
            assertThat(events).allMatch(event -> event.get("err") != null);
            assertThat(events).noneMatch(event -> event.get("pid").equals((int) bpfsh.pid()));
            assertThat(result.out()).doesNotContain(there.toString());
        }
    }

    // By a call that Java does not make: openat2(2), which refuses what it is told of how.
    private static void openNothing(Path file) {
        assertThat(TestLibc.syscall(OPENAT2, AT_FDCWD, file.toString())).isNegative();
    }

    @Test
    void aProcessThatIsGoneIsSaid() throws Exception {
        var ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Bpfsh.in(home)
                .run("opensnoop", "--pid", Long.toString(ended.pid()))
                .exits(1)
                .outIs("")
                .errContains("find process " + ended.pid() + ": there is no such process");
    }
}
