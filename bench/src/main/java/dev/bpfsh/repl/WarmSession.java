// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.bench.Jmh;
import dev.bpfsh.complete.Completer;
import dev.bpfsh.complete.Completion;
import dev.bpfsh.host.Bundled;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.view.Theme;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jline.utils.AttributedString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.RunnerException;

/**
 * A session that has been in use for some time, without the terminal, as {@code WarmJShell}; in the package that has the
 * highlighter.
 */
@State(Scope.Thread)
public class WarmSession {
    private static final String LINE = "var links = minimal.program(\"handle_tp\").attach(tracepoint(\"syscalls\"));";

    private final JavaHighlighter highlighter =
            new JavaHighlighter(() -> new Theme(256, true), "/list"::equals, new KnownNames());
    private Evaluator evaluator;
    private Completer completer;
    private boolean other;

    public static void main(String[] args) throws RunnerException {
        Jmh.printTimes(WarmSession.class, TimeUnit.MILLISECONDS, "ms");
    }

    /** Begins it. */
    @Setup
    public void begin() {
        evaluator = new Evaluator(Bundled.prelude());
        evaluator.eval("var minimal = open(\"minimal\")");
        completer = new Completer(evaluator);
    }

    /** Ends it. */
    @TearDown
    public void end() {
        evaluator.eval("minimal.close()");
        evaluator.close();
    }

    @Benchmark
    public List<?> value() {
        return evaluator.eval("1+1");
    }

    @Benchmark
    public Completion members() {
        // In turn, as the newest answer is kept.
        other = !other;
        var text = other ? "minimal." : "var it = minimal.";
        return completer.complete(text, text.length());
    }

    /** As at each key. */
    @Benchmark
    public AttributedString highlight() {
        return highlighter.highlight(LINE, LINE.length(), null);
    }

    @Benchmark
    public Completion names() {
        return completer.complete("open(\"m", "open(\"m".length());
    }
}
