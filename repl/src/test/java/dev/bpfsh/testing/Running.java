// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A bpfsh that runs: wait for what it writes, send it signals, take its result. Closing kills what is left. */
public final class Running implements AutoCloseable {
    private final Process process;
    private final Path out;
    private final Path err;
    private final Duration timeout;

    Running(Process process, Path out, Path err, Duration timeout) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.timeout = timeout;
    }

    /** The process id: the launcher becomes the JVM, so it is also what {@code pid()} says inside. */
    public long pid() {
        return process.pid();
    }

    /** Has it ended? */
    public boolean ended() {
        return !process.isAlive();
    }

    /** Standard output until now. */
    public String out() {
        return text(out);
    }

    /** Standard error until now. */
    public String err() {
        return text(err);
    }

    /**
     * Waits until the regular expression is found in standard output; ^ and $ are those of lines.
     *
     * @throws AssertionError when the process ends or the time is over first
     */
    public Running awaitOut(String regex) {
        return await(regex, this::out, "standard output");
    }

    /** What a test does for the process to see. */
    public interface Step {
        void run() throws Exception;
    }

    /**
     * Does something again and again until the regular expression is found in standard output, which may be after the
     * first time or, where nothing tells when the process is ready for it, after some.
     *
     * @throws AssertionError when the process ends or the time is over first
     */
    public Running awaitOut(String regex, Step again) throws Exception {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!found(regex, this::out, "standard output", deadline)) {
            again.run();
            for (int i = 0; i < 8 && !found(regex, this::out, "standard output", deadline); i++) {
                Patience.pause();
            }
        }
        return this;
    }

    /**
     * Waits until the regular expression is found in standard error; ^ and $ are those of lines.
     *
     * @throws AssertionError when the process ends or the time is over first
     */
    public Running awaitErr(String regex) {
        return await(regex, this::err, "standard error");
    }

    private Running await(String regex, Supplier<String> written, String where) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!found(regex, written, where, deadline)) {
            Patience.pause();
        }
        return this;
    }

    private boolean found(String regex, Supplier<String> written, String where, long deadline) {
        boolean alive = process.isAlive();
        if (Pattern.compile(regex, Pattern.MULTILINE).matcher(written.get()).find()) {
            return true;
        }
        if (!alive) {
            throw new AssertionError("ended before /" + regex + "/ was in its " + where + "\n" + result());
        }
        if (System.nanoTime() > deadline) {
            throw tookTooLong("for /" + regex + "/ in its " + where);
        }
        return false;
    }

    /** Sends a signal by its name: INT, TERM, KILL, QUIT. */
    public Running signal(String name) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
        return this;
    }

    /**
     * Waits for the end.
     *
     * @throws AssertionError when the time is over; it shows what was written until then, and the JVM's threads
     */
    public Result end() {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw tookTooLong("for its end");
            }
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
        return result();
    }

    /** Kills the process and its children where they still run. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private Result result() {
        return new Result(process.exitValue(), out(), err());
    }

    /** A JVM answers SIGQUIT with its threads on standard output: where it hangs is what one wants to know. */
    private AssertionError tookTooLong(String what) {
        signal("QUIT");
        for (int i = 0; i < 20 && process.isAlive(); i++) {
            Patience.pause();
        }
        close();
        return new AssertionError("waited " + timeout.toSeconds() + " s " + what + "\n" + result());
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
