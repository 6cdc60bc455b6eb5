// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.cache.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A temporary folder for one compilation, and the process that works in it. Closing it, or the end of the JVM, kills
 * the process with its children and removes the folder; what a JVM leaves that is killed itself, the next removes.
 */
final class Scratch implements AutoCloseable {
    private static final String NAME = "bpfsh-compile";
    /** A file that is locked while its folder is in use, as the kernel unlocks it however a process ends. */
    private static final String ALIVE = "alive";

    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();
    private static final int MOST_OUTPUT = 1 << 20;
    private static final int ENDED_BY_CTRL_C = 128 + 2;
    private static final long SOON_MILLIS = 1000;

    private final Path folder;
    private final FileChannel alive;
    private final Thread atExit = new Thread(this::discard, "bpfsh-compile-ending");
    private volatile Process running;

    /**
     * What a process left behind.
     *
     * @param status its exit status
     * @param output standard output and error, at most a MiB
     */
    record Result(int status, String output) {}

    /** The process was still at it when its time was over. */
    static final class TookTooLong extends Exception {
        private static final long serialVersionUID = 1;

        TookTooLong() {
            super("", null, false, false);
        }
    }

    Scratch() throws IOException {
        removeAbandoned();
        folder = Files.createTempDirectory(NAME);
        // Closing a file unlocks it for the whole process (fcntl(2)), so that our own are not to be tried.
        OURS.add(folder);
        alive = FileChannel.open(file(ALIVE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        alive.lock();
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            discard();
            throw new IOException("the process is ending", ending);
        }
    }

    private static void removeAbandoned() {
        try (var folders = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), NAME + "*")) {
            for (var each : folders) {
                if (!OURS.contains(each) && isAbandoned(each)) {
                    remove(each);
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            // It is not ours to tidy.
        }
    }

    /** One without the file is being made, or is somebody else's. */
    private static boolean isAbandoned(Path folder) {
        try {
            var file = new PrivateFolder(folder);
            file.require();
            try (var channel = FileChannel.open(file.require(ALIVE), StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                return lock != null;
            }
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** A file in the folder; it need not exist. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Runs a command to its end.
     *
     * @param input the file on its standard input
     * @throws IOException if it cannot be started
     */
    Result run(ProcessBuilder command, Path input, long seconds) throws IOException, InterruptedException, TookTooLong {
        // Files on every side: nobody waits for a reader or a writer, so the time-out and an interrupt are obeyed.
        var output = file("output");
        command.redirectInput(input.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        command.environment().put("LC_ALL", "C");
        running = command.start();
        try {
            if (!running.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new TookTooLong();
            }
            if (running.exitValue() == ENDED_BY_CTRL_C) {
                // Ctrl-C goes to all in the terminal's foreground, and may end the process before whoever hears of it
                // here has interrupted this thread: then that is the news, not a compiler's odd end.
                Thread.sleep(SOON_MILLIS);
            }
            return new Result(running.exitValue(), text(output));
        } finally {
            kill();
        }
    }

    private static String text(Path output) throws IOException {
        try (var stream = Files.newInputStream(output)) {
            return new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    private void kill() {
        var process = running;
        if (process != null && process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            process.onExit()
                    .orTimeout(1, TimeUnit.SECONDS)
                    .exceptionally(late -> null)
                    .join();
        }
    }

    private void discard() {
        kill();
        try (alive) {
            remove(folder);
        } catch (IOException e) {
            // Somebody else tidies the temporary folder too.
            return;
        } finally {
            OURS.remove(folder);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            return; // Which does the same.
        }
        discard();
    }
}
