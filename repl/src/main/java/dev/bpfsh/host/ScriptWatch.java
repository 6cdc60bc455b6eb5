// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Runs a script in the background again each time its file is saved, until it is closed; what the last run had attached is
 * detached first.
 */
public final class ScriptWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;
    private static final long LONGEST_END_MILLIS = 2_000;

    private final Path file;
    private final String[] args;
    private final String prelude;
    private final Thread watcher;
    private volatile boolean closed;
    private volatile Run current;
    private volatile int count;

    /** A run and the thread that waits for its end. */
    private record Run(ScriptRun script, Thread thread) {}

    private ScriptWatch(Path file, String prelude, String... args) {
        this.file = file;
        this.prelude = prelude;
        this.args = args.clone();
        watcher = new Thread(EvaluationThread.GROUP, this::watch, "bpfsh-watch-" + file.getFileName());
        watcher.setDaemon(true);
    }

    /**
     * Runs a script now and after each change of its file.
     *
     * @throws BpfException if there is no such file
     */
    public static ScriptWatch start(String nameOrFile, String prelude, String... args) {
        var file = ScriptRun.find(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new BpfException("watch", nameOrFile, "is no file", null, List.of(), null);
        }
        var watch = Session.current().own(new ScriptWatch(file, prelude, args));
        watch.watcher.start();
        return watch;
    }

    private void watch() {
        var seen = "";
        try {
            while (!closed) {
                var now = ScriptCache.state(file);
                if (!now.equals(seen)) {
                    // An editor may still be writing.
                    Thread.sleep(PERIOD_MILLIS);
                    if (now.equals(ScriptCache.state(file))) {
                        seen = now;
                        end();
                        begin();
                    }
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException | Stop asked) {
            closed = true;
        } finally {
            end();
            Session.current().disown(this);
        }
    }

    private void begin() {
        if (!Files.exists(file)) {
            say("is gone; it runs again once it is back");
            return;
        }
        try {
            var script = ScriptRun.of(file.toString(), prelude);
            count++;
            say("runs" + (count == 1 ? "" : " again"));
            var thread = new Thread(() -> ended(script.run(args), script), "bpfsh-run-" + file.getFileName());
            thread.setDaemon(true);
            current = new Run(script, thread);
            thread.start();
        } catch (ScriptErrors e) {
            say("does not compile; save it again once it is right\n"
                    + e.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        } catch (RuntimeException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    private void ended(Outcome outcome, ScriptRun script) {
        if (outcome instanceof Outcome.Threw threw) {
            say("ended by an exception\n"
                    + Views.error(threw.thrown(), threw.frames(), LearnMore::atPrompt, Style.plain()));
        } else if (outcome instanceof Outcome.Done) {
            say("ended"
                    + script.status().stream()
                            .mapToObj(status -> ", exit status " + status)
                            .findFirst()
                            .orElse(""));
        }
    }

    private void end() {
        var last = current;
        current = null;
        if (last != null) {
            last.script().stop();
            try {
                last.thread().join(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void say(String what) {
        Output.background(
                "[" + LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + "] " + ObjectFiles.shortest(file) + " " + what);
    }

    /** Stops the script and watches no longer. */
    @Override
    public void close() {
        closed = true;
        watcher.interrupt();
        if (Thread.currentThread() != watcher) {
            try {
                watcher.join(LONGEST_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Session.current().disown(this);
    }

    @Override
    public String toString() {
        var run = current;
        return ObjectFiles.shortest(file) + ": runs at each save, " + count + (count == 1 ? " run" : " runs")
                + " so far"
                + (run != null && run.thread().isAlive() ? ", running" : "")
                + (closed ? ", ended" : "; close() ends it");
    }
}
