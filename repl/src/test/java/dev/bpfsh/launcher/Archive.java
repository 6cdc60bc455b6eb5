// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The archive of classes of a checkout that is a test's own. */
record Archive(Path checkout, Path home) {
    /** Held, no start makes an archive in the place of the one that is there: it leaves that to whoever has this. */
    record Lock(Process holder) implements AutoCloseable {
        static Lock of(Path archives) throws IOException {
            try (var locks = Files.newDirectoryStream(archives, "*.lock")) {
                var lock = locks.iterator().next().toString();
                var holder = new ProcessBuilder("flock", lock, "sh", "-c", "echo locked; read -r end").start();
                assertThat(holder.inputReader().readLine()).isEqualTo("locked");
                return new Lock(holder);
            }
        }

        boolean isHeld() {
            return holder.isAlive();
        }

        @Override
        public void close() throws IOException {
            holder.getOutputStream().close();
            holder.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
    }

    /** That of a checkout which never had one. */
    static Archive in(Path folder) throws IOException, InterruptedException {
        return new Archive(
                Checkout.copyTo(folder.resolve("checkout")), Files.createDirectories(folder.resolve("home")));
    }

    Bpfsh launcher() {
        return Bpfsh.in(home).launcher(checkout.resolve("bpfsh"));
    }

    Path folder() {
        return checkout.resolve("repl/target/archive");
    }

    /** All that are there. */
    List<Path> made() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (var files = Files.list(folder())) {
            return files.filter(file -> !file.toString().endsWith(".lock")).toList();
        }
    }

    /** Waits until one is made, other than these: it is made behind a start, and may not have begun when that has ended. */
    void awaitOne(Path... old) throws Exception {
        Eventually.holds(() -> {
            await();
            assertThat(made()).hasSize(1).noneMatch(List.of(old)::contains);
        });
    }

    /** Waits until none is being made. */
    void await() throws IOException, InterruptedException {
        Checkout.awaitRehearsal(checkout);
    }

    /** Whether a start takes bpfsh's own classes from it; it says nothing of that to the user. */
    boolean isUsed() throws IOException {
        return LoadedClasses.areArchived(launcher(), home);
    }

    /** Where each class comes from that a start loads, which prints this. */
    String loaded(String code, String out) throws IOException {
        return LoadedClasses.of(launcher(), home, code, out);
    }
}
