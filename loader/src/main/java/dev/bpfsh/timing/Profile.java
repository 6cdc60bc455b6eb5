// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.timing;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of this process went, phase by phase.
 *
 * <pre>
 * from   took  ms, from the start of the process
 *    0     30  launcher
 *   30     96  JVM
 *  126     21  command line
 *  147     11  look for the script in the cache
 *  158    240  script
 *  161     48    bind libbpf
 * </pre>
 */
public final class Profile {
    // Of starttime in proc_pid_stat(5), where it is the 20th behind the name: USER_HZ is 100 wherever BPF is.
    private static final int START_TIME = 19;
    private static final double TICKS_A_SECOND = 100;

    private final Thread main = Thread.currentThread();
    private final long mainBegun;
    private final long asked = System.nanoTime();

    private Profile(long mainBegun) {
        this.mainBegun = mainBegun;
    }

    /**
     * Keeps all phases from now on and prints them when the process ends.
     *
     * @param mainBegun when {@code main} has begun, on the calling thread, by {@link System#nanoTime}
     */
    public static void printAtEnd(long mainBegun, PrintStream out) {
        var profile = begin(mainBegun);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> profile.lines().forEach(out::println), "bpfsh-timing"));
    }

    /** Keeps all phases from now on. */
    static Profile begin(long mainBegun) {
        Phase.keep();
        return new Profile(mainBegun);
    }

    /** A line for each phase, as they began; what is part of another on the same thread is indented under it. */
    List<String> lines() {
        // What is before main is asked for only now, as the answer takes some milliseconds of its own.
        long jvm = System.nanoTime()
                - (System.currentTimeMillis()
                                - ManagementFactory.getRuntimeMXBean().getStartTime())
                        * 1_000_000;
        long start = Math.min(jvm, System.nanoTime() - ageNanos());
        List<Phase> phases = new ArrayList<>(List.of(
                Phase.over("launcher", main, start, jvm),
                Phase.over("JVM", main, jvm, mainBegun),
                Phase.over("command line", main, mainBegun, asked)));
        phases.addAll(Phase.all());
        phases.sort(Comparator.comparingLong(Phase::begun));
        List<String> lines = new ArrayList<>(List.of("from   took  ms, from the start of the process"));
        for (var phase : phases) {
            long depth = phases.stream().filter(other -> other.holds(phase)).count();
            lines.add(String.format(
                    Locale.ROOT,
                    "%4d %6s  %s%s%s",
                    millis(phase.begun() - start),
                    phase.took() < 0 ? "-" : String.valueOf(millis(phase.took())),
                    "  ".repeat((int) depth),
                    phase.name(),
                    phase.thread() == main ? "" : "  (" + phase.thread().getName() + ")"));
        }
        return lines;
    }

    private static long millis(long nanos) {
        return Math.round(nanos / 1e6);
    }

    /** How long this process has been there, its launcher included, which it was before; to 10 ms. */
    private static long ageNanos() {
        try {
            var stat = Files.readString(Path.of("/proc/self/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
            return (long) ((Double.parseDouble(uptime) - Long.parseLong(fields[START_TIME]) / TICKS_A_SECOND) * 1e9);
        } catch (IOException none) {
            return 0;
        }
    }
}
