// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts and ends on the machine, through a ring buffer and a perf buffer; other processes come and go meanwhile. */
@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel(Feature.BPF)
class BootstrapTest {
    private static final String HEAD = "^TIME +EVENT COMM +PID +PPID FILENAME/EXIT CODE$";
    private static final int MANY = 2_000;
    private static final long SELF = ProcessHandle.current().pid();

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"bootstrap", "bootstrap_legacy"})
    void showsWhatStartsAndEnds(String script) throws Exception {
        try (var bpfsh = Bpfsh.in(home).start(script)) {
            bpfsh.awaitOut(HEAD);
            long exits = run("/bin/sh", "-c", "exit 3");
            long killed = run("/bin/sh", "-c", "kill -9 $$");
            bpfsh.awaitOut(row("EXEC", "sh", exits, SELF, "/bin/sh"))
                    .awaitOut(row("EXIT", "sh", exits, SELF, "3, after \\d+ ms"))
                    .awaitOut(row("EXIT", "sh", killed, SELF, "137, after \\d+ ms"))
                    .signal("INT")
                    .end()
                    .exits(130)
                    .errIs("");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bootstrap", "bootstrap_legacy"})
    void underLoadAllAreShownOrThoseThatAreNotAreCounted(String script) throws Exception {
        try (var bpfsh = Bpfsh.in(home).timeout(Duration.ofMinutes(2)).start(script)) {
            bpfsh.awaitOut(HEAD);
            long first = runMany();
            awaitReadOfEachCpu(bpfsh, 20);

            // Nobody reads meanwhile, and no buffer is as large as that.
            bpfsh.signal("STOP");
            long second = runMany();
            bpfsh.signal("CONT");
            awaitReadOfEachCpu(bpfsh, 120);
            var result = bpfsh.signal("INT").end().exits(130);

            var lost = Pattern.compile("^lost (\\d+) events, which came faster than they were read\n$")
                    .matcher(result.err());
            assertThat(lost.matches()).as(result.err()).isTrue();
            long count = Long.parseLong(lost.group(1));
            long shown = rowsOfChildren(bpfsh, first);
            long shownLater = rowsOfChildren(bpfsh, second);
            assertThat(shown).isBetween(1L, 2L * MANY);
            assertThat(shownLater).isLessThan(2 * MANY);
            assertThat(shown + shownLater + count).isGreaterThanOrEqualTo(4 * MANY);
        }
    }

    @Test
    void onlyTheLongOnesAreShownAtTheirEndWhenAsked() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("bootstrap", "--json", "-d", "200")) {
            bpfsh.awaitOut("^\\{", () -> run("/bin/sleep", "0.25"));
            long quick = runQuickly();
            long slow = run("/bin/sleep", "0.25");
            bpfsh.awaitOut("^\\{\"time\":\"\\d\\d:\\d\\d:\\d\\d\",\"event\":\"EXIT\",\"comm\":\"sleep\",\"pid\":" + slow
                    + ",\"ppid\":" + SELF + ",\"exit_code\":0,\"duration_ms\":\\d{3,}}$");
            var out = bpfsh.signal("INT").end().exits(130).out();
            assertThat(out).doesNotContain("EXEC").doesNotContain("\"pid\":" + quick + ",");
        }
    }

    @Test
    void jsonNamesEachPartAndKeepsItsType() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("bootstrap_legacy", "--json")) {
            bpfsh.awaitOut("\"exit_code\":3,", () -> run("/bin/sh", "-c", "exit 3"));
            long pid = run("/bin/sh", "-c", "exit 3");
            bpfsh.awaitOut("^\\{\"time\":\".{8}\",\"event\":\"EXEC\",\"comm\":\"sh\",\"pid\":" + pid + ",\"ppid\":"
                            + SELF + ",\"filename\":\"/bin/sh\"}$")
                    .awaitOut("^\\{\"time\":\".{8}\",\"event\":\"EXIT\",\"comm\":\"sh\",\"pid\":" + pid + ",\"ppid\":"
                            + SELF + ",\"exit_code\":3,\"duration_ms\":\\d+}$");
            bpfsh.signal("INT").end().exits(130).errIs("");
        }
    }

    @Test
    void aDurationThatIsNoneIsRefused() {
        Bpfsh.in(home).run("bootstrap", "-d", "soon").exits(2).errContains("soon", "-d");
        Bpfsh.in(home).run("bootstrap", "-d", "-1").exits(2).errContains("-d");
    }

    private static String row(String event, String comm, long pid, long parent, String last) {
        return "^\\d\\d:\\d\\d:\\d\\d " + event + " +" + comm + " +" + pid + " +" + parent + " " + last + "$";
    }

    private static long rowsOfChildren(Running bpfsh, long parent) {
        var row = Pattern.compile("(?m)^\\S+ EX(EC|IT) +true +\\d+ +" + parent + " ");
        return row.matcher(bpfsh.out()).results().count();
    }

    private static long runMany() throws IOException, InterruptedException {
        return run("/bin/sh", "-c", "i=0; while [ $i -lt " + MANY + " ]; do /bin/true; i=$((i + 1)); done");
    }

    // What came before on the CPU has been read when this is shown; what its buffer has lost it tells with the next
    // event
    // that finds room.
    private static void awaitReadOfEachCpu(Running bpfsh, int code) throws Exception {
        for (int cpu : cpus()) {
            var status = Integer.toString(code + cpu % 100);
            bpfsh.awaitOut(
                    " EXIT +sh +\\d+ +" + SELF + " " + status + ", after \\d+ ms$",
                    () -> run("taskset", "-c", Integer.toString(cpu), "/bin/sh", "-c", "exit " + status));
        }
    }

    // Those that this process may use.
    private static List<Integer> cpus() throws IOException {
        var ranges =
                Files.readString(Path.of("/proc/self/status")).replaceAll("(?s).*Cpus_allowed_list:\\s*(\\S+).*", "$1");
        return Stream.of(ranges.split(","))
                .map(range -> range.split("-"))
                .flatMap(ends -> IntStream.rangeClosed(
                                Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                        .boxed())
                .toList();
    }

    // On a machine that is busy not each ends before the 200 ms are over.
    private static long runQuickly() throws IOException, InterruptedException {
        for (int i = 0; i < 100; i++) {
            long begun = System.nanoTime();
            long pid = run("/bin/true");
            if (System.nanoTime() - begun < 200_000_000) {
                return pid;
            }
        }
        throw new AssertionError("this machine is too slow for the test");
    }

    private static long run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        process.waitFor();
        return process.pid();
    }
}
