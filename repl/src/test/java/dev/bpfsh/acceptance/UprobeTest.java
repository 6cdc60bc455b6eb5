// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code bpfsh uprobe}: calls of functions of libraries. */
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.UPROBE})
class UprobeTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path home;

    @Test
    void withoutOptionsItSeesWhatJavaAsksTheCLibrary() {
        try (var bpfsh = Bpfsh.in(home).start("uprobe", "--seconds", "2")) {
            var out = bpfsh.end().exits(0).errIs("").out();
            assertThat(out).startsWith("TIME         PID COMM               USECS RESULT             CALL\n");
            var row = Pattern.compile(
                    "^\\d\\d:\\d\\d:\\d\\d +" + bpfsh.pid() + " \\S+ +\\d+ (0 +access\\(\"/etc/hostname\", 4\\)"
                            + "|-1 +access\\(\"/nowhere\", 4\\)|-?\\d+ +access\\(.*\\))$");
            assertThat(out.lines().skip(1)).allMatch(row.asMatchPredicate());
            assertThat(out).contains("access(\"/etc/hostname\", 4)", "access(\"/nowhere\", 4)");
        }
    }

    @Test
    void anyFunctionOfAnyProcessIsSeenByItsName() {
        var name = "/nowhere/\u00e4\u00f6\u00fc/" + "x".repeat(100);
        try (var bpfsh =
                Bpfsh.in(home).start("uprobe", "--pid", "" + PID, "--function", "access", "--args", "1", "--json")) {
            // Nothing is written before the first call, so it is made until it is seen.
            for (int i = 0; i < 300 && !bpfsh.out().contains(name.substring(0, 20)); i++) {
                assertThat(Files.isReadable(Path.of(name))).isFalse();
                sleep();
            }
            bpfsh.awaitOut(Pattern.quote("\"result\":-1,\"call\":{\"function\":\"access\",\"arguments\":[\""
                            + name.substring(0, 60) + "...\"]}}"))
                    .awaitOut("^\\{\"time\":\"[0-9:]{8}\",\"pid\":" + PID + ",\"comm\":\"");
            bpfsh.signal("INT").end().exits(130).errIs("");
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itEndsWithTheProcessThatItWatches() throws Exception {
        var shell = new ProcessBuilder("bash", "-c", "read -r go; pwd; type ls").start();
        try (var bpfsh = Bpfsh.in(home)
                .start("uprobe", "--pid", "" + shell.pid(), "--path", "bash", "--function", "xmalloc", "--args", "1")) {
            bpfsh.awaitOut("^TIME ");
            shell.getOutputStream().write('\n');
            shell.getOutputStream().flush();
            bpfsh.end().exits(0).errIs("").outFinds("^.* bash +\\d+ 0x[0-9a-f]+ +xmalloc\\(\\d+\\)$");
        } finally {
            shell.destroyForcibly();
        }
    }

    @Test
    void whatIsNotThereIsSaidWithWhatIsNear() {
        Bpfsh.in(home)
                .run("uprobe", "--pid", "" + PID, "--function", "acess")
                .exits(1)
                .errContains("has no function acess", "did you mean access");
        Bpfsh.in(home)
                .run("uprobe", "--path", "libc.so.66", "--function", "access")
                .exits(1)
                .errContains("there is no library libc.so.66", "libc.so.6");
        Bpfsh.in(home).run("uprobe", "--pid", "4194305").exits(1).errContains("there is no process 4194305");
        Bpfsh.in(home).run("uprobe", "--args", "6").exits(2).errContains("--args: must be 0 to 5", "Usage: uprobe");
    }
}
