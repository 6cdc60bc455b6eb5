// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.Interrupts;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.view.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs scripts as tests, one after the other: trace_pipe has one reader, and what they attach is in one kernel. */
public final class Suite {
    private static final String CLEAR_LINE = "\r\u001b[K";
    /** Until the script has closed what it had, and that is reported. */
    private static final long PATIENCE_SECONDS = 10;

    private final PrintStream out;
    private final Style style;
    private final boolean live;
    private final boolean verbose;
    private final List<ScriptResult> results = new ArrayList<>();
    private final CountDownLatch reported = new CountDownLatch(1);
    private ScriptProcess process;
    private volatile boolean stopped;

    /**
     * @param style how the report may look
     * @param live whether the line of the script that runs may be written over
     * @param verbose whether to show also what scripts wrote that passed
     */
    public Suite(PrintStream out, Style style, boolean live, boolean verbose) {
        this.out = out;
        this.style = style;
        this.live = live;
        this.verbose = verbose;
    }

    /**
     * Runs the scripts, and reports each when it has ended. Ctrl-C ends the one that runs, and the rest are not run. To be
     * called once.
     *
     * @param names files, folders and globs
     * @param main whose {@code main} began this process, and runs a script
     * @param options of it, before the script
     * @param limit how long each may take
     * @param junit where to write the report for a CI
     * @return the exit status
     */
    public int run(List<String> names, Class<?> main, List<String> options, Duration limit, Optional<Path> junit)
            throws InterruptedException {
        List<Path> scripts;
        try {
            scripts = ScriptFiles.of(names);
        } catch (ScriptFiles.NoSuch e) {
            System.err.println("bpfsh: " + Printable.of(e.getMessage()));
            return ExitStatus.USAGE;
        }
        // Whether it can be written is known before anything has run.
        if (junit.isPresent() && !write(junit.get())) {
            return ExitStatus.USAGE;
        }
        var ending = new Thread(this::end, "bpfsh-test-ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            var command = new ArrayList<>(ScriptProcess.command(main));
            command.addAll(options);
            return run(scripts, command, limit, junit);
        } catch (IOException e) {
            System.err.println("bpfsh: " + e.getMessage());
            return ExitStatus.UNCAUGHT;
        } finally {
            reported.countDown();
        }
    }

    private int run(List<Path> scripts, List<String> command, Duration limit, Optional<Path> junit)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var report = new TextReport(scripts, style, verbose);
        run(scripts, command, limit, report);
        boolean written = junit.isEmpty() || write(junit.get());
        var time = Duration.ofNanos(System.nanoTime() - begun);
        out.println(report.summary(results, scripts.size() - results.size(), time));
        out.flush();
        if (stopped) {
            return ExitStatus.INTERRUPTED;
        }
        return written && results.stream().noneMatch(each -> ScriptResult.isBad(each.end()))
                ? ExitStatus.DONE
                : ExitStatus.UNCAUGHT;
    }

    private boolean write(Path junit) {
        try {
            JUnitReport.write(junit, results);
            return true;
        } catch (IOException e) {
            System.err.println("bpfsh: " + Printable.of(junit.toString()) + ": cannot be written: " + e);
            return false;
        }
    }

    /** What a CI that has enough of it sends ends this process, and must end the script's too. */
    private void end() {
        stop();
        try {
            reported.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void stop() {
        stopped = true;
        if (process != null) {
            process.stop();
        }
    }

    private synchronized void begin(ScriptProcess begun) {
        process = begun;
        if (stopped) {
            process.stop();
        }
    }

    @SuppressWarnings("try")
    private void run(List<Path> scripts, List<String> command, Duration limit, TextReport report)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("bpfsh-test");
        begin(new ScriptProcess(command, folder, limit));
        try (var interrupts = Interrupts.stopWith(this::stop)) {
            for (var script : scripts) {
                if (stopped) {
                    return;
                }
                if (live) {
                    out.print(style.cut("running  " + Printable.of(script.toString())));
                    out.flush();
                }
                var result = process.run(script);
                results.add(result);
                if (live) {
                    out.print(CLEAR_LINE);
                }
                report.lines(result).forEach(out::println);
                out.flush();
            }
        } finally {
            delete(folder);
        }
    }

    /** As far as it can: what a script has left behind may still write there, and the report is worth more. */
    private static void delete(Path folder) {
        try {
            deleteAll(folder);
        } catch (IOException e) {
            System.err.println("bpfsh: " + Printable.of(folder.toString()) + ": cannot be removed: " + e);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failed) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
