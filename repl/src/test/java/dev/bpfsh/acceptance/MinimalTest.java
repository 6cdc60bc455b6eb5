// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The main job: the same program run as a script, piped, and typed. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
@Execution(ExecutionMode.CONCURRENT)
@ReadsTracePipe
class MinimalTest {
    private static final String STEPS = """
            var minimal = open("minimal")
            minimal.bss().set("my_pid", pid())
            minimal.load()
            minimal.attach()
            trace()
            """;

    @TempDir
    Path home;

    private final Footprint footprint = new Footprint();

    @AfterEach
    void nothingStaysBehind() throws Exception {
        footprint.assertGone();
    }

    private static Stream<String> triggered(String out, long pid) {
        var line = Pattern.compile("^ *\\S.*-\\d+ .*: bpf_trace_printk: BPF triggered from PID " + pid + "\\.$");
        return out.lines().filter(line.asMatchPredicate());
    }

    @Test
    void theScriptShowsWhatTheKernelSays() {
        try (var bpfsh = Bpfsh.in(home).start("minimal", "--seconds", "5")) {
            footprint.look(bpfsh.awaitOut("BPF triggered").pid());
            assertThat(footprint.hasProgram()).isTrue();
            var result = bpfsh.end().exits(0);
            assertThat(triggered(result.out(), bpfsh.pid()).count()).isBetween(3L, 100L);
            assertThat(result.err()).matches("\\.+");
        }
    }

    @Test
    void theDebugLogIsShownInFullWhenAsked() {
        Bpfsh.in(home)
                .run("minimal", "-v", "--seconds", "1")
                .succeeds()
                .errContains("libbpf debug: loading object 'minimal' from buffer")
                .errContains("handle_tp")
                .errFinds("libbpf debug: map '?minimal.bss'?: created successfully");
    }

    @Test
    void theSameStepsPipedInGiveTheSame() {
        var steps = STEPS + "for (int i = 0; i < 5; i++) { System.err.print(\".\"); sleep(millis(200)); }\n";
        try (var bpfsh = Bpfsh.in(home).stdin(steps).start()) {
            var result = bpfsh.end().exits(0);
            assertThat(triggered(result.out(), bpfsh.pid()).count()).isBetween(3L, 100L);
        }
    }

