// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of its own that calls write(2) so many times a second, once it is told to: somebody to be traced. */
public final class WritingProcess implements AutoCloseable {
    private final Process process;
    private final long writes;

    private WritingProcess(Process process, long writes) {
        this.process = process;
        this.writes = writes;
    }

    static WritingProcess start(int aSecond, int seconds) throws IOException {
        return new WritingProcess(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-cp",
                                Bpfsh.root().resolve("repl/target/test-classes").toString(),
                                WritingProcess.class.getName(),
                                Integer.toString(aSecond),
                                Integer.toString(seconds))
                        .start(),
                (long) aSecond * seconds);
    }

    /** How often it calls write(2) in all. */
    long writes() {
        return writes;
    }

    long pid() {
        return process.pid();
    }

    void begin() throws IOException {
        process.getOutputStream().close();
    }

    void await() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        long aSecond = Long.parseLong(arguments[0]);
        System.in.readAllBytes();
        long begun = System.nanoTime();
        try (var out = Files.newOutputStream(Path.of("/dev/null"))) {
            for (long i = 0; i < aSecond * Long.parseLong(arguments[1]); i++) {
                while ((System.nanoTime() - begun) * aSecond < i * 1_000_000_000L) {
                    Thread.onSpinWait();
                }
                out.write(1);
            }
        }
    }
}
