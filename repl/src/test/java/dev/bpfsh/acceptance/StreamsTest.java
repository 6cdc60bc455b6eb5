// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standard streams that are closed, full, cut off or nothing at all. */
@Execution(ExecutionMode.CONCURRENT)
class StreamsTest {
    @TempDir
    Path home;

    /** As a shell does with these redirections. */
    private Bpfsh with(String redirections) {
        return Bpfsh.in(home).under("sh", "-c", "exec \"$@\" " + redirections, "sh");
    }

    @ParameterizedTest
    @CsvSource({
        "-e 1, >&-, Bad file descriptor",
        "-e 1, >/dev/full, No space left on device",
        "--list, >/dev/full, No space left on device",
        "--version, >&-, Bad file descriptor"
    })
    void whatCannotBeWrittenIsAnError(String arguments, String redirection, String why) {
        with(redirection).run(arguments.split(" ")).exits(1).outIs("").errIs("bpfsh: standard output: " + why + "\n");
    }

    @Test
    void aClosedStandardErrorDisturbsNobody() {
        with("2>&-").run("-e", "System.err.println(\"lost\"); 6 * 7").succeeds().outIs("42\n");
        with("2>&-").run("-e", "1 / 0").exits(1).outIs("").errIs("");
    }

    @Test
    void nothingToReadIsAnEmptyScript() {
        for (var nothing : new String[] {"</dev/null", "<&-"}) {
            with(nothing).run().succeeds().outIs("").errIs("");
        }
        with("<&-").run("-e", "System.in.read()").succeeds().outIs("-1\n");
    }

    @Test
    void aHangUpEndsItUnlessItIsToBeIgnored() throws Exception {
        var script = home.resolve("waits.jsh");
        Files.writeString(
                script, "onExit(() -> System.out.println(\"closed\"));\nSystem.out.println(\"busy\");\nsleep();\n");
        try (var running = Bpfsh.in(home).start(script.toString())) {
            running.awaitOut("busy\n")
                    .signal("HUP")
                    .end()
                    .exits(129)
                    .outIs("busy\nclosed\n")
                    .errIs("");
        }
        try (var running = Bpfsh.in(home).under("nohup").start(script.toString())) {
            running.awaitOut("busy\n").signal("HUP");
            Thread.sleep(1_000);
            assertThat(running.ended()).isFalse();
            running.signal("TERM").end().exits(143).outIs("busy\nclosed\n");
        }
    }

    @Test
    void inTheBackgroundItWaitsForTheTerminal() throws Exception {
        var bpfsh = Bpfsh.in(home)
                .under(
                        "bash",
                        "--norc",
                        "-ic",
                        "\"$@\" & read -r line; jobs; fg >/dev/null; echo \"status $?\"",
                        "bash");
        try (var terminal = bpfsh.terminal(80, 24, "-q")) {
            terminal.await("^\\[1] \\d+$").type("still the shell's").await("^still the shell's$");
            var pid = Pattern.compile("\\[1] (\\d+)").matcher(terminal.screen());
            assertThat(pid.find()).isTrue();
            // What reads from a terminal that is another's is stopped, tty_ioctl(4). The shell is told with the last
            // thread.
            Eventually.holds(
                    () -> assertThat(threads(pid.group(1))).isNotEmpty().allMatch(thread -> thread.contains(") T ")));
            terminal.press("Enter").await("Stopped +\"\\$@\"\n(?s:.*)^bpfsh> ?\\z");
            terminal.enter("6 * 7").await("==> 42\nbpfsh> ?\\z");
            terminal.press("C-d").await("^status 0$");
        }
    }

    private static List<String> threads(String pid) throws IOException {
        var all = new ArrayList<String>();
        try (var threads = Files.newDirectoryStream(Path.of("/proc", pid, "task"))) {
            for (var thread : threads) {
                try {
                    all.add(Files.readString(thread.resolve("stat")));
                } catch (IOException ended) {
                    continue;
                }
            }
        }
        return all;
    }
}
