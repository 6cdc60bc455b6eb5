// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The archive of classes: made behind a first start, used by those that follow while it is trusted, and never heard of. */
@Execution(ExecutionMode.CONCURRENT)
class ArchiveTest {
    @TempDir
    Path folder;

    private Path home;
    private Path checkout;
    private Path archives;

    @BeforeEach
    void makeOne() throws Exception {
        home = Files.createDirectories(folder.resolve("home"));
        checkout = Checkout.copyTo(folder.resolve("checkout"));
        archives = checkout.resolve("repl/target/archive");
        launcher().run("--version").succeeds().errIs("");
        awaitOne();
    }

    // It is made behind the start, and may not have begun when that has ended.
    private void awaitOne(Path... old) throws Exception {
        Eventually.holds(() -> {
            Checkout.awaitRehearsal(checkout);
            assertThat(made()).hasSize(1).noneMatch(List.of(old)::contains);
        });
    }

    @AfterEach
    void awaitTheLast() throws Exception {
        Checkout.awaitRehearsal(checkout);
    }

    private Bpfsh launcher() {
        return Bpfsh.in(home).launcher(checkout.resolve("bpfsh"));
    }

    private List<Path> made() throws IOException {
        if (!Files.isDirectory(archives)) {
            return List.of();
        }
        try (var files = Files.list(archives)) {
            return files.filter(file -> !file.toString().endsWith(".lock")).toList();
        }
    }

    /** Whether a start takes bpfsh's own classes from an archive; it says nothing of that to the user. */
    private boolean used() throws IOException {
        return loaded("1 + 1", "2\n").contains("dev.bpfsh.repl.Main source: shared objects file");
    }

    /** Where each class comes from that a start loads. */
    private String loaded(String code, String out) throws IOException {
        var loaded = home.resolve("loaded");
        launcher()
                .env("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + loaded)
                .run("-e", code)
                .succeeds()
                .outIs(out)
                .errFinds("\\ANOTE: Picked up JDK_JAVA_OPTIONS: .*\n\\z");
        return Files.readString(loaded);
    }

    @Test
    void theNextStartTakesItsClassesFromIt() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archives)))
                .isEqualTo("rwx------");
        assertThat(used()).isTrue();
        launcher().run("-e", "1 + 1").succeeds().outIs("2\n").errIs("");
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void itHoldsAllThatAScriptLoadsWhichAttaches() throws Exception {
        var code = "var minimal = open(\"minimal\"); minimal.load(); minimal.attach(); minimal.close();";
        loaded(code, "");
        assertThat(loaded(code, "").lines().filter(line -> line.contains(" source: file:")))
                .isEmpty();
    }

    @Test
    void oneThatOthersMayWriteToIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(archives, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(used()).isFalse();
        Files.setPosixFilePermissions(archives, PosixFilePermissions.fromString("rwx------"));
        assertThat(used()).isTrue();
        Files.setPosixFilePermissions(made().get(0), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(used()).isFalse();
    }

    @Test
    void anotherBuildHasAnother() throws Exception {
        var old = made().get(0);
        Checkout.touch(checkout.resolve("repl/target/bpfsh-repl.jar"));
        assertThat(used()).isFalse();
        awaitOne(old);
        assertThat(used()).isTrue();
    }

    @Test
    void aDamagedOneIsNotUsedAndNotSpokenOf() throws Exception {
        var archive = made().get(0);
        var whole = Files.readAllBytes(archive);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        for (var damaged : List.of(
                new byte[0], new byte[100_000], new byte[whole.length], Arrays.copyOf(whole, whole.length / 2))) {
            Files.write(archive, damaged);
            launcher().run("-e", "1 + 1").succeeds().outIs("2\n").errIs("");
        }
    }

    @Test
    void somebodyElsesIsNotUsed() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a file away");
        Files.setAttribute(made().get(0), "unix:uid", 65534);
        assertThat(used()).isFalse();
    }

    @Test
    void twoFirstStartsAtOnceMakeOne() throws Exception {
        var old = made().get(0);
        Files.delete(old);
        var both = List.of(start("-e", "1 + 1"), start("-e", "1 + 1"));
        for (var each : both) {
            each.get().succeeds().outIs("2\n").errIs("");
        }
        awaitOne();
        assertThat(used()).isTrue();
    }

    private CompletableFuture<Result> start(String... arguments) {
        return CompletableFuture.supplyAsync(() -> launcher().run(arguments));
    }

    @Test
    @RequiresKernel(Feature.MOUNT_NAMESPACE)
    void onMediaThatCannotBeWrittenToThereIsNone() throws Exception {
        withoutOne("mount --bind '%1$s' '%1$s' && mount -o remount,bind,ro '%1$s'".formatted(checkout));
    }

    @Test
    @RequiresKernel(Feature.MOUNT_NAMESPACE)
    void onAFullDiskThereIsNone() throws Exception {
        withoutOne("mount -t tmpfs -o size=1m,mode=700 none '%s'".formatted(archives));
    }

    private void withoutOne(String mount) throws Exception {
        Files.delete(made().get(0));
        for (int i = 0; i < 2; i++) {
            launcher()
                    .under("unshare", "--mount", "sh", "-c", mount + " && exec \"$@\"", "sh")
                    .run("-e", "1 + 1")
                    .succeeds()
                    .outIs("2\n")
                    .errIs("");
            Checkout.awaitRehearsal(checkout);
        }
        assertThat(made()).isEmpty();
    }
}
