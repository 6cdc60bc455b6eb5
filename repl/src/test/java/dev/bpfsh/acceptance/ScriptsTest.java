// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.bpfsh.acceptance.BundledScript.Trait;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.Result;
import dev.bpfsh.testing.Running;
import dev.bpfsh.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every script of {@code scripts/}, whatever it shows: how it ends, and that the machine is then as it
 * was. Each start looks at several things at once: there are many scripts.
 */
@RequiresKernel({Feature.BPF, Feature.TRACEFS, Feature.ROOT, Feature.MOUNT_NAMESPACE, Feature.NETWORK_NAMESPACE})
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class ScriptsTest extends SandboxedTest {
    private static final int CLOSED_PIPE = 141;
    private static final int NARROW = 40;

    static Stream<BundledScript> all() {
        return BundledScript.harmless(BundledScript.all().stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void itWritesJsonUntilItsTimeIsOverOrNobodyReads(BundledScript script) throws Exception {
        // On a busy machine three seconds may be too few for anything to happen.
        script.run(() -> assertThat(writesJson(script, 3) || writesJson(script, 30))
                .as("writes something")
                .isTrue());
    }

    private boolean writesJson(BundledScript script, int seconds) throws Exception {
        var status = home.resolve("status");
        Files.deleteIfExists(status);
        var pipe = "{ \"$@\"; echo $? >" + status + "; } | head -n 3";
        try (var running = bpfsh().under("sh", "-c", pipe, "sh")
                .start(script.command("--json", "--seconds", Integer.toString(seconds)))) {
            awaitProgram(footprint, running.pid(), () -> Files.exists(status));
            var piped = running.end();
            var result = new Result(Integer.parseInt(Files.readString(status).strip()), piped.out(), piped.err());
            if (notHere(script, result)) {
                return true;
            }
            assertThat(result.status()).as("%s", result).isIn(0, CLOSED_PIPE);
            // Likewise events may come faster than they are read.
            assertThat(result.err().replaceAll("(?m)^.*\\blost\\b.*\n", ""))
                    .as("%s", result)
                    .matches(script.needs().says());
            assertAllObjects(result.out());
            return !result.out().isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @OnOneJdk
    void killedItLeavesNothing(BundledScript script) throws Exception {
        script.run(() -> {
            try (Running running = bpfsh().start(script.command())) {
                awaitShowing(footprint, running.pid(), running::ended, SHOWING / 2);
                var result = (running.ended() ? running : running.signal("KILL")).end();
                if (!notHere(script, result)) {
                    assertThat(result.status()).as("%s", result).isIn(script.is(Trait.ENDS_BY_ITSELF) ? 0 : 137, 137);
                    assertThat(result.out()).as("plain where it is no terminal").doesNotContain("\u001b");
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    @OnOneJdk
    void inANarrowTerminalNoLineWrapsAndCtrlCEndsIt(BundledScript script) throws Exception {
        script.run(() -> assertThat(showsInATerminal(script, SHOWING) || showsInATerminal(script, 20 * SHOWING))
                .as("shows something")
                .isTrue());
    }

    private boolean showsInATerminal(BundledScript script, long millis) throws Exception {
        var err = home.resolve("err");
        var bpfsh = bpfsh().env("NO_COLOR", null).under("sh", "-c", "exec \"$@\" 2>" + err, "sh");
        try (Terminal terminal = bpfsh.terminal(NARROW, 24, script.command())) {
            awaitShowing(footprint, terminal.pid(), terminal::ended, millis);
            terminal.press("C-c");
            int status = terminal.awaitEnd();
            var result = new Result(status, terminal.everything(), Files.readString(err));
            if (notHere(script, result)) {
                return true;
            }
            assertThat(status).as("%s", result).isIn(script.is(Trait.ENDS_BY_ITSELF) ? 0 : 130, 130);
            // The kernel's own lines are as long as they are; the echo of Ctrl-C is the terminal's.
            assertThat(terminal.wrapped())
                    .filteredOn(
                            line -> !script.traces() && line.replace("^C", "").length() > NARROW)
                    .isEmpty();
            return !result.out().replace("^C", "").isBlank();
        }
    }

    private static boolean notHere(BundledScript script, Result result) {
        if (script.is(Trait.MAY_BE_IMPOSSIBLE) && result.status() == 4) {
            script.assertSaysWhy(result);
            return true;
        }
        return false;
    }

    private static void assertAllObjects(String out) throws IOException {
        for (var line : out.lines().toList()) {
            try (var parser = new JsonFactory().createParser(line)) {
                assertThat(parser.nextToken()).as(line).isEqualTo(JsonToken.START_OBJECT);
                parser.skipChildren();
                assertThat(parser.nextToken()).as(line).isNull();
            }
        }
    }
}
