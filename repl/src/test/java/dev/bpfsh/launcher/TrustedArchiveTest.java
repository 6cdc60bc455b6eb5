// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * An archive of classes is used while it is trusted. Making one takes seconds: all of these use the same, one after the
 * other, each leaves it as it was, and no start makes another in its place.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("TrustedArchiveTest.archive")
class TrustedArchiveTest {
    @TempDir
    static Path folder;

    private static Archive archive;
    private static Archive.Lock locked;
    private static Path file;
    private static Path kept;

    @BeforeAll
    static void makeOne() throws Exception {
        archive = Archive.in(folder);
        archive.launcher().run("--version").succeeds().errIs("");
        archive.awaitOne();
        file = archive.made().get(0);
        kept = Files.copy(file, folder.resolve("kept"), StandardCopyOption.COPY_ATTRIBUTES);
        locked = Archive.Lock.of(archive.folder());
    }

    @AfterAll
    static void unlock() throws Exception {
        if (locked != null) {
            locked.close();
        }
    }

    @AfterEach
    void isAsItWas() throws Exception {
        Files.setPosixFilePermissions(archive.folder(), PosixFilePermissions.fromString("rwx------"));
        Files.delete(file);
        Files.copy(kept, file, StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(archive.made()).containsExactly(file);
    }

    @Test
    void theNextStartTakesItsClassesFromIt() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive.folder())))
                .isEqualTo("rwx------");
        assertThat(archive.isUsed()).isTrue();
        archive.launcher().run("-e", "1 + 1").succeeds().outIs("2\n").errIs("");
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void itHoldsAllThatAScriptLoadsWhichAttaches() throws Exception {
        var code = "var minimal = open(\"minimal\"); minimal.load(); minimal.attach(); minimal.close();";
        archive.loaded(code, "");
        assertThat(archive.loaded(code, "").lines().filter(line -> line.contains(" source: file:")))
                .isEmpty();
    }

    @Test
    void oneThatOthersMayWriteToIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(archive.folder(), PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(archive.isUsed()).isFalse();
        Files.setPosixFilePermissions(archive.folder(), PosixFilePermissions.fromString("rwx------"));
        assertThat(archive.isUsed()).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(archive.isUsed()).isFalse();
    }

    @Test
    void aDamagedOneIsNotUsedAndNotSpokenOf() throws Exception {
        var whole = Files.readAllBytes(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        for (var damaged : List.of(
                new byte[0], new byte[100_000], new byte[whole.length], Arrays.copyOf(whole, whole.length / 2))) {
            Files.write(file, damaged);
            archive.launcher().run("-e", "1 + 1").succeeds().outIs("2\n").errIs("");
        }
    }

    @Test
    void somebodyElsesIsNotUsed() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a file away");
        Files.setAttribute(file, "unix:uid", 65534);
        assertThat(archive.isUsed()).isFalse();
    }
}
