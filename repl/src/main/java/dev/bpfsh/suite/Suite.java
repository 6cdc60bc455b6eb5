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
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs scripts as tests, one after the other: trace_pipe has one reader, and what they attach is in one kernel. */
public final class Suite {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final Style style;
    private final boolean live;
    private final boolean verbose;
    private final List<ScriptResult> results = new ArrayList<>();

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
     * Runs the scripts, and reports each when it has ended. Ctrl-C ends the one that runs, and the rest are not run.
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
            if (junit.isPresent()) {
                // Whether it can be written is known before anything has run.
                JUnitReport.write(junit.get(), List.of());
            }
        } catch (ScriptFiles.NoSuch | InvalidPathException e) {
            System.err.println("bpfsh: " + e.getMessage());
            return ExitStatus.USAGE;
        } catch (IOException e) {
            System.err.println("bpfsh: " + junit.map(Path::toString).orElse("") + ": cannot write: " + e);
            return ExitStatus.USAGE;
        }
        long begun = System.nanoTime();
        var report = new TextReport(scripts, style, verbose);
        boolean stopped;
        try {
            var command = new ArrayList<>(ScriptProcess.command(main));
            command.addAll(options);
            stopped = run(scripts, command, limit, report);
            if (junit.isPresent()) {
                JUnitReport.write(junit.get(), results);
            }
        } catch (IOException e) {
            System.err.println("bpfsh: " + e.getMessage());
            return ExitStatus.UNCAUGHT;
        }
        var time = Duration.ofNanos(System.nanoTime() - begun);
        out.println(report.summary(results, scripts.size() - results.size(), time));
        return stopped
                ? ExitStatus.INTERRUPTED
                : results.stream().anyMatch(each -> ScriptResult.isBad(each.end()))
                        ? ExitStatus.UNCAUGHT
                        : ExitStatus.DONE;
    }

    /** Whether it was stopped. */
    @SuppressWarnings("try")
    private boolean run(List<Path> scripts, List<String> command, Duration limit, TextReport report)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("bpfsh-test");
        var process = new ScriptProcess(command, folder, limit);
        try (var interrupts = Interrupts.stopWith(process::stop)) {
            for (var script : scripts) {
                if (process.stopped()) {
                    return true;
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
            return process.stopped();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
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
