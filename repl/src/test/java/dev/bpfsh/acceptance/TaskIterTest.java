// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.NativeProgram;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The table of tasks, with those that the test knows. */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
@RequiresKernel({Feature.BPF, Feature.BTF})
class TaskIterTest {
    @TempDir
    Path home;

    @Test
    void aSleepingProcessIsInTheTableWithItsPlaceInTheKernel() throws Exception {
        try (var sleep = NativeProgram.start("sleep", "60");
                var bpfsh = Bpfsh.in(home).start("task_iter")) {
            var result = bpfsh.end().exits(0).errIs("");
            assertThat(result.out().lines().findFirst().orElseThrow()).matches(" *PID +TID COMM +STATE +DEPTH KERNEL");
            long pid = sleep.pid();
            result.outFinds("(?m)^ *" + pid + " +" + pid + " sleep +SLEEPING +[1-9]\\d* \\w*nanosleep");
            // This very process, its thread that reads.
            result.outFinds("(?m)^ *" + bpfsh.pid() + " +\\d+ bpfsh-evaluatio +RUNNING +\\d+ ");
            // A thread of the kernel, which a container does not have.
            if (ProcessHandle.of(2).isPresent()
                    && Files.readString(Path.of("/proc/2/comm")).equals("kthreadd\n")) {
                result.outFinds("(?m)^ *2 +2 kthreadd +SLEEPING +[1-9]\\d* kthreadd");
            }
        }
    }

    @Test
    void oneProcessAsJsonAndAgainEachSecond() throws Exception {
        try (var sleep = NativeProgram.start("sleep", "60")) {
            var bpfsh = Bpfsh.in(home);
            try (var running =
                    bpfsh.start("task_iter", "--json", "--pid", Long.toString(sleep.pid()), "--seconds", "60")) {
                var lines = running.awaitOut("}\n.*}\n")
                        .signal("INT")
                        .end()
                        .exits(130)
                        .out()
                        .lines();
                assertThat(lines)
                        .hasSizeLessThan(10)
                        .allMatch(line -> line.startsWith(
                                "{\"pid\":%d,\"tid\":%d,\"comm\":\"sleep\",\"state\":\"SLEEPING\",\"depth\":"
                                        .formatted(sleep.pid(), sleep.pid())));
            }
        }
    }

    @Test
    void aProcessThatIsGoneIsSaidToBe() throws Exception {
        var gone = NativeProgram.start("true");
        gone.close();
        Bpfsh.in(home)
                .run("task_iter", "--pid", Long.toString(gone.pid()))
                .exits(1)
                .outIs("")
                .errContains("there is no such process");
    }
}
