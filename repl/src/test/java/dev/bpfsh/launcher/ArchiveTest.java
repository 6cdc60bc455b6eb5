// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The archive of classes is made behind a first start of a build, where it can be, and never heard of. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class ArchiveTest {
    @TempDir
    Path folder;

    private Archive archive;

    @BeforeEach
    void copyWithoutOne() throws Exception {
        archive = Archive.in(folder);
    }

    @AfterEach
    void awaitTheLast() throws Exception {
        archive.await();
    }

    @Test
    void twoFirstStartsAtOnceMakeOneAndAnotherBuildHasAnother() throws Exception {
        for (var each : List.of(start("-e", "1 + 1"), start("-e", "1 + 1"))) {
            each.get().succeeds().outIs("2\n").errIs("");
        }
        archive.awaitOne();
        assertThat(archive.isUsed()).isTrue();
        var old = archive.made().get(0);
        Checkout.touch(archive.checkout().resolve("repl/target/bpfsh-repl.jar"));
        assertThat(archive.isUsed()).isFalse();
        archive.awaitOne(old);
        assertThat(archive.isUsed()).isTrue();
    }

    private CompletableFuture<Result> start(String... arguments) {
        return CompletableFuture.supplyAsync(() -> archive.launcher().run(arguments));
    }

    @Test
    @RequiresKernel(Feature.MOUNT_NAMESPACE)
    void onMediaThatCannotBeWrittenToThereIsNone() throws Exception {
        startsWithoutOne("mount --bind '%1$s' '%1$s' && mount -o remount,bind,ro '%1$s'".formatted(archive.checkout()));
    }

    @Test
    @RequiresKernel(Feature.MOUNT_NAMESPACE)
    void onAFullDiskThereIsNone() throws Exception {
        Files.createDirectory(
                archive.folder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        startsWithoutOne("mount -t tmpfs -o size=1m,mode=700 none '%s'".formatted(archive.folder()));
    }

    // The second as the first.
    private void startsWithoutOne(String mount) throws Exception {
        for (int i = 0; i < 2; i++) {
            archive.launcher()
                    .under("unshare", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh")
                    .run("-e", "1 + 1")
                    .succeeds()
                    .outIs("2\n")
                    .errIs("");
            archive.await();
        }
        assertThat(archive.made()).isEmpty();
    }
}
