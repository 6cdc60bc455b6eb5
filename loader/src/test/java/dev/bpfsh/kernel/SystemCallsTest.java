// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCallsTest {
    private static final Path HEADER = Path.of("/usr/include/x86_64-linux-gnu/asm/unistd_64.h");

    @Test
    void everyCallOfTheInstalledHeaderHasItsName() {
        assumeTrue(Files.exists(HEADER), "there is no " + HEADER);
        var header = SystemCalls.header(HEADER);
        assertThat(header).hasSizeGreaterThan(300);
        assertThat(SystemCalls.names("amd64")).containsAllEntriesOf(header);
    }

    @Test
    void eachArchitectureHasItsNumbers() {
        assertThat(SystemCalls.names("amd64")).contains(Map.entry(257L, "openat"), Map.entry(2L, "open"));
        for (var architecture : new String[] {"aarch64", "riscv64", "loongarch64"}) {
            assertThat(SystemCalls.names(architecture))
                    .contains(Map.entry(56L, "openat"), Map.entry(280L, "bpf"), Map.entry(437L, "openat2"));
        }
    }

    @Test
    void theCallsOfTheKernelUnderneathAreKnown() throws Exception {
        var names = SystemCalls.names(System.getProperty("os.arch")).values();
        // The kernel's own names differ where it made a new version of a call: sys_newstat is stat.
        assertThat(Tracefs.tracepoints().stream()
                        .filter(event -> event.startsWith("syscalls/sys_enter_"))
                        .map(event -> event.substring("syscalls/sys_enter_".length()))
                        .filter(name -> !names.contains(name) && !names.contains(name.replaceFirst("^new", ""))))
                .containsExactlyInAnyOrder("sendfile64", "umount");
    }

    @Test
    void oneThatNobodyKnowsHasItsNumber() {
        assertThat(SystemCalls.name(100_000)).isEqualTo("syscall 100000");
    }

    @Test
    void aNewerHeaderKnowsMore(@TempDir Path folder) throws Exception {
        var header =
                Files.writeString(folder.resolve("unistd_64.h"), "#define __NR_read 0\n#define __NR_new_one 900\n");
        assertThat(SystemCalls.header(header)).containsExactlyInAnyOrderEntriesOf(Map.of(0L, "read", 900L, "new_one"));
        assertThat(SystemCalls.header(folder.resolve("none.h"))).isEmpty();
    }
}
