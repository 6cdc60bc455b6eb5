// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** minimal in a pid namespace, and without global variables. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
@Execution(ExecutionMode.CONCURRENT)
@ReadsTracePipe
class MinimalVariantsTest {
    @TempDir
    Path home;

    private final Footprint footprint = new Footprint();

    @AfterEach
    void nothingStaysBehind() throws Exception {
        footprint.assertGone();
    }

    @Test
    void inANamespaceItIsTheProcessAsItIsCalledThereAndDoesNotFeedItself() {
        var out = Bpfsh.in(home)
                .under("unshare", "--pid", "--fork", "--kill-child", "--mount-proc")
                .run("minimal_ns", "--seconds", "5")
                .succeeds()
                .out();
        var line = Pattern.compile("(?m)^ *\\S.*-\\d+ .*: bpf_trace_printk: BPF triggered from PID 1\\.$");
        assertThat(line.matcher(out).results().count()).isBetween(3L, 40L);
    }

    @Test
    void outsideOfNamespacesItIsTheProcessToo() {
        try (var bpfsh = Bpfsh.in(home).start("minimal_ns")) {
            footprint.look(bpfsh.awaitOut("BPF triggered from PID " + bpfsh.pid() + "\\.$")
                    .pid());
            bpfsh.signal("INT").end().exits(130);
        }
    }

    @Test
    void withoutGlobalsThePidIsInAMapAndLinesCanBeJson() {
        try (var bpfsh = Bpfsh.in(home).start("minimal_legacy", "--json", "--seconds", "3")) {
            var result = bpfsh.end().succeeds();
            // Others may trace as well.
            assertThat(result.out().lines())
                    .filteredOn(line -> line.contains("BPF triggered from PID " + bpfsh.pid() + "."))
                    .isNotEmpty()
                    .allMatch(line -> line.matches(
                            "\\{\"comm\":\"[^\"]+\",\"pid\":\\d+,\"cpu\":\\d+,\"time\":[\\d.]+,\"message\":\"BPF triggered from PID "
                                    + bpfsh.pid() + "\\.\"}"));
            assertThat(result.err()).matches("\\.+");
        }
    }
}
