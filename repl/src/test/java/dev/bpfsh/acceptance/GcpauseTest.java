// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bpfsh gcpause}, beside what the JVM's own log says of the same pauses. */
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.UPROBE, Feature.HOTSPOT_PROBES})
class GcpauseTest {
    private static final int TIMES = 20;
    // What each collector calls the work that it stops all threads for, on all JDKs.
    private static final Pattern PAUSE =
            Pattern.compile("Safepoint \"(?:\\w*Collect\\w*|G1\\w+|ParallelGC\\w+|Z\\w+)\",.* Total: *(\\d+) ns");

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"SerialGC", "G1GC", "ZGC"})
    void thePausesAreThoseOfTheJvmsOwnLog(String collector) throws Exception {
        var log = home.resolve("safepoints");
        var classes = Path.of(CollectingProcess.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        var jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+Use" + collector,
                        "-Xlog:safepoint:file=" + log,
                        "-cp",
                        classes.toString(),
                        CollectingProcess.class.getName(),
                        "" + TIMES)
                .start();
        try (var bpfsh = Bpfsh.in(home).start("gcpause", "--pid", "" + jvm.pid(), "--interval", "1", "--json")) {
            bpfsh.awaitErr(" pauses, ");
            jvm.getOutputStream().write('\n');
            jvm.getOutputStream().flush();
            assertThat(new BufferedReader(new InputStreamReader(jvm.getInputStream())).readLine())
                    .isEqualTo("collected");
            jvm.getOutputStream().close();

            var result = bpfsh.end().exits(0);
            var pauses = PAUSE.matcher(Files.readString(log)).results().toList();
            assertThat(pauses).hasSizeGreaterThanOrEqualTo(TIMES);
            double milliseconds = pauses.stream()
                            .mapToLong(pause -> Long.parseLong(pause.group(1)))
                            .sum()
                    / 1e6;
            var said = Pattern.compile("(\\d+) pauses, ([0-9.]+) ms, longest ").matcher(result.err());
            assertThat(said.results().reduce((first, last) -> last)).hasValueSatisfying(last -> {
                // A JVM may have had some before we came.
                assertThat(Integer.parseInt(last.group(1))).isBetween(pauses.size() - 4, pauses.size());
                assertThat(Double.parseDouble(last.group(2)))
                        .isBetween(milliseconds * 0.7 - 2, milliseconds * 1.3 + 10);
            });
            var last = result.out().lines().reduce((a, b) -> b).orElseThrow();
            assertThat(last).startsWith("{\"unit\":\"usecs\",\"count\":").contains("\"buckets\":[{\"from\":");
        } finally {
            jvm.destroyForcibly();
        }
    }

    @Test
    void withoutOptionsItWatchesItsOwnJvmAndSaysSoAtCtrlC() {
        try (var bpfsh = Bpfsh.in(home).start("gcpause", "--interval", "1")) {
            bpfsh.awaitErr("^[1-9]\\d* pauses, .* ms, longest [0-9.,]+ ms$");
            var before = bpfsh.out()
                    .lines()
                    .filter(line -> line.startsWith("usecs "))
                    .count();
            var result = bpfsh.signal("INT").end().exits(130);
            assertThat(result.out().lines().filter(line -> line.startsWith("usecs ")))
                    .hasSizeGreaterThan((int) before);
            result.outFinds("^\\[\\d+K?, \\d+K?\\) +\\d+ \\|@");
        }
    }

    @Test
    void aProcessThatIsNoJvmIsSaid() throws Exception {
        var sleep = new ProcessBuilder("sleep", "100").start();
        try {
            Bpfsh.in(home)
                    .run("gcpause", "--pid", "" + sleep.pid())
                    .exits(1)
                    .errContains("it runs no code of libjvm.so", "it is sleep");
        } finally {
            sleep.destroyForcibly();
        }
    }
}
