// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.util.List;
import java.util.function.UnaryOperator;

/** The shell beside jshell and bpftrace, each driven as by a person at a terminal. */
final class ShellRows {
    private static final Program BPFSH = Program.of("bpfsh", "./bpfsh");
    private static final Program MINIMAL = BPFSH.with("minimal").attached();
    // The same place in the kernel and, as in minimal, a condition that few processes fulfil.
    private static final Program BPFTRACE = Program.of(
                    "bpftrace",
                    "bpftrace",
                    "-e",
                    "tracepoint:syscalls:sys_enter_write /pid == 1/ { printf(\"hit\\n\"); }")
            .attached();
    /** Prints 2 and leaves jshell. */
    private static final String ONE_LINE = "bench/one-line.jsh";

    private static final String SUM = "1+1\r";
    private static final String VALUE = "==> 2\n";
    private static final String LINE = "var total = 12 * first + \"text\" + second - third / fourth + ";

    private ShellRows() {}

    static List<Row> of(Jdk jdk) {
        var jshell = Program.of("jshell", jdk.jshell());
        var local = Program.of("jshell local", jdk.jshell(), "--execution", "local");
        var warm = jdk.program("bpfsh", "dev.bpfsh.repl.WarmSession");
        var warmPeer = jdk.program("JShell", "dev.bpfsh.bench.WarmJShell");
        return List.of(
                both(
                        "prompt",
                        "from start to the prompt, where a typed key is shown",
                        local,
                        shell -> shell.prompt().send("7").see("7"),
                        Bar.ratioAtMost(0.35)),
                both(
                        "first-value",
                        "from start to the value of 1+1, typed at once",
                        local,
                        shell -> shell.send(SUM).see(VALUE),
                        Bar.ratioAtMost(0.7)),
                row(
                        "attached-again",
                        "from start to attached, minimal from the cache",
                        MINIMAL,
                        BPFTRACE,
                        Bar.ratioAtMost(0.8)),
                row(
                        "nothing",
                        "from start to end, a JVM that does nothing; beside the same",
                        Program.of("a JVM", jdk.java(), "-cp", "bench/target/classes", "dev.bpfsh.bench.Nothing")
                                .ended(),
                        BPFTRACE,
                        Bar.NONE),
                row(
                        "attached-first",
                        "from start to attached, minimal's first run ever; beside a script's one line",
                        MINIMAL.withEmptyCache(),
                        local.with(ONE_LINE).see("2\n"),
                        Bar.ratioAtMost(1)),
                row(
                        "evaluate",
                        "from start to end, bpfsh -e '1+1' again; beside a script that prints 1+1",
                        BPFSH.with("-e", "1+1").see("2\n").ended(),
                        jshell.with(ONE_LINE).see("2\n").ended(),
                        Bar.ratioAtMost(0.4)),
                both(
                        "second-value",
                        "a second 1+1 in a session",
                        local,
                        shell -> shell.prompt()
                                .send(SUM)
                                .see(VALUE)
                                .prompt()
                                .from()
                                .send(SUM)
                                .see(VALUE),
                        Bar.atMost(30)),
                row(
                        "members",
                        "Tab behind minimal., the second in a session; beside text.",
                        tab(BPFSH, "var minimal = open(\"minimal\")", "minimal.", "load()", "attach("),
                        tab(local, "var text = \"text\"", "text.", "length()", "charAt("),
                        Bar.atMost(50)),
                row(
                        "names",
                        "Tab inside open(\"m, the second in a session; beside Math.m",
                        tab(BPFSH, "1+1", "open(\"m", "inimal\")", "minimal_ns"),
                        tab(local, "1+1", "Math.m", "ax(1, 2)", "min("),
                        Bar.atMost(50)),
                both(
                        "key",
                        "a key behind a line of 60 letters, to its place on the screen",
                        local,
                        shell -> shell.prompt()
                                .send(SUM)
                                .prompt()
                                .send(LINE)
                                .see(LINE)
                                .from()
                                .send("7")
                                .see("7"),
                        Bar.atMost(16)),
                new Row("warm", "inside a warm JVM: the value of 1+1", "value-ms", warm, warmPeer, Bar.atMost(30)),
                new Row("warm", "the same: members of minimal.", "members-ms", warm, warmPeer, Bar.atMost(50)),
                new Row("warm", "the same: the colours of a line", "highlight-ms", warm, warmPeer, Bar.atMost(1)),
                new Row("warm", "the same: names inside open(\"m", "names-ms", warm, warmPeer, Bar.atMost(50)),
                new Row(
                        "memory",
                        "resident memory at an idle prompt (PSS of all its processes)",
                        "MiB",
                        BPFSH.prompt().idleMemory(),
                        jshell.prompt().idleMemory(),
                        Bar.ratioAtMost(1)));
    }

    /** Asks twice what could follow a beginning; in between that line is ended and evaluated. */
    private static Program tab(Program shell, String first, String beginning, String end, String offered) {
        return shell.prompt()
                .send(first + "\r")
                .prompt()
                .send(beginning)
                .see(beginning)
                .send("\t")
                .see(offered)
                .send(end + "\r")
                .prompt()
                .send(beginning)
                .see(beginning)
                .from()
                .send("\t")
                .see(offered);
    }

    private static Row both(String name, String what, Program peer, UnaryOperator<Program> steps, Bar bar) {
        return row(name, what, steps.apply(BPFSH), steps.apply(peer), bar);
    }

    private static Row row(String name, String what, Program ours, Program peer, Bar bar) {
        return new Row(name, what, "ms", ours, peer, bar);
    }
}
