// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

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

    /** Runs shell text in a process of the cgroup; the answer is its exit status and what it printed. */
    public Answer run(String script) throws Exception {
        var command =
                List.of("sh", "-c", "echo $$ > " + folder.resolve("cgroup.procs") + " && exec sh -c '" + script + "'");
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        return new Answer(process.waitFor(), output);
    }

    /** How a process ended. */
    public record Answer(int status, String output) {}

    @Override
    public void close() throws IOException {
        // A process that has ended may be in it for a moment yet.
        for (long end = System.nanoTime() + 2_000_000_000L; System.nanoTime() < end; ) {
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
