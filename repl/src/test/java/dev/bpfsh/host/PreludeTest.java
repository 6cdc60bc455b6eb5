// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.libbpf.MapInfo;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class PreludeTest {
    private static final Path MINIMAL = Bpfsh.root().resolve("scripts/minimal.bpf.o");

    @Test
    void whatIsInTheKernelIsListed() {
        try (var minimal = Prelude.open(MINIMAL)) {
            minimal.load();
            int program = minimal.program("handle_tp").info().id();
            int map = minimal.map("minimal.bss").info().id();
            assertThat(Prelude.progs()).extracting(ProgramInfo::id).contains(program);
            assertThat(Prelude.maps()).extracting(MapInfo::id).contains(map);
            var link = minimal.attach().get(0).info();
            assertThat(Prelude.links()).contains(link);
            assertThat(link.programId()).isEqualTo(program);
        }
    }

    @Test
    void typesOfTheKernelAndOfAnObjectAreShown() {
        assertThat(Prelude.btf("list_head"))
                .asString()
                .startsWith("struct list_head {")
                .contains("*next;", "*prev;");
        assertThat(Prelude.btf("pid_t")).asString().endsWith("typedef __kernel_pid_t pid_t;");
        assertThat(Prelude.btf().find("task_struct").name()).isEqualTo("task_struct");
        try (var minimal = Prelude.open(MINIMAL)) {
            assertThat(Prelude.btf(minimal.btf(), "my_pid")).hasToString("int my_pid;");
        }
    }

    @Test
    void whatThisMachineHasIsListed() {
        assertThat(Prelude.features())
                .filteredOn(feature -> feature.area().equals("java"))
                .extracting(dev.bpfsh.kernel.Feature::name)
                .containsExactly("JDK", "jdk.jshell", "jdk.compiler");
        assertThat(Prelude.features())
                .extracting(dev.bpfsh.kernel.Feature::area)
                .containsSubsequence(
                        "kernel", "rights", "file systems", "tools", "java", "program types", "map types", "attach")
                .doesNotContain("proof");
    }
}
