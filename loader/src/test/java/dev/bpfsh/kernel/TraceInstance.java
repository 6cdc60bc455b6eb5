// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** A trace buffer of the test's own, so that no other reader on the machine is disturbed or disturbs. */
final class TraceInstance implements AutoCloseable {
    private final Path folder;

    TraceInstance() throws IOException {
        var name = "bpfsh-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        folder = Files.createDirectory(Tracefs.find().resolve("instances").resolve(name));
    }

    Path folder() {
        return folder;
    }

    /** Makes the calling thread cause a line; its function is {@code tracing_mark_write}. */
    void mark(String message) {
        mark(message.getBytes(StandardCharsets.UTF_8));
    }

    void mark(byte[] message) {
        set("trace_marker", message);
    }

    void set(String file, String value) {
        set(file, value.getBytes(StandardCharsets.UTF_8));
    }

    private void set(String file, byte[] value) {
        try {
            Files.write(folder.resolve(file), value, StandardOpenOption.WRITE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        // Whoever had it open a moment ago may hold it for another.
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
