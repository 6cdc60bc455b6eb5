// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jshell.JShell;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.RunnerException;

/** What a warm session of bpfsh stands on, alone. */
@State(Scope.Thread)
public class WarmJShell {
    private JShell shell;

    public static void main(String[] args) throws RunnerException {
        Jmh.printTimes(WarmJShell.class, TimeUnit.MILLISECONDS, "ms");
    }

    /** Begins it. */
    @Setup
    public void begin() {
        shell = JShell.builder().executionEngine("local").build();
        shell.eval("var text = \"text\";");
    }

    /** Ends it. */
    @TearDown
    public void end() {
        shell.close();
    }

    @Benchmark
    public List<?> value() {
        return shell.eval("1+1");
    }

    @Benchmark
    public List<?> members() {
        return shell.sourceCodeAnalysis().completionSuggestions("text.", "text.".length(), new int[1]);
    }

    @Benchmark
    public List<?> names() {
        return shell.sourceCodeAnalysis().completionSuggestions("Math.m", "Math.m".length(), new int[1]);
    }
}
