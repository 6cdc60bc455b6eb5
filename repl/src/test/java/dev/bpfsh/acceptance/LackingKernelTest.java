// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scripts for what not every kernel has, as a user starts them; {@code host.KernelScriptsTest} looks at what they
 * show where it is there.
 */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
@RequiresKernel({Feature.ROOT, Feature.BPF, Feature.BTF})
class LackingKernelTest {
    private static final String NO_KPROBES = "this kernel has no kprobes \\(CONFIG_KPROBE_EVENTS\\)";
    private static final String REFUSED =
            "this kernel refuses (fentry|lsm) programs, although no capability is missing";

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "kprobe, KPROBE, --pid=1, " + NO_KPROBES,
        "fentry, FENTRY, --pid=1, " + REFUSED,
        "ksyscall, KPROBE, --pid=1, " + NO_KPROBES,
        "lsm, LSM, --yes, '(" + REFUSED + "|bpf is not among this kernel.s security modules)'"
    })
    void whereTheKernelLacksItItSaysSoInALine(String script, Feature feature, String option, String why) {
        assumeTrue(feature.missing().isPresent() || feature != Feature.LSM, "others on this machine use bpf(2)");
        var result = Bpfsh.in(home).run(script, option, "--seconds", "1");
        if (feature.missing().isEmpty()) {
            result.exits(0).errIs("").outFinds("^TIME +");
        } else {
            result.exits(4).outIs("");
            // A long line is broken between words.
            var lines = result.err().replaceAll("\n +", " ").lines().toList();
            assertThat(lines).as(result.toString()).hasSize(2).last().isEqualTo("learn more: bpfsh doctor");
            assertThat(lines.get(0)).matches("(attach|load) " + script + "\\b.*: " + why + ".*");
        }
    }

    @Test
    void aProcessThatIsGoneIsRefused() {
        Bpfsh.in(home)
                .run("ksyscall", "--pid", "4194303")
                .exits(1)
                .errContains("find process 4194303: there is no such process");
    }

    @Test
    void lsmDoesNothingWhereItCannotAsk() {
        Bpfsh.in(home)
                .stdin("y\n")
                .run("lsm")
                .exits(2)
                .outIs("")
                .errContains("lsm: would ask first, and this is no terminal; --yes says yes in advance", "Usage: lsm");
    }

    @Test
    void lsmAsksFirst() {
        try (var terminal = Bpfsh.in(home).terminal(80, 24, "lsm", "--seconds", "1")) {
            terminal.await("For 1 s no other process .*(?s).*Go on\\? \\[y/N\\]");
            terminal.enter("");
            terminal.await("lsm: the answer was not yes, so nothing was done");
            assertThat(terminal.awaitEnd()).isEqualTo(1);
        }
        try (var terminal = Bpfsh.in(home).terminal(80, 24, "lsm", "--seconds", "1")) {
            terminal.await("Go on\\? \\[y/N\\]");
            terminal.press("C-c");
            assertThat(terminal.awaitEnd()).isEqualTo(130);
            assertThat(terminal.everything()).doesNotContain("gave up waiting");
        }
        if (Feature.LSM.missing().isPresent()) {
            try (var terminal = Bpfsh.in(home).terminal(80, 24, "lsm", "--seconds", "1")) {
                terminal.await("Go on\\? \\[y/N\\]");
                terminal.enter("y");
                assertThat(terminal.awaitEnd()).isEqualTo(4);
            }
        }
    }

    @Test
    void lsmAsksInASessionToo() {
        try (var terminal = Bpfsh.in(home).terminal(80, 24)) {
            terminal.await("^bpfsh> ?$");
            terminal.enter("/open " + Bpfsh.root().resolve("scripts/lsm.jsh"));
            terminal.await("Go on\\? \\[y/N\\]");
            terminal.enter("n");
            terminal.await("lsm: the answer was not yes, so nothing was done");
            terminal.enter("1 + 1");
            terminal.await("(?m)^\\$\\d+ ==> 2$");
        }
    }
}
