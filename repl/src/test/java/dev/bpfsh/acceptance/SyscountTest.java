// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.JsonLines;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class SyscountTest {
    private static final int BYTES = 20_000;

    @TempDir
    Path home;

    /** A process that waits for a line, and then reads and writes as many bytes, each by itself. */
    private static Process copier() throws Exception {
        return new ProcessBuilder(
                        "sh", "-c", "read go; exec dd if=/dev/zero of=/dev/null bs=1 count=" + BYTES + " status=none")
                .start();
    }

    private static void begin(Process copier) throws Exception {
        try (var go = copier.outputWriter()) {
            go.write("go\n");
        }
        assertThat(copier.waitFor()).isZero();
    }

    // The last line may be half written.
    private static long calls(Process process, String out) {
        var events = JsonLines.of(out.substring(0, out.lastIndexOf('\n') + 1)).stream()
                .filter(event -> event.get("pid").equals((int) process.pid()))
                .toList();
        return sum(events, "count");
    }

    private static long sum(List<Map<String, Object>> events, String key) {
        return events.stream()
                .mapToLong(event -> ((Number) event.get(key)).longValue())
                .sum();
    }

    @Test
    void eachCallOfAProcessIsCountedAndTimed() throws Exception {
        var copier = copier();
        try (var bpfsh = Bpfsh.in(home).start("syscount", "-L", "--pid", Long.toString(copier.pid()))) {
            bpfsh.awaitOut("^CALL +COUNT +TOTAL US +AVERAGE US$");
            begin(copier);
            // It ends with the process that it watches.
            var rows = bpfsh.end()
                    .exits(0)
                    .errIs("")
                    .out()
                    .lines()
                    .map(line -> line.split(" +"))
                    .filter(cells -> cells.length == 4 && !cells[0].equals("CALL"))
                    .toList();
            for (var call : List.of("read", "write")) {
                var its = rows.stream().filter(cells -> cells[0].equals(call)).toList();
                // What the map is asked for while it is being added to may be off by one a CPU, each second.
                assertThat(its.stream()
                                .mapToLong(cells -> Long.parseLong(cells[1]))
                                .sum())
                        .as(call)
                        .isBetween(BYTES - 200L, BYTES + 200L);
                assertThat(its).allSatisfy(cells -> assertThat(Double.parseDouble(cells[2]))
                        .isCloseTo(
                                Double.parseDouble(cells[3]) * Long.parseLong(cells[1]),
                                within(0.05 * Long.parseLong(cells[1]) + 1)));
            }
            assertThat(rows)
                    .extracting(cells -> cells[0])
                    .contains("execve", "openat")
                    .doesNotContain("clone");
        }
    }

    @Test
    void processesAreCountedButNotItself() throws Exception {
        var copier = copier();
        try (var bpfsh = Bpfsh.in(home).start("syscount", "-P", "--json", "--top", "100")) {
            bpfsh.awaitOut("\"count\"");
            begin(copier);
            bpfsh.awaitOut("\\{\"pid\":" + copier.pid() + ",\"comm\":\"\\w+\",\"count\":");
            Eventually.holds(() -> assertThat(calls(copier, bpfsh.out())).isGreaterThan(2L * BYTES - 200));
            var out = bpfsh.signal("INT").end().exits(130).errIs("").out();
            assertThat(calls(copier, out)).isLessThan(2L * BYTES + 1_000);
            var events = JsonLines.of(out);
            assertThat(events).noneMatch(event -> event.get("pid").equals((int) bpfsh.pid()));
        }
    }

    @Test
    void theMostFrequentComeFirstAndTheRestIsLeftOut() {
        var out = Bpfsh.in(home)
                .run("syscount", "--seconds", "2", "--top", "3")
                .succeeds()
                .out();
        var blocks = out.split("\n\n");
        assertThat(blocks).hasSize(2);
        for (var block : blocks) {
            var lines = block.lines().toList();
            assertThat(lines.get(0)).matches("CALL +COUNT");
            assertThat(lines).hasSizeBetween(2, 4);
            assertThat(lines.stream().skip(1).map(line -> -Long.parseLong(line.replaceAll(".* ", ""))))
                    .isSorted();
        }
    }

    @Test
    void wrongNumbersAreRefused() {
        Bpfsh.in(home).run("syscount", "--top", "0").exits(2).errContains("--top: must be 1 or more");
    }
}
