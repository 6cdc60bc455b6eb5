// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bpfsh --test}. */
@Execution(ExecutionMode.CONCURRENT)
class SuiteTest {
    @TempDir
    Path home;

    private void write(Map<String, String> scripts) throws IOException {
        for (var script : scripts.entrySet()) {
            Files.createDirectories(home.resolve(script.getKey()).getParent());
            Files.writeString(home.resolve(script.getKey()), script.getValue());
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    @ReadsTracePipe
    void scriptsAreRunEachByItselfAndReported() throws Exception {
        write(Map.of(
                "tests/bad.jsh", "int a = 1;\nint x = nope;\n",
                "tests/crash.jsh", "new ProcessBuilder(\"kill\", \"-KILL\", \"\" + pid()).start();\nsleep();\n",
                "tests/evil.jsh", "System.out.println(\"\\u001b[2Jevil\");\nexit(137);\n",
                "tests/hang.jsh", "int a = 1;\nsleep();\n",
                "tests/minimal.jsh", """
                        var minimal = open("minimal");
                        minimal.bss().set("my_pid", pid());
                        minimal.load();
                        minimal.attach();
                        System.out.println("hello");
                        expect(trace(), "BPF triggered", seconds(5));
                        """,
                "tests/none.jsh", "System.err.println(\"no such kernel\");\nexit(4);\n",
                "tests/parts.jsh", """
                        test("one", () -> expect(1, 1L));
                        test("two", () -> {
                            open("minimal");
                            expect(1, 2);
                        });
                        test("order", () -> {
                            open("minimal").attach(); // a remark that is as long as no report of 80 columns has room for
                        });
                        test("three", () -> expect(live().things(), List.of()));
                        test("four", () -> { throw new UnsupportedByKernel("attach", "f", "no kprobes", null, List.of(), null); });
                        """));
        var result = Bpfsh.in(home)
                .run("--test", "tests", "--junit", "out/report.xml", "--timeout", "20")
                .exits(1);
        result.errIs("");
        assertThat(result.out().replaceAll("(?m) +\\d+\\.\\d s", " N s")).isEqualTo("""
                FAILED   tests/bad.jsh:2 N s
                         tests/bad.jsh:2:9: cannot find variable nope
                         int x = nope;
                                 ^^^^
                FAILED   tests/crash.jsh N s
                         ended by signal 9
                FAILED   tests/evil.jsh N s
                         exit status 137
                         standard output:
                         | \\e[2Jevil
                FAILED   tests/hang.jsh:2 N s
                         test tests/hang.jsh: did not end within 20 s
                         hint: --timeout SECONDS gives it more; nobody presses Ctrl-C in tests
                           at hang.jsh:2  sleep();
                ok       tests/minimal.jsh N s
                skipped  tests/none.jsh N s  no such kernel
                FAILED   tests/parts.jsh:4 N s  tests: 2 ok, 2 failed, 1 skipped
                         FAILED   two
                           expect value: is 1, not 2
                             at parts.jsh:4 in a lambda  expect(1, 2);
                             at parts.jsh:2              test("two", () -> {
                         FAILED   order
                           attach(): minimal is OPENED, this needs LOADED; next is load()
                           learn more: /lesson lifecycle at the prompt
                             at parts.jsh:7 in a lambda  open("minimal").attach(); // a remar...
                             at parts.jsh:6              test("order", () -> {
                7 scripts: 1 ok, 5 failed, 1 skipped, in N s
                """);
        assertThat(home.resolve("out/report.xml"))
                .content()
                .contains("<testsuites name=\"bpfsh\" tests=\"11\" failures=\"1\" errors=\"5\" skipped=\"2\"");
    }

    @Test
    void whatPassedIsShownOnDemand() throws Exception {
        write(Map.of("a.jsh", "System.out.println(\"hello\");\ntest(\"one\", () -> expect(true));\n"));
        Bpfsh.in(home)
                .run("--test", "a.jsh")
                .succeeds()
                .outFinds("^ok       a.jsh .*tests: 1 ok$")
                .outFinds("^1 script: 1 ok, in");
        Bpfsh.in(home)
                .run("-v", "--test", "./*.jsh")
                .succeeds()
                .outContains("\n         ok       one\n         standard output:\n         | hello\n");
        Bpfsh.in(home).run("a.jsh").succeeds().outIs("hello\nok       one\n");
    }

    @Test
    void wrongUsageIsToldBeforeAnythingRuns() throws Exception {
        write(Map.of("a.jsh", "System.out.println(\"hello\");\n"));
        Bpfsh.in(home).run("--test").exits(2).errContains("Missing required parameter");
        Bpfsh.in(home).run("--test", "b.jsh").exits(2).errIs("bpfsh: no such file or folder: b.jsh\n");
        Bpfsh.in(home).run("--test", "a.jsh", "--timeout", "0").exits(2).errContains("a second at least");
        Bpfsh.in(home)
                .run("--test", "a.jsh", "--junit", "/dev/full/x")
                .exits(2)
                .errContains("cannot be written")
                .outIs("");
        Bpfsh.in(home)
                .run("-e", "1", "--test", "a.jsh")
                .exits(2)
                .errIs("bpfsh: -e does not go with --test, which runs files\n");
        Bpfsh.in(home)
                .run("-i", "--test", "a.jsh")
                .exits(2)
                .errIs("bpfsh: -i does not go with --test, which runs files\n");
        Bpfsh.in(home)
                .run("--startup", "b.jsh", "--test", "a.jsh")
                .exits(2)
                .errIs("bpfsh: --startup does not go with --test, which runs files\n");
        Bpfsh.in(home).run("--junit", "x", "a.jsh").exits(2).errIs("bpfsh: --junit goes with --test\n");
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void stoppedTheOneThatRunsEndsInOrderAndTheRestIsNotRun(String signal, int status) throws Exception {
        write(Map.of(
                "t/a.jsh", "System.out.println(1);\n",
                "t/b.jsh", """
                        onExit(() -> System.out.println("closed"));
                        Files.writeString(Path.of("begun"), "");
                        sleep();
                        """,
                "t/c.jsh", "System.out.println(1);\n"));
        try (var running = Bpfsh.in(home).start("--test", "t", "--junit", "r.xml")) {
            running.awaitOut("^ok       t/a.jsh");
            for (int i = 0; i < 400 && !Files.exists(home.resolve("begun")); i++) {
                Thread.sleep(50);
            }
            running.signal(signal);
            running.end()
                    .exits(status)
                    .outFinds("^FAILED   t/b.jsh .*\n         stopped\n         standard output:\n         \\| closed$")
                    .outFinds("^3 scripts: 1 ok, 1 failed, 1 not run, in");
            assertThat(home.resolve("r.xml")).content().contains("<error message=\"stopped\"");
        }
    }
}
