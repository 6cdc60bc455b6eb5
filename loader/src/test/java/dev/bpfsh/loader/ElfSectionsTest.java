// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ElfSectionsTest {
    @Test
    void saysWhatEachIsFor() {
        try (var minimal = BpfObject.open(Path.of("..", "scripts", "minimal.bpf.o"))) {
            assertThat(minimal.elf())
                    .contains(
                            new ElfSection("tp/syscalls/sys_enter_write", 104, "programs: handle_tp"),
                            new ElfSection(
                                    ".reltp/syscalls/sys_enter_write", 32, "for libbpf to fill in: my_pid, .rodata"),
                            new ElfSection("license", 13, "Dual BSD/GPL"),
                            new ElfSection(".bss", 4, "variables: my_pid"),
                            new ElfSection(".rodata", 27, "constants: handle_tp.____fmt"));
        }
        try (var bootstrap = BpfObject.open(Path.of("..", "scripts", "bootstrap.bpf.o"))) {
            assertThat(bootstrap.elf()).contains(new ElfSection(".maps", 48, "maps: exec_start, events"));
        }
    }
}
