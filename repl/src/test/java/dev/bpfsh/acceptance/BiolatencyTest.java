// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.JsonLines;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
@RequiresKernel({Feature.BPF, Feature.BTF, Feature.TRACEFS, Feature.BLOCK_DEVICE})
class BiolatencyTest {
    private static final int BLOCKS = 50;

    @TempDir
    Path home;

    private static void write() throws Exception {
        var file = Files.createTempFile(Path.of("target"), "blocks", ".bin");
        try {
            var dd = new ProcessBuilder(
                            "dd", "if=/dev/zero", "of=" + file, "bs=4096", "count=" + BLOCKS, "oflag=direct,sync")
                    .start();
            assertThat(dd.waitFor()).isZero();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void whatADiskTookIsShownAtCtrlC() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("biolatency")) {
            bpfsh.awaitErr("^measuring; Ctrl-C shows the result$");
            write();
            var out = bpfsh.signal("INT").end().exits(130).out();
            assertThat(out).startsWith("usecs ").containsPattern("(?m)^\\[\\d+K?M?, \\d+K?M?\\) +\\d+ \\|@+ *\\|$");
        }
    }

    @Test
    void eachDiskHasItsOwn() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("biolatency", "-D", "--json")) {
            bpfsh.awaitErr("^measuring");
            write();
            long count = 0;
            for (var disk : JsonLines.of(bpfsh.signal("INT").end().exits(130).out())) {
                assertThat(Path.of("/sys/class/block", (String) disk.get("name")))
                        .exists();
                assertThat(disk).containsEntry("unit", "usecs");
                count += (int) disk.get("count");
            }
            assertThat(count).isGreaterThanOrEqualTo(BLOCKS);
        }
    }
}
