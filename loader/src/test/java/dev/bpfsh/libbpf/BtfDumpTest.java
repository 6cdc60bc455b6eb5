// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresKernel(Feature.BTF)
class BtfDumpTest {
    @TempDir
    private Path folder;

    @Test
    void itWritesBehindWhatIsThere() throws Exception {
        var file = Files.writeString(folder.resolve("types.h"), "/* mine */\n");
        BtfDump.append(Files.readAllBytes(Path.of("/sys/kernel/btf/vmlinux")), new int[] {1, 2, 3}, file);
        assertThat(file).content().startsWith("/* mine */\n");
    }

    @Test
    void whatCannotBeWrittenIsSaidAndNothingIsLeftOpen() throws Exception {
        var raw = Files.readAllBytes(Path.of("/sys/kernel/btf/vmlinux"));
        var all = IntStream.range(1, 5_000).toArray();
        assertThatThrownBy(() -> BtfDump.append(raw, all, Path.of("/dev/full"))).isInstanceOf(ErrnoException.class);
        var before = Leaks.snapshot();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> BtfDump.append(raw, all, Path.of("/dev/full")))
                    .isInstanceOf(ErrnoException.class);
            assertThatThrownBy(() -> BtfDump.append(raw, all, folder.resolve("no/such/folder")))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("ENOENT");
            assertThatThrownBy(() -> BtfDump.append(new byte[100], all, folder.resolve("x")))
                    .isInstanceOf(ErrnoException.class);
            assertThatThrownBy(() -> BtfDump.append(raw, new int[] {Integer.MAX_VALUE}, folder.resolve("x")))
                    .isInstanceOf(ErrnoException.class)
                    .hasMessageContaining("EINVAL");
        }
        Leaks.assertNoneSince(before);
    }
}
