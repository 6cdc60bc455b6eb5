// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no whole binaries. */
class ExecutableTest {
    @TempDir
    Path folder;

    @Test
    void scriptsAndShortFilesAreNoBinaries() throws Exception {
        var script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + "#".repeat(100));
        assertThatThrownBy(() -> Executable.open(script)).hasMessageContaining("maybe a script");
        var empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> Executable.open(empty)).hasMessageContaining("is no program and no library");
        assertThatThrownBy(() -> Executable.find(folder + "/none")).hasMessageContaining("there is no file");
    }

    @Test
    void damagedBinariesAreRefusedAndNothingElseHappens() throws Exception {
        var whole = Files.readAllBytes(Executable.find("sleep"));
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var bytes = whole.clone();
            for (int flips = 0; flips < 20; flips++) {
                bytes[random.nextInt(i % 2 == 0 ? 64 : bytes.length)] = (byte) random.nextInt();
            }
            var length = i % 3 == 0 ? random.nextInt(bytes.length) : bytes.length;
            var file = Files.write(folder.resolve("damaged"), Arrays.copyOf(bytes, length));
            try {
                var executable = Executable.open(file);
                assertThat(executable.functions()).isNotNull();
                assertThat(UsdtProbe.of(executable)).isNotNull();
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining(file.toString());
            }
        }
    }

    @Test
    void damagedSectionTablesAreRefused() throws Exception {
        var whole = Files.readAllBytes(Executable.find("sleep"));
        var random = new Random(8);
        for (int i = 0; i < 300; i++) {
            var bytes = whole.clone();
            // The table of sections is at the end.
            bytes[bytes.length - 1 - random.nextInt(30 * 64)] = (byte) random.nextInt();
            var file = Files.write(folder.resolve("damaged"), bytes);
            try {
                var executable = Executable.open(file);
                executable.functions();
                UsdtProbe.of(executable);
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining(file.toString());
            }
        }
    }
}
