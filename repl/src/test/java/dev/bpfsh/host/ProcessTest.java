// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What only a process of its own can show: signals, exit statuses, standard error. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
class ProcessTest {
    private record Result(int status, List<String> out, List<String> err) {}

    /** Runs a script as the shell does, with what happens at the end in plain sight. */
    public static final class Host {
        private Host() {}

        public static void main(String[] args) throws InterruptedException {
            Script script = Script.compile("a.jsh", args[0], "import static dev.bpfsh.host.Options.options;");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
            Interrupts interrupts = Interrupts.stopWith(script::stop);
            Outcome outcome = script.run(List.of(args).subList(1, args.length).toArray(String[]::new));
            System.out.println(outcome);
            if (args[0].contains("slow close")) {
                Thread.sleep(30_000);
            }
            interrupts.close();
            System.exit(outcome instanceof Outcome.Stopped ? ExitStatus.INTERRUPTED : ExitStatus.DONE);
        }
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Host.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }

    private static Result finish(Process process) throws Exception {
        List<String> out = lines(process.inputReader());
        List<String> err = lines(process.errorReader());
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        return new Result(process.exitValue(), out, err);
    }

    private static List<String> lines(BufferedReader reader) {
        return reader.lines().collect(Collectors.toList());
    }

    private static void interrupt(Process process) throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for a line without taking more than it. */
    private static void await(Process process, String line) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (!seen.toString().endsWith(line + "\n")) {
            int next = process.getInputStream().read();
            assertThat(next).as("after " + seen).isNotNegative();
            seen.append((char) next);
        }
    }

    @Test
    void interruptStopsTheScriptThenTheProcessEndsInOrder() throws Exception {
        Process process = start("System.out.println(\"begun\");\nwhile (true) {}\nSystem.out.println(\"never\");");
        await(process, "begun");
        interrupt(process);
        assertThat(finish(process)).isEqualTo(new Result(130, List.of("Stopped[where=]", "hook"), List.of()));
    }

    @Test
    void secondInterruptLeavesAtOnce() throws Exception {
        Process process = start("System.out.println(\"slow close\");\nThread.sleep(100_000);");
        await(process, "slow close");
        interrupt(process);
        await(process, "Stopped[where=]");
        interrupt(process);
        // Had it waited for the end of what it is at, the hook would have run.
        assertThat(finish(process)).isEqualTo(new Result(130, List.of(), List.of()));
    }

    @Test
    void exitInAScriptEndsTheProcessInOrder() throws Exception {
        assertThat(finish(start("System.exit(7);\nSystem.out.println(\"never\");")))
                .isEqualTo(new Result(7, List.of("hook"), List.of()));
    }

    @Test
    void exceptionsOfBackgroundThreadsReachStandardError() throws Exception {
        Result result = finish(start("var t = new Thread(() -> {\n    throw new Error(\"behind\");\n}, \"mine\");\n"
                + "t.start();\nt.join();\n"));
        assertThat(result.status()).isZero();
        assertThat(result.err()).first().isEqualTo("Exception in thread \"mine\" java.lang.Error: behind");
        assertThat(result.err().get(1)).contains("(a.jsh:2)");
    }

    @Test
    void optionsPrintTheirUsageAndEndTheProcess() throws Exception {
        String script = """
                var o = options("tool", "Does it.")
                    .flag("-v", "--verbose", "say more")
                    .number("--seconds", "N", "end after N seconds")
                    .text("--name", "TEXT", "whom to greet")
                    .parse(args);
                System.out.println(o.has("-v") + " " + o.number("--seconds") + " " + o.text("--name"));
                """;
        assertThat(finish(start(script, "--verbose", "--seconds", "0x10", "--name=you"))
                        .out())
                .first()
                .isEqualTo("true OptionalLong[16] Optional[you]");
        assertThat(finish(start(script)).out()).first().isEqualTo("false OptionalLong.empty Optional.empty");
        Result help = finish(start(script, "--help"));
        assertThat(help.status()).isEqualTo(ExitStatus.DONE);
        assertThat(help.out()).first().isEqualTo("Usage: tool [-hv] [--name=TEXT] [--seconds=N]");
        assertThat(help.err()).isEmpty();
        Result wrong = finish(start(script, "--seconds", "many"));
        assertThat(wrong.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(wrong.err()).first().asString().startsWith("tool: Invalid value for option '--seconds'");
        assertThat(wrong.out()).containsExactly("hook");
        Result unknown = finish(start(script, "--nosuch"));
        assertThat(unknown.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(unknown.err()).contains("Usage: tool [-hv] [--name=TEXT] [--seconds=N]");
    }
}
