// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What is measured inside a JVM, by JMH. This process is one of JMH's forks: {@code bench/run} starts one a run. */
public final class Jmh {
    private static final TimeValue ITERATION = TimeValue.milliseconds(200);

    private Jmh() {}

    /** Prints the time that a call of each benchmark of a class takes, as {@code METHOD-UNIT VALUE}. */
    public static void printTimes(Class<?> benchmarks, TimeUnit unit, String symbol) throws RunnerException {
        print(benchmarks, Mode.AverageTime, unit, "-" + symbol);
    }

    /** Prints how often each benchmark of a class is done in a second, as {@code METHOD-per-s VALUE}. */
    static void printRates(Class<?> benchmarks) throws RunnerException {
        print(benchmarks, Mode.Throughput, TimeUnit.SECONDS, "-per-s");
    }

    private static void print(Class<?> benchmarks, Mode mode, TimeUnit unit, String suffix) throws RunnerException {
        var options = new OptionsBuilder()
                .include(benchmarks.getName() + "\\.")
                .mode(mode)
                .timeUnit(unit)
                .forks(0)
                .warmupIterations(5)
                .warmupTime(ITERATION)
                .measurementIterations(5)
                .measurementTime(ITERATION)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .build();
        for (var result : new Runner(options).run()) {
            var measured = result.getPrimaryResult();
            System.out.println(measured.getLabel() + suffix + " " + measured.getScore());
        }
    }
}
