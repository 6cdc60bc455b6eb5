// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.expect.TestLog;
import dev.bpfsh.expect.TestLog.End;
import dev.bpfsh.expect.TestLog.Entry;
import dev.bpfsh.expect.Tests;
import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.Problem;
import dev.bpfsh.host.Script;
import dev.bpfsh.libbpf.BpfException;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Collectors;

/** A script that another bpfsh runs as a test: it has a time limit, and tells how it ended. */
final class Tested {
    private final TestLog log;
    private final String name;
    private final long begun = System.nanoTime();
    private volatile Script script;

    private Tested(TestLog log, String name) {
        this.log = log;
        this.name = name;
    }

    /** The test that this process runs; its time runs from here on. */
    static Tested begin(String name) {
        var log = TestLog.ofProcess().orElseThrow();
        var tested = new Tested(log, name);
        var limit = new TimerTask() {
            @Override
            public void run() {
                tested.takesTooLong();
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(log::leaves, "bpfsh-test-leaves"));
        new Timer("bpfsh-test-limit", true).schedule(limit, log.limit().toMillis());
        return tested;
    }

    /** Tells which script it is, once it is compiled. */
    void runs(Script compiled) {
        script = compiled;
    }

    private void takesTooLong() {
        var where = script == null ? List.<StackTraceElement>of() : script.whereabouts();
        var late = new BpfException(
                "test",
                name,
                "did not end within " + log.limit().toSeconds() + " s",
                null,
                List.of(),
                "--timeout SECONDS gives it more; nobody presses Ctrl-C in tests");
        log.add(Tests.entry(TestLog.WHOLE, where, late, time()));
        Ending.abandon(ExitStatus.UNCAUGHT);
    }

    /** Tells how it ended, where that is no matter of its tests. */
    void ended(Outcome outcome) {
        if (outcome instanceof Outcome.Threw threw) {
            log.add(Tests.entry(TestLog.WHOLE, threw.frames(), threw.thrown(), time()));
        } else if (outcome instanceof Outcome.Failed failed) {
            var text = failed.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
            int line = failed.problems().get(0).line();
            log.add(new Entry(TestLog.WHOLE, End.BROKEN, text, line, time()));
        }
    }

    private Duration time() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
