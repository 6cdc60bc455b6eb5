// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.BusyJava;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.NativeProgram;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Processes that are busy in functions of known names. */
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.BPF, Feature.BTF})
class ProfileTest {
    private static final String SOURCE = """
            #include <stdio.h>
            #include <unistd.h>
            static volatile unsigned long sink;
            __attribute__((noinline)) void hot_function(void)
            {
            	for (int i = 0; i < 100000; i++)
            		sink += i;
            	getppid();
            }
            __attribute__((noinline)) void calling_function(void)
            {
            	hot_function();
            	sink++;
            }
            int main(void)
            {
            	puts("busy");
            	fflush(stdout);
            	alarm(300);
            	for (;;)
            		calling_function();
            }
            """;

    @TempDir
    Path home;

    private NativeProgram busy() throws Exception {
        var program =
                NativeProgram.start(NativeProgram.compile(home, "busy", SOURCE).toString());
        program.line();
        return program;
    }

    @Test
    void aBusyProgramShowsItsFunctionsAtCtrlC() throws Exception {
        var footprint = new Footprint();
        try (var busy = busy();
                var bpfsh = Bpfsh.in(home).start("profile", "--pid", Long.toString(busy.pid()), "-v")) {
            bpfsh.awaitErr("samples.*created");
            Eventually.holds(
                    () -> assertThat(footprint.look(bpfsh.pid()).hasProgram()).isTrue());
            Thread.sleep(3_000);
            bpfsh.signal("INT")
                    .end()
                    .exits(130)
                    .outFinds("^\\d+ samples, \\d+\\.\\d %, busy \\(" + busy.pid() + "\\)")
                    .outFinds(
                            "native   hot_function \\[busy]\n  native   calling_function \\[busy]\n  native   main \\[busy]")
                    .errFinds("(?m)^[1-9]\\d* samples; others: \\d+, nothing to do: \\d+$");
        }
        footprint.assertGone();
    }

    @Test
    void theWholeMachineInFoldedLinesAndAPicture() throws Exception {
        var picture = home.resolve("flames.svg");
        try (var busy = busy();
                var java = BusyJava.start(home, "-XX:+PreserveFramePointer")) {
            // It asks each JVM that it meets, and there may be many.
            var result = Bpfsh.in(home)
                    .timeout(Duration.ofSeconds(120))
                    .run("profile", "--seconds", "4", "-F", "199", "--folded", "--svg", picture.toString())
                    .succeeds()
                    .outFinds("(?m)^busy;.*main;calling_function;hot_function \\d+$")
                    .outFinds("(?m)^java;.*Busy\\.fibonacci;Busy\\.fibonacci.* \\d+$");
            assertThat(result.out().lines()).allMatch(line -> line.matches(".+ \\d+"));
            assertThat(busy.isAlive()).isTrue();
            // No file of the JVM's stays behind.
            assertThat(Path.of("/tmp/perf-" + java.pid() + ".map")).doesNotExist();
        }
        var document =
                DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(picture.toFile());
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(Files.readString(picture)).contains("data-name=\"hot_function\"", "data-name=\"Busy.fibonacci\"");
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        var gone = NativeProgram.start("true");
        gone.close();
        Bpfsh.in(home)
                .run("profile", "--pid", Long.toString(gone.pid()))
                .exits(1)
                .errContains("there is no such process");
        Bpfsh.in(home).run("profile", "-F", "0").exits(2).errContains("-F: must be 1 to 10000");
    }
}
