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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.BTF, Feature.TRACEFS})
class ExecsnoopTest {
    private static final long EXECVEAT = System.getProperty("os.arch").equals("amd64") ? 322 : 281;
    private static final long AT_FDCWD = -100;

    /** What is said where the machine is so busy with other things that some are lost. */
    private static final String OR_LOST = "\\A(lost \\d+ events, .*\n)?\\z";

    @TempDir
    Path home;

    private static long run(String... command) throws Exception {
        var process = new ProcessBuilder(command).start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void eachProgramIsShownWithItsArgumentsUntilCtrlC() throws Exception {
        long self = ProcessHandle.current().pid();
        try (var bpfsh = Bpfsh.in(home).start("execsnoop", "--failed")) {
            bpfsh.awaitOut("^TIME +PID +PPID ERR +COMM +ARGS$");
            var missing = home.resolve("no-such-program");
            var barred = Files.writeString(home.resolve("no-program"), "text");
            long shell = run("sh", "-c", "exit 0 # it's me", "last word");
            long absent = run("sh", "-c", "exec " + missing + " one 'two three'");
            long refused = run("sh", "-c", "exec " + barred);
            long many = run("true", "a".repeat(600), "b".repeat(600));
            failToStart(home.resolve("not-here"), "one", "two words");

            var time = "^\\d\\d:\\d\\d:\\d\\d ";
            bpfsh.awaitOut(time + " *" + shell + " +" + self + " - +sh +sh -c 'exit 0 # it'\\\\''s me' 'last word'$")
                    .awaitOut(time + " *" + absent + " +" + self + " ENOENT +sh +" + missing + " one 'two three'$")
                    .awaitOut(time + " *" + refused + " +" + self + " EACCES +sh +" + barred + "$")
                    .awaitOut(time + " *" + many + " +" + self + " - +true +true a{600} b{418}\\.\\.\\.$")
                    .awaitOut(
                            time + " *" + self + " +\\d+ E\\w+ +.* " + home.resolve("not-here") + " one 'two words'$");
            bpfsh.signal("INT").end().exits(130).errFinds(OR_LOST);
        }
    }

    // In this very process, which goes on: nothing is at the path.
    private static void failToStart(Path program, String... arguments) {
        var argv = Stream.concat(Stream.of("argv0"), Stream.of(arguments)).toArray(String[]::new);
        assertThat(TestLibc.execveat(EXECVEAT, AT_FDCWD, program.toString(), argv))
                .isNegative();
    }

    @Test
    void anotherProgramReadsItAsJson() throws Exception {
        var missing = home.resolve("no-such-program");
        try (var bpfsh = Bpfsh.in(home).start("execsnoop", "--json")) {
            // There is no first line that tells when it begins.
            bpfsh.awaitOut("\"args\":\"true begun\"", () -> run("true", "begun"));
            run("sh", "-c", "exec " + missing);
            int last = (int) run("true", "a b", "\u001b[2J");
            bpfsh.awaitOut("\"pid\":" + last + ",");
            var out = bpfsh.signal("INT").end().exits(130).errFinds(OR_LOST).out();
            assertThat(JsonLines.of(out))
                    .filteredOn(event ->
                            event.get("pid").equals(last) && event.get("comm").equals("true"))
                    .singleElement()
                    .satisfies(
                            event -> assertThat(event.keySet()).containsExactly("time", "pid", "ppid", "comm", "args"))
                    .satisfies(event -> assertThat(event)
                            .containsEntry("ppid", (int) ProcessHandle.current().pid())
                            .containsEntry("args", "true 'a b' '\u001b[2J'"));
            assertThat(out).doesNotContain(missing + "\"");
        }
    }

    @Test
    void wrongOptionsAreRefusedWithTheUsage() {
        Bpfsh.in(home).run("execsnoop", "--fail").exits(2).errContains("--failed");
    }
}
