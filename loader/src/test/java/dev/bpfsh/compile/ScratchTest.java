// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    Path temporary;

    private String before;

    @BeforeEach
    void useAFolderOfOurOwn() {
        before = System.setProperty("java.io.tmpdir", temporary.toString());
    }

    @AfterEach
    void restore() {
        System.setProperty("java.io.tmpdir", before);
    }

    private Path folder(String name) throws Exception {
        return Files.createDirectory(temporary.resolve(name));
    }

    @Test
    void whatAKilledProcessLeftTheNextRemoves() throws Exception {
        var killed = folder("bpfsh-compile1");
        Files.createFile(killed.resolve("alive"));
        Files.createFile(killed.resolve("object"));
        var beingMade = folder("bpfsh-compile2");
        var others = folder("other");
        Files.createFile(others.resolve("alive"));
        new Scratch().close();
        assertThat(killed).doesNotExist();
        assertThat(beingMade).exists();
        assertThat(others).isDirectoryContaining(file -> true);
    }

    @Test
    void whatSomebodyElseMayHaveMadeStays() throws Exception {
        var open = folder("bpfsh-compile1");
        Files.createFile(open.resolve("alive"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(temporary.resolve("bpfsh-compile2"), folder("elsewhere"));
        new Scratch().close();
        assertThat(open).isDirectoryContaining(file -> true);
        assertThat(temporary.resolve("bpfsh-compile2")).isSymbolicLink();
    }

    @Test
    void whatIsInUseStays() throws Exception {
        // Locked by another process, as another bpfsh does.
        var used = folder("bpfsh-compile1");
        var file = Files.createFile(used.resolve("alive"));
        var classes = ScratchTest.class.getProtectionDomain().getCodeSource().getLocation();
        var other = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        Path.of(classes.toURI()).toString(),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("locked");
            try (var ours = new Scratch();
                    var second = new Scratch()) {
                assertThat(ours.file("alive")).exists();
                assertThat(second.file("alive")).exists();
            }
            assertThat(used).exists();
        } finally {
            other.destroyForcibly().waitFor();
        }
        new Scratch().close();
        assertThat(used).doesNotExist();
    }

    /** Holds a lock until its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (var file = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE);
                    var lock = file.lock()) {
                System.out.println(lock.isValid() ? "locked" : "");
                while (System.in.read() >= 0) {
                    // Until nobody needs it any more.
                }
            }
        }
    }
}
