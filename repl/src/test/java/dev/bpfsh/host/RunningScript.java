// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A bundled script that runs in the tests' own JVM, and what it writes to standard output. */
final class RunningScript implements AutoCloseable {
    // An emulated machine takes its time.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Script script;
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final FutureTask<Outcome> running;

    private RunningScript(Script script, String... args) {
        this.script = script;
        running = new FutureTask<>(() -> script.run(args));
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        new Thread(running, "script").start();
    }

    static RunningScript start(String name, String... args) throws IOException {
        ObjectFiles.besideScript(Bpfsh.root().resolve("scripts").resolve(name + ".jsh"));
        return new RunningScript(BundledScripts.script(name), args);
    }

    String out() {
        return written.toString(StandardCharsets.UTF_8);
    }

    /** Waits until the regular expression is found in what it has written; ^ and $ are those of lines. */
    RunningScript await(String regex) throws Exception {
        var pattern = Pattern.compile(regex, Pattern.MULTILINE);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!pattern.matcher(out()).find()) {
            assertThat(running.isDone())
                    .as("ended early: " + (running.isDone() ? running.get() : ""))
                    .isFalse();
            assertThat(System.nanoTime()).as("no /%s/ in%n%s", regex, out()).isLessThan(deadline);
            Thread.sleep(20);
        }
        return this;
    }

    /** What came of it, when it has ended by itself, and what it left open is closed. */
    Outcome end() {
        try {
            return running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no end\n" + out(), e);
        } finally {
            Session.current().close();
        }
    }

    /** Ends it as Ctrl-C does. */
    @Override
    public void close() {
        try {
            script.stop();
            end();
        } finally {
            System.setOut(before);
        }
    }
}
