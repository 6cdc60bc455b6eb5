// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What starts and ends on the machine, through a ring buffer and a perf buffer; other processes come and go meanwhile. */
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
            bpfsh.awaitOut(row("EXIT", "sh", first, SELF, ".*"));
            long shown = rowsOfChildren(bpfsh, first);

            // Nobody reads meanwhile, and no buffer is as large as that.
            bpfsh.signal("STOP");
            long second = runMany();
            bpfsh.signal("CONT");
            runOnEachCpu();
            var result = bpfsh.signal("INT").end().exits(130);

            var lost = Pattern.compile("^lost (\\d+) events, which came faster than they were read\n$")
                    .matcher(result.err());
            assertThat(lost.matches()).as(result.err()).isTrue();
            long count = Long.parseLong(lost.group(1));
            assertThat(shown).isLessThanOrEqualTo(2 * MANY);
            assertThat(shown + count).isGreaterThanOrEqualTo(2 * MANY);
            assertThat(shown + rowsOfChildren(bpfsh, second) + count).isGreaterThanOrEqualTo(4 * MANY);
        }
    }

    @Test
    void onlyTheLongOnesAreShownAtTheirEndWhenAsked() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("bootstrap", "--json", "-d", "200")) {
            long slow = 0;
            for (int i = 0; i < 60 && bpfsh.out().isEmpty(); i++) {
                slow = run("/bin/sleep", "0.25");
                Thread.sleep(100);
            }
            long quick = run("/bin/true");
            slow = run("/bin/sleep", "0.25");
            bpfsh.awaitOut("^\\{\"time\":\"\\d\\d:\\d\\d:\\d\\d\",\"event\":\"EXIT\",\"comm\":\"sleep\",\"pid\":" + slow
                    + ",\"ppid\":" + SELF + ",\"exit_code\":0,\"duration_ms\":\\d{3,}}$");
            var out = bpfsh.signal("INT").end().exits(130).out();
            assertThat(out).doesNotContain("EXEC").doesNotContain("\"pid\":" + quick + ",");
        }
    }

    @Test
    void jsonNamesEachPartAndKeepsItsType() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("bootstrap_legacy", "--json", "--seconds", "4")) {
            long last = 0;
            for (int i = 0; i < 60 && !bpfsh.out().contains(",\"pid\":" + last + ","); i++) {
                last = run("/bin/sh", "-c", "exit 3");
                Thread.sleep(100);
            }
            bpfsh.end()
                    .succeeds()
                    .outFinds("^\\{\"time\":\".{8}\",\"event\":\"EXEC\",\"comm\":\"sh\",\"pid\":" + last + ",\"ppid\":"
                            + SELF + ",\"filename\":\"/bin/sh\"}$")
                    .outFinds("^\\{\"time\":\".{8}\",\"event\":\"EXIT\",\"comm\":\"sh\",\"pid\":" + last + ",\"ppid\":"
                            + SELF + ",\"exit_code\":3,\"duration_ms\":\\d+}$")
                    .errIs("");
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

    // A CPU's buffer says what it has lost when the next event finds room.
    private static void runOnEachCpu() throws IOException, InterruptedException {
        Thread.sleep(500);
        for (int cpu = 0; cpu < Runtime.getRuntime().availableProcessors(); cpu++) {
            run("taskset", "-c", Integer.toString(cpu), "/bin/true");
        }
    }

    private static long run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).inheritIO().start();
        process.waitFor();
        return process.pid();
    }
}
