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
    void leavesAloneWhatOthersCanWriteTo() throws IOException {
        Path folder = Files.createDirectories(temp.resolve("c"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(HistoryFile.in(folder).problem()).contains("can be written by others: chmod go-w");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Path file = HistoryFile.in(folder).path();
        Files.setAttribute(file, "unix:uid", 65534);
        assertThat(HistoryFile.in(folder).problem()).contains(file + " belongs to somebody else");
        Files.delete(file);
        Files.createSymbolicLink(file, Files.createFile(folder.resolve("kept")));
        assertThat(HistoryFile.in(folder).path()).isEqualTo(folder.resolve("kept"));
    }
}
