// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import dev.bpfsh.expect.TestLog;
import dev.bpfsh.expect.TestLog.End;
import dev.bpfsh.expect.TestLog.Entry;
import dev.bpfsh.host.ExitStatus;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs a script in a process of its own, which is this bpfsh again: so each is {@code pid()} by itself, what it attaches
 * ends with it, and a crash or an endless loop ends it alone.
 */
final class ScriptProcess {
    /** Beyond its limit, which it keeps by itself unless it hangs as a whole. */
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** Asked to end, until it is killed: time enough to close all. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long SLICE_MILLIS = 100;
    private static final int BY_SIGNAL = 128;
    /** SIGHUP, SIGINT and SIGTERM: a JVM closes all, and then ends as if it had been killed. */
    private static final Set<Integer> ASKING = Set.of(1, 2, 15);

    private static final String STOPPED = "stopped";

    private final List<String> command;
    private final Path folder;
    private final Duration limit;
    private Process running;
    private boolean stopped;

    /**
     * @param command what runs a script in this bpfsh, but for the log's options, which go behind the first word, and
     *     for the script
     * @param folder for what is written meanwhile
     */
    ScriptProcess(List<String> command, Path folder, Duration limit) {
        this.command = List.copyOf(command);
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * What runs scripts in this bpfsh.
     *
     * @param main the class whose {@code main} runs here
     * @throws IOException if it is not known, as without /proc
     */
    static List<String> command(Class<?> main) throws IOException {
        var words = List.of(
                new String(Files.readAllBytes(Path.of("/proc/self/cmdline")), StandardCharsets.UTF_8).split("\0"));
        int last = words.indexOf(main.getName());
        if (last < 0) {
            throw new IOException("this process was not begun by " + main.getName());
        }
        return words.subList(0, last + 1);
    }

    /** Ends the script that runs, and all that are about to; it has closed what it had when this bpfsh ends. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            terminate(running);
        }
    }

    synchronized boolean stopped() {
        return stopped;
    }

    /**
     * Runs a script to its end.
     *
     * @throws IOException if no process can be made
     */
    ScriptResult run(Path script) throws IOException, InterruptedException {
        var file = Files.createTempFile(folder, "log", null);
        Files.delete(file);
        var log = TestLog.in(file, script, limit);
        long begun = System.nanoTime();
        var process = start(script, log);
        var out = new Captured(process.getInputStream());
        var err = new Captured(process.getErrorStream());
        boolean ended = end(process);
        var time = Duration.ofNanos(System.nanoTime() - begun);
        var entries = log.entries();
        var told = entries.stream()
                .filter(entry -> entry.name().equals(TestLog.WHOLE))
                .findFirst();
        var tests = entries.stream()
                .filter(entry -> !entry.name().equals(TestLog.WHOLE))
                .toList();
        var errText = err.text();
        var whole = told.map(entry -> new Entry(entry.name(), entry.end(), entry.text(), entry.line(), time))
                .orElseGet(() -> ended
                        ? ofStatus(process.exitValue(), log.left(), tests, errText, time)
                        : new Entry(TestLog.WHOLE, End.BROKEN, stopped() ? STOPPED : hangs(), 0, time));
        return new ScriptResult(
                script,
                whole,
                tests.stream().map(test -> unfinished(test, whole)).toList(),
                out.text(),
                errText);
    }

    private Process start(Path script, TestLog log) throws IOException {
        var words = new ArrayList<>(command);
        words.addAll(1, log.options());
        // With a slash it is a file, whatever bundled scripts there are.
        words.add(script.toString().contains("/") ? script.toString() : "./" + script);
        synchronized (this) {
            running = new ProcessBuilder(words)
                    .redirectInput(new File("/dev/null"))
                    .start();
            if (stopped) {
                terminate(running);
            }
            return running;
        }
    }

    /** Whether it has ended by itself, or by being stopped; else it is killed, with what it has begun. */
    private boolean end(Process process) throws InterruptedException {
        long until = System.nanoTime() + limit.plus(GRACE).toNanos();
        boolean asked = false;
        while (System.nanoTime() < until) {
            if (process.waitFor(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
                synchronized (this) {
                    running = null;
                }
                return true;
            } else if (!asked && stopped()) {
                asked = true;
                until = System.nanoTime() + PATIENCE.toNanos();
            }
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.toHandle().destroyForcibly();
        process.waitFor();
        return false;
    }

    /** As {@link Process#destroy}, which would also close the streams that its last words come through. */
    private static void terminate(Process process) {
        process.toHandle().destroy();
    }

    private String hangs() {
        return "did not end within " + limit.toSeconds() + " s, and hangs as a whole";
    }

    private Entry ofStatus(int status, boolean left, List<Entry> tests, String err, Duration time) {
        if (stopped()) {
            return new Entry(TestLog.WHOLE, End.BROKEN, STOPPED, 0, time);
        } else if (status == ExitStatus.DONE) {
            return new Entry(TestLog.WHOLE, End.PASSED, "", 0, time);
        } else if (status == ExitStatus.NOT_POSSIBLE_HERE) {
            return new Entry(TestLog.WHOLE, End.SKIPPED, said(err, "exit status 4"), 0, time);
        } else if (tests.stream().anyMatch(test -> ScriptResult.isBad(test.end()) && test.end() != End.NONE)) {
            // What is wrong is wrong with these.
            return new Entry(TestLog.WHOLE, End.PASSED, "", 0, time);
        }
        return new Entry(TestLog.WHOLE, End.BROKEN, how(status, left), 0, time);
    }

    /** Java has one number for an exit status and for a signal, as a shell has. */
    static String how(int status, boolean left) {
        int signal = status - BY_SIGNAL;
        if (signal <= 0 || left && !ASKING.contains(signal)) {
            return "exit status " + status;
        }
        return left
                ? "exit status " + status + ", which is also that of signal " + signal
                : "ended by signal " + signal;
    }

    /** The last that it said. */
    private static String said(String err, String otherwise) {
        return err.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, last) -> last)
                .orElse(otherwise);
    }

    /** A test in which the script ended: for the reason why that did. */
    private static Entry unfinished(Entry test, Entry whole) {
        return test.end() == End.NONE
                ? new Entry(
                        test.name(),
                        whole.end() == End.SKIPPED ? End.SKIPPED : End.BROKEN,
                        whole.text().isEmpty() ? "the script ended in it" : whole.text(),
                        whole.line(),
                        whole.time())
                : test;
    }
}
