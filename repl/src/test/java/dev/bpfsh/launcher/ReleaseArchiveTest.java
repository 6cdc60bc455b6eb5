// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A release is not written to: its archive of classes is in the cache of each user, where only that user's is trusted. */
@Execution(ExecutionMode.CONCURRENT)
class ReleaseArchiveTest {
    @TempDir
    Path folder;

    private Path home;
    private Path cache;
    private Path archives;
    private Path release;

    @BeforeEach
    void makeOne() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        cache = Files.createDirectories(folder.resolve("my cache"));
        archives = cache.resolve("bpfsh/archive");
        release = Checkout.releaseIn(folder.resolve("release"));
    }

    @AfterEach
    void awaitTheLast() throws Exception {
        Checkout.awaitArchiveIn(archives);
    }

    private Bpfsh launcher() {
        return Bpfsh.in(home).launcher(release.resolve("bpfsh")).env("XDG_CACHE_HOME", cache.toString());
    }

    private boolean used() throws IOException {
        return LoadedClasses.areArchived(launcher(), home);
    }

    private void awaitOne(Path where) throws Exception {
        Eventually.holds(() -> {
            Checkout.awaitArchiveIn(where);
            assertThat(made(where)).hasSize(1);
        });
    }

    private static List<Path> made(Path where) throws IOException {
        if (!Files.isDirectory(where)) {
            return List.of();
        }
        try (var files = Files.list(where)) {
            return files.filter(file -> !file.toString().endsWith(".lock")).toList();
        }
    }

    /** All of it with one, as to make one takes seconds. */
    @Test
    void itIsUsedWhileNobodyElseCouldPutAnotherInItsPlace() throws Exception {
        launcher().env("XDG_CACHE_HOME", null).run("--version").succeeds().errIs("");
        cache = home.resolve(".cache");
        archives = cache.resolve("bpfsh/archive");
        awaitOne(archives);
        assertThat(release.resolve("java/archive")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archives)))
                .isEqualTo("rwx------");
        assertThat(used()).isTrue();

        try (var locked = Archive.Lock.of(archives)) {
            for (var place : List.of(
                    cache, cache.resolve("bpfsh"), archives, made(archives).get(0))) {
                var rights = Files.getPosixFilePermissions(place);
                Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
                assertThat(used()).as("%s is everybody's", place).isFalse();
                Files.setPosixFilePermissions(place, rights);
            }
            assertThat(locked.isHeld()).isTrue();
        }
        assertThat(used()).isTrue();

        Path link = Files.createSymbolicLink(folder.resolve("link"), cache);
        assertThat(LoadedClasses.areArchived(launcher().env("XDG_CACHE_HOME", link.toString()), home))
                .isTrue();
    }

    /** As sudo -E leaves it. */
    @Test
    void nothingIsPutIntoSomebodyElsesHome() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a folder away");
        Files.setAttribute(cache, "unix:uid", 65534);
        launcher().run("--version").succeeds().errIs("");
        assertThat(cache).isEmptyDirectory();
        Files.setAttribute(home, "unix:uid", 65534);
        launcher().env("XDG_CACHE_HOME", null).run("--version").succeeds().errIs("");
        assertThat(home.resolve(".cache")).doesNotExist();
    }
}
