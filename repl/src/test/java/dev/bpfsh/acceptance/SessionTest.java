// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Sessions typed in a terminal, from their beginning to their end. */
@Execution(ExecutionMode.CONCURRENT)
class SessionTest {
    private static final String PROMPT = "bpfsh> ?$";

    @TempDir
    Path home;

    @Test
    void whatWasTypedIsThereNextTime() throws Exception {
        var bpfsh = Bpfsh.in(home).env("XDG_STATE_HOME", null);
        try (var first = bpfsh.terminal(80, 24)) {
            first.await(PROMPT);
            first.enter("int answer = 6 * 7");
            first.await("(?m)^answer ==> 42$");
            first.press("C-d");
            assertThat(first.awaitEnd()).isZero();
        }
        var history = home.resolve(".local/state/bpfsh/history");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        try (var second = bpfsh.terminal(80, 24)) {
            second.await(PROMPT);
            second.press("Up");
            second.await("bpfsh> int answer = 6 \\* 7");
        }
    }

    @Test
    void aHistoryThatCannotBeKeptIsSaidOnce() {
        try (var terminal = Bpfsh.in(home).env("XDG_STATE_HOME", "/proc/none").terminal(80, 24)) {
            terminal.await("(?s)history.*" + PROMPT);
            terminal.enter("1 + 1");
            terminal.await("(?m)^\\$1 ==> 2$");
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
            assertThat(terminal.everything().lines().filter(line -> line.contains("history")))
                    .hasSize(1);
        }
    }

    @Test
    void ctrlCStopsWhatRunsAndTheSessionLivesOn() {
        try (var terminal = Bpfsh.in(home).terminal(80, 24)) {
            terminal.await(PROMPT);
            terminal.enter("int kept = 7");
            terminal.await("kept ==> 7");
            for (var busy : new String[] {"while (true) {}", "Thread.sleep(100000)"}) {
                terminal.enter("System.out.println(\"begun\"); " + busy);
                terminal.await("(?s)\\Q" + busy + "\\E\nbegun$");
                terminal.press("C-c");
                terminal.await("(?s)\\Q" + busy + "\\E.*stopped\n" + PROMPT);
            }
            for (int i = 0; i < 10; i++) {
                terminal.press("C-l").await("\\A" + PROMPT);
                // Whether the snippet has begun or not, the prompt is back.
                terminal.type("Thread.sleep(100000)").press("Enter", "C-c");
                terminal.await("100000\\)(\\^C|\nstopped)\n" + PROMPT);
            }
            terminal.type("half a line");
            terminal.press("C-c");
            terminal.await("(?s)half a line.*\n" + PROMPT);
            terminal.enter("kept + 1");
            terminal.await("(?m)==> 8$");
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void leavingInAnyWayDetaches() throws Exception {
        for (var leaving : new String[] {"exit(3)", "/exit 3", "System.exit(3)"}) {
            var footprint = new Footprint();
            try (var terminal = attached(footprint)) {
                terminal.enter(leaving);
                assertThat(terminal.awaitEnd()).as(leaving).isEqualTo(3);
            }
            footprint.assertGone();
        }
        // The window is closed with everything open: a hang-up.
        var footprint = new Footprint();
        attached(footprint).close();
        footprint.assertGone();
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void resetDetachesAndForgets() throws Exception {
        var footprint = new Footprint();
        try (var terminal = attached(footprint)) {
            terminal.enter("/reset");
            terminal.await("(?s)closed everything.*" + PROMPT);
            footprint.assertObjectsGone();
            terminal.enter("minimal");
            terminal.await("cannot find variable minimal");
        }
    }

    private Terminal attached(Footprint footprint) {
        var terminal = Bpfsh.in(home).terminal(80, 24);
        terminal.await(PROMPT);
        terminal.enter("var minimal = open(\"minimal\")");
        terminal.await("then load\\(\\)\n  read .*\n" + PROMPT);
        terminal.enter("minimal.load()");
        terminal.enter("minimal.attach()");
        terminal.await("handle_tp attached");
        assertThat(footprint.look(terminal.pid()).hasProgram()).isTrue();
        return terminal;
    }
}
