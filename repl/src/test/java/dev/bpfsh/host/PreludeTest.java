// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.attach.Hooks;
import dev.bpfsh.attach.Tracepoint;
import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.kernel.TracepointField;
import dev.bpfsh.libbpf.BpfException;
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
            assertThat(Prelude.progs("handle_tp"))
                    .allMatch(info -> info.name().equals("handle_tp"))
                    .extracting(ProgramInfo::id)
                    .contains(program);
            assertThat(Prelude.maps("nimal.b")).extracting(MapInfo::id).contains(map);
            assertThat(Prelude.maps("no such word")).isEmpty();
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
    void tracepointsAreFoundByAWordAndSayWhatTheyHandOver() {
        assertThat(Prelude.tracepoints("sched/sched_process_e"))
                .extracting(Tracepoint::name)
                .contains("sched_process_exec", "sched_process_exit")
                .isSorted()
                .allMatch(name -> name.startsWith("sched_process_e"));
        assertThat(Prelude.tracepoints("no such word")).isEmpty();
        assertThat(Hooks.tracepoint("sched", "sched_process_exec").fields())
                .extracting(TracepointField::name)
                .contains("filename");
        assertThatThrownBy(() -> Hooks.tracepoint("sched", "sched_process_exce").fields())
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("the kernel has no tracepoint sched/sched_process_exce (ENOENT)")
                .hasMessageContaining("did you mean sched/sched_process_exec");
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
