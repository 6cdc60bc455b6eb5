// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.KernelVersion;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.JsonLines;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.BTF, Feature.TRACEFS})
class DoctorTest {
    @TempDir
    Path home;

    @Test
    void aMachineThatHasWhatBpfshNeedsIsFoundWell() {
        Bpfsh.in(home)
                .run("doctor")
                .succeeds()
                .errIs("")
                .outContains(
                        "kernel\n  ok       version: " + KernelVersion.running(),
                        "  ok       libbpf: ",
                        "\njava\n  ok       JDK: ",
                        "proof\n  ok       a program: loaded, attached, and run by a system call\n")
                .outFinds("the kernel takes it: .*\\btracepoint\\b.*\\bxdp\\b")
                .outFinds("the kernel has it: .*\\btracepoint\\b.*\\bperf event\\b");
    }

    @Test
    void anotherProgramReadsItAsJson() {
        var out = Bpfsh.in(home).run("doctor", "--json").succeeds().out();
        assertThat(JsonLines.of(out)).hasSizeGreaterThan(60).allSatisfy(feature -> {
            assertThat(feature.keySet()).containsExactly("area", "name", "state", "found", "advice");
            assertThat(feature.get("state")).isIn("ok", "warning", "missing");
        });
        assertThat(out).contains("{\"area\":\"proof\",\"name\":\"a program\",\"state\":\"ok\",");
    }

    @Test
    void aUserWithoutRightsIsToldWhatRootCould() {
        var result = Bpfsh.in(home)
                .under("setpriv", "--bounding-set=-all", "--inh-caps=-all")
                .run("doctor")
                .exits(4);
        assertThat(result.out())
                .contains(
                        "  missing  CAP_BPF: not there: it is needed to load programs and make maps\n"
                                + "           hint: run bpfsh with sudo\n",
                        "cannot be asked for without CAP_BPF, CAP_PERFMON",
                        "proof\n  missing  a program: ");
    }

    @Test
    void withoutCompilerItSaysWhatToInstall() {
        Bpfsh.in(home)
                .env("CLANG", "/no/such/clang")
                .run("doctor")
                .succeeds()
                .outContains("  warning  clang: there is no program /no/such/clang, which CLANG names\n");
    }
}
