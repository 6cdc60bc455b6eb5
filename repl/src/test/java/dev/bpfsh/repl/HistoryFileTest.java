// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
    @TempDir
    private Path temp;

    @Test
    void followsTheXdgSpecification() {
        assertThat(HistoryFile.folder("/state", "/home/me")).isEqualTo(Path.of("/state/bpfsh"));
        assertThat(HistoryFile.folder(null, "/home/me")).isEqualTo(Path.of("/home/me/.local/state/bpfsh"));
        assertThat(HistoryFile.folder("relative", "/home/me")).isEqualTo(Path.of("/home/me/.local/state/bpfsh"));
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        Path file = HistoryFile.in(temp.resolve("a/bpfsh")).path();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(HistoryFile.in(temp.resolve("a/bpfsh")).problem()).isNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void doesWithoutWhereItCannotBe() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThat(HistoryFile.in(file.resolve("bpfsh"))).satisfies(history -> {
            assertThat(history.path()).isNull();
            assertThat(history.problem()).startsWith("no history: ");
        });
        Files.createDirectories(temp.resolve("b/history"));
        assertThat(HistoryFile.in(temp.resolve("b")).problem()).contains("is not a file");
        assertThat(HistoryFile.in(Path.of("/proc/bpfsh")).problem()).startsWith("no history: ");
    }

    @Test
    void putsAsideWhatCannotBeRead() throws IOException {
        for (byte[] broken : new byte[][] {{'1', ':', (byte) 0xff, '\n'}, "1:cut off\\".getBytes()}) {
            Path file = Files.write(temp.resolve("history"), broken);
            HistoryFile history = HistoryFile.in(temp);
            assertThat(history.problem()).contains("history.unreadable");
            assertThat(file).isEmptyFile();
            assertThat(temp.resolve("history.unreadable")).hasBinaryContent(broken);
            assertThat(HistoryFile.in(temp).problem()).isNull();
        }
    }
}