    @Test
    void theSameStepsTypedGiveTheSameAboveAnIntactPrompt() {
        try (var terminal = Bpfsh.in(home).terminal(80, 24)) {
            terminal.await("^bpfsh> $|^bpfsh>$");
            for (var step : STEPS.lines().toList()) {
                terminal.enter(step);
                // Once the tail is on, its lines push what was typed off the screen.
                var typed = step.equals("trace()") ? "from PID" : Pattern.quote(step);
                terminal.await("(?s)" + typed + ".*\\nbpfsh> ?$");
            }
            // Each key is a write() of the prompt, so lines come while the next line is being typed.
            footprint.look(terminal.pid());
            terminal.type("int answer = 6 * 7");
            terminal.await("from PID " + terminal.pid());
            terminal.await("(?m)^bpfsh> int answer = 6 \\* 7$");
            terminal.enter("");
            terminal.await("(?m)^answer ==> 42$");
            terminal.enter("minimal.bss().set(\"my_pid\", 1)");
            terminal.enter("minimal.close()");
            terminal.enter("1 + 1");
            terminal.await("(?m)^\\$\\d+ ==> 2$");
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
    }

    @Test
    void theTailDoesNotFeedItself() throws Exception {
        var steps = STEPS + "for (int i = 0; i < 5; i++) { System.err.print(\".\"); sleep(seconds(1)); }\n";
        long events = Long.MAX_VALUE;
        // Others may trace as well; what feeds on itself does so each time.
        for (int i = 0; i < 3 && events > 300; i++) {
            long before = Kernel.tracedEvents();
            Bpfsh.in(home).stdin(steps).run().succeeds();
            events = Kernel.tracedEvents() - before;
        }
        assertThat(events).isBetween(5L, 300L);
    }

    @Test
    void settingMyPidAfterLoadSilencesAndWakesIt() {
        for (int millis = 100; ; millis *= 10) {
            try {
                assertSilencedAndWoken(millis);
                return;
            } catch (AssertionError tooSoon) {
                if (millis == 10_000) {
                    throw tooSoon;
                }
            }
        }
    }

    // What was caused before must have been shown by then: on a busy machine that takes its time.
    private void assertSilencedAndWoken(int millis) {
        var steps = STEPS + """
                var counted = minimal.bss();
                every(millis(10), () -> System.err.print("."));
                sleep(millis(500));
                counted.set("my_pid", 1);
                sleep(millis(%1$d));
                System.out.println("SILENT");
                sleep(millis(600));
                System.out.println("AGAIN");
                counted.set("my_pid", pid());
                sleep(millis(400 + %1$d));
                """.formatted(millis);
        try (var bpfsh = Bpfsh.in(home).stdin(steps).start()) {
            var out = bpfsh.end().exits(0).out();
            var silent = out.substring(out.indexOf("SILENT\n") + "SILENT\n".length(), out.indexOf("AGAIN\n"));
            assertThat(triggered(out.substring(0, out.indexOf("SILENT")), bpfsh.pid()))
                    .isNotEmpty();
            assertThat(triggered(silent, bpfsh.pid())).isEmpty();
            assertThat(triggered(out.substring(out.indexOf("AGAIN")), bpfsh.pid()))
                    .isNotEmpty();
        }
    }

    // A shell asks for its own id and its parent's when it begins.
    private String outOfTwo(String tail, String... awaited) throws Exception {
        var steps = """
                var two = open("%s");
                var child = new ProcessBuilder("sh", "-c", "read go; exec sh -c 'echo up; read end'").start();
                two.bss().set("watched_tgid", child.pid());
                two.load();
                two.attach();
                int watched = (int) child.pid();
                %s;
                var keys = child.getOutputStream();
                keys.write("go\\n".getBytes());
                keys.flush();
                child.getInputStream().read();
                System.err.println("called");
                sleep();
                """.formatted(Bpfsh.root().resolve("loader/src/test/bpf/two.bpf.o"), tail);
        try (var bpfsh = Bpfsh.in(home).stdin(steps).start()) {
            bpfsh.awaitErr("^called$");
            for (var line : awaited) {
                bpfsh.awaitOut(line);
            }
            // And for what should not come.
            Thread.sleep(300);
            return bpfsh.signal("INT").end().exits(130).out();
        }
    }

    @Test
    void aTailCanBeOfOneProgramOrOneProcess() throws Exception {
        outOfTwo("trace()", "first program saw", "second program saw");
        assertThat(outOfTwo("trace(\"second\")", "second program saw")).doesNotContain("first program saw");
        outOfTwo("trace(watched)", "first program saw", "second program saw");
        assertThat(outOfTwo("trace(1)")).doesNotContain("program saw");
    }

    @Test
    void aTailOfAProgramThatIsNotThereOffersNearNames() {
        Bpfsh.in(home)
                .stdin("open(\"minimal\").load(); trace(\"handle_pt\");\n")
                .run()
                .exits(1)
                .errContains("no loaded program has this name", "did you mean handle_tp?");
    }

    @Test
    void linesFromBeforeItBeganAreNotItsOwn() throws Exception {
        Files.writeString(Tracefs.find().resolve("trace_marker"), "left behind by another");
        Thread.sleep(1_000);
        var out = Bpfsh.in(home)
                .stdin("trace();\nsleep(millis(500));\n")
                .run()
                .succeeds()
                .out();
        assertThat(out).doesNotContain("left behind by another");
    }

    @Test
    void ctrlCClosesEverything() {
        try (var bpfsh = Bpfsh.in(home).start("minimal")) {
            footprint.look(bpfsh.awaitOut("BPF triggered").pid());
            bpfsh.signal("INT").end().exits(130);
        }
    }

    @Test
    void killedInTheMiddleItLeavesNothingAttached() throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("minimal")) {
            footprint.look(bpfsh.awaitOut("BPF triggered").pid());
            assertThat(footprint.hasProgram()).isTrue();
            bpfsh.signal("KILL").end().exits(137);
        }
    }

    @Test
    void wrongOptionsAreRefusedWithTheUsage() {
        Bpfsh.in(home).run("minimal", "--second", "5").exits(2).errContains("--seconds");
        Bpfsh.in(home).run("minimal", "--seconds", "soon").exits(2).errContains("soon");
        Bpfsh.in(home).run("minimal", "--help").succeeds().outContains("--seconds", "--verbose");
    }
}
