// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.expect;

import static dev.bpfsh.expect.Expectations.expect;
import static dev.bpfsh.expect.Expectations.expectThrows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpfsh.host.Output;
import dev.bpfsh.host.Prelude;
import dev.bpfsh.host.TraceCalls;
import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.LoadFailed;
import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** What waits for the kernel finds what comes, and says why nothing does. */
@Timeout(60)
@Isolated("trace_pipe has one reader")
class ExpectationsTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    /** More nanoseconds than a long has. */
    private static final Duration LONG = Duration.ofDays(365_000);

    private static final Duration AT_ONCE = Duration.ofMillis(200);

    private final StringBuffer shown = new StringBuffer();
    private final Output.Route route = Output.route(shown::append);

    @AfterEach
    void close() {
        Session.current().close();
        route.close();
    }

    private static BpfObject object(String name) {
        return Prelude.open(Bpfsh.root().resolve("scripts").resolve(name + ".bpf.o"));
    }

    private static void write() throws IOException {
        try (var nothing = new FileOutputStream("/dev/null")) {
            nothing.write(1);
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void linesOfTraceAreFoundOnceAndShownOnce() throws Exception {
        try (var minimal = object("minimal")) {
            minimal.bss().set("my_pid", Prelude.pid());
            minimal.load();
            var trace = TraceCalls.trace();
            minimal.attach();
            write();
            assertThat(expect(trace, "BPF triggered", SOON).message()).contains("from PID " + Prelude.pid());
            write();
            expect(trace, Pattern.compile("PID \\d+"), SOON);
            write();
            expect(trace, line -> line.function().equals("bpf_trace_printk"), LONG);
            minimal.links().forEach(BpfLink::close);
            trace.close();
            assertThat(shown.toString()
                            .lines()
                            .filter(line -> line.contains("BPF triggered from PID " + Prelude.pid())))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void aLineThatDoesNotComeIsExplained() throws Exception {
        try (var minimal = object("minimal")) {
            minimal.bss().set("my_pid", 1);
            minimal.load();
            var trace = TraceCalls.trace();
            assertThat(failure(() -> expect(trace, "BPF triggered by nobody", AT_ONCE)))
                    .startsWith("expect trace \"BPF triggered by nobody\": no such line within 200 ms\n")
                    .contains("\n  nothing is attached, so no program runs\nhint: attach() first");
            minimal.attach();
            assertThat(failure(() -> expect(trace, "by nobody", AT_ONCE)))
                    .contains("my_pid of minimal is 1, this process is " + Prelude.pid())
                    .endsWith("\nhint: set it to pid() where it is to be this process");
            minimal.bss().set("my_pid", Prelude.pid());
            for (int i = 0; i < 5; i++) {
                write();
            }
            assertThat(failure(() -> expect(trace, "by nobody", Duration.ofSeconds(1))))
                    .containsPattern("\\d lines came, the last:\n")
                    .contains("BPF triggered from PID " + Prelude.pid());
        }
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void eventsAreFoundAmongOthers() throws Exception {
        try (var bootstrap = object("bootstrap")) {
            bootstrap.load();
            var events = bootstrap.ringBuffer("events", "event");
            bootstrap.attach();
            new ProcessBuilder("true").start().waitFor();
            var event = expect(events, each -> each.getString("comm").equals("true"), LONG);
            expect(event, Map.of("comm", "true", "kind", "EXEC"));
            new ProcessBuilder("true").start().waitFor();
            assertThat(failure(
                            () -> expect(events, each -> each.getString("comm").equals("nobody"), AT_ONCE)))
                    .startsWith("expect event of events: none within 200 ms\n")
                    .contains(" came");
        }
    }

    @Test
    void conditionsAreWaitedFor() {
        var count = new AtomicInteger();
        expect(() -> count.incrementAndGet() > 5, LONG);
        expect(count::get, 6, SOON);
        expect(true);
        assertThat(failure(() -> expect(() -> false, AT_ONCE)))
                .isEqualTo("expect condition: does not hold after 200 ms");
        assertThat(failure(() -> expect(count::get, 7, AT_ONCE))).isEqualTo("expect value: is 6 after 200 ms, not 7");
        assertThat(failure(() -> expect(false))).isEqualTo("expect condition: it does not hold");
    }

    @Test
    void aConditionThatThrowsDoesNotHoldYet() {
        var count = new AtomicInteger();
        expect(
                () -> {
                    if (count.incrementAndGet() < 3) {
                        throw new IllegalStateException("not there");
                    }
                    return true;
                },
                SOON);
        assertThatThrownBy(() -> expect(() -> Map.of().get("a").equals(1), AT_ONCE))
                .isInstanceOf(ExpectationFailed.class)
                .hasMessageContaining("expect condition: throws after 200 ms\n  NullPointerException")
                .hasCauseInstanceOf(NullPointerException.class);
    }

    @Test
    void waitingEndsWhenTheThreadIsInterrupted() throws Exception {
        var waiting = new Thread(() -> expect(() -> false, Duration.ofDays(1)));
        waiting.setUncaughtExceptionHandler((thread, thrown) -> {});
        waiting.start();
        waiting.interrupt();
        waiting.join(5_000);
        assertThat(waiting.isAlive()).isFalse();
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void aRejectionIsExpected() {
        var broken = Prelude.open(Bpfsh.root().resolve("loader/src/test/bpf/rejected.bpf.o"));
        var failed = expectThrows(() -> broken.load(), LoadFailed.class);
        assertThat(failed.rejection()).isPresent();
    }

    @Test
    void whatIsThrownIsLookedAt() {
        assertThat(expectThrows(() -> Prelude.open("minimall"), "minimall")).hasMessageContaining("minimal");
        assertThat(expectThrows(() -> Integer.parseInt("x"), NumberFormatException.class))
                .hasMessageContaining("x");
        assertThat(failure(() -> expectThrows(() -> {}, LoadFailed.class)))
                .isEqualTo("expect exception LoadFailed: nothing was thrown");
        assertThat(failure(() -> expectThrows(() -> Integer.parseInt("x"), LoadFailed.class)))
                .isEqualTo("expect exception LoadFailed: another was thrown\n"
                        + "  NumberFormatException: For input string: \"x\"");
        assertThat(failure(() -> expectThrows(() -> Integer.parseInt("x"), "invalid mem access")))
                .startsWith("expect exception \"invalid mem access\": another was thrown\n");
    }

    private static String failure(Expectations.Action action) {
        return catchThrowableOfType(ExpectationFailed.class, action::run).getMessage();
    }
}
