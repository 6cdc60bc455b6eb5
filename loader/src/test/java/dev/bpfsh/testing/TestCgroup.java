// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A cgroup of a test's own; processes are started in it, and it is removed at the end. */
public final class TestCgroup implements AutoCloseable {
    private final Path folder;

    /** Makes one below the mounted cgroups of version 2. */
    public TestCgroup() throws IOException {
        folder = Files.createTempDirectory(root().orElseThrow(), "bpfsh-test-");
    }

    /** Where cgroups of version 2 are mounted. */
    public static Optional<Path> root() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields[2].equals("cgroup2"))
                .map(fields -> Path.of(fields[1]))
                .findFirst();
    }

    public String folder() {
        return folder.toString();
    }

    /** Runs a command in a process of the cgroup; the answer is its exit status and what it printed. */
    public Answer run(String... command) throws Exception {
        var enter = "echo $$ > " + folder.resolve("cgroup.procs") + " && exec \"$@\"";
        var words = Stream.concat(Stream.of("sh", "-c", enter, "sh"), Stream.of(command))
                .toList();
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        return new Answer(process.waitFor(), output);
    }

    /** How a process ended. */
    public record Answer(int status, String output) {}

    @Override
    public void close() throws IOException {
        // A process that has ended may be in it for a moment yet.
        for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end; ) {
            try {
                Files.deleteIfExists(folder);
                return;
            } catch (IOException busy) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        Files.delete(folder);
    }
}
