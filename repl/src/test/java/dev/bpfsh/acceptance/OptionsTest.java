// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.compile.Packages;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How a session is begun and ended by the command line. */
@Execution(ExecutionMode.CONCURRENT)
class OptionsTest {
    private static final String PROMPT = "^bpfsh> ?$";

    @TempDir
    Path home;

    @Test
    void severalCodesAreOneSessionAndEachShowsItsLastValue() {
        Bpfsh.in(home).run("-e", "int a = 20", "-e", "a + 1; a + 22").succeeds().outIs("20\n42\n");
        Bpfsh.in(home)
                .run("-e", "var a = lisst(1)", "-e", "System.out.println(\"never\")")
                .exits(3)
                .outIs("")
                .errContains("-e:1:9: cannot find method lisst(int)", "        ^^^^^");
    }

    @Test
    void oneCodeIsCompiledOnceAndDoesTheSameAgain() throws Exception {
        var bpfsh = Bpfsh.in(home);
        for (int i = 0; i < 2; i++) {
            bpfsh.run("-e", "int a = args.length; a + 41", "x")
                    .succeeds()
                    .outIs("42\n")
                    .errIs("");
            bpfsh.run("-e", "1 / (args.length - 1)", "x").exits(1).outIs("").errContains("/ by zero", "-e:1");
        }
        var again = bpfsh.run("--timing", "-e", "int a = args.length; a + 41")
                .succeeds()
                .outIs("41\n")
                .errContains("  run the script\n");
        assertThat(again.err()).doesNotContain("JShell");
        bpfsh.run("--timing", "--no-cache", "-e", "6 * 7")
                .succeeds()
                .outIs("42\n")
                .errContains("make JShell");
    }

    @Test
    void whatComesBeforeAnErrorInACodeIsRun() {
        Bpfsh.in(home)
                .run("-e", "System.out.println(1); nosuch();")
                .exits(3)
                .outIs("1\n")
                .errContains("cannot find method nosuch()");
    }

    @Test
    void whereTheTimeWentIsSaidAtTheEndWhenAsked() {
        Bpfsh.in(home)
                .run("--timing", "--no-cache", "-e", "1 + 1")
                .succeeds()
                .outIs("2\n")
                .errContains(
                        "   0 ",
                        "  launcher\n",
                        "  JVM\n",
                        "  command line\n",
                        "    make JShell\n",
                        "  run the script\n");
        Bpfsh.in(home)
                .stdin("System.out.println(String.join(\"|\", args));")
                .run("--timing", "-", "--timing", "b")
                .succeeds()
                .outIs("--timing|b\n")
                .errContains("  command line\n", "  run the script\n");
    }

    @Test
    void aRuntimeWithoutACompilerIsToldFromAJdk() {
        Bpfsh.in(home)
                .env("JDK_JAVA_OPTIONS", "--limit-modules java.se,jdk.unsupported")
                .run("-e", "1")
                .exits(4)
                .outIs("")
                .errContains("has no module jdk.jshell: it is a runtime, not a JDK\nhint: " + Packages.JDK.hint());
    }

    @Test
    void whatFollowsACodeAreItsArguments() {
        Bpfsh.in(home)
                .run("-e", "String.join(\"|\", args)", "a b", "-c")
                .succeeds()
                .outIs("a b|-c\n");
        Bpfsh.in(home)
                .run("--startup", "mine.jsh", "-e", "1")
                .exits(2)
                .errIs("bpfsh: --startup is for the prompt\nhint: -i runs a script there, and stays\n");
    }

    @Test
    void whatEndsAThreadIsToldInFewLines() {
        Bpfsh.in(home)
                .run("-e", "var t = new Thread(() -> { throw new Error(\"bg\"); }, \"mine\"); t.start(); t.join();")
                .succeeds()
                .errIs("[mine] Error: bg\n  at -e:1 in a lambda\n");
    }

    @Test
    void aScriptOnStandardInputTakesArguments() {
        Bpfsh.in(home)
                .stdin("System.out.println(String.join(\"|\", args));")
                .run("-", "a", "--b")
                .succeeds()
                .outIs("a|--b\n");
    }

    @Test
    void coloursAndWordsOfLibbpfAreShownWhenAsked() {
        Bpfsh.in(home)
                .env("NO_COLOR", null)
                .run(
                        "-v",
                        "--color",
                        "always",
                        "-e",
                        "open(\"minimal\").load(); throw new IllegalStateException(\"red\")")
                .exits(1)
                .errContains("libbpf debug: ", "\u001b[31mred\u001b[");
        Bpfsh.in(home).run("--help", "--color", "always").exits(0).outContains("\u001b[");
        Bpfsh.in(home).run("--color", "sometimes").exits(2).errContains("--color", "sometimes");
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void aSessionBeginsWithItsFilesAndTellsAtItsEndWhatItDetached() throws Exception {
        var config = Files.createDirectories(home.resolve("config/bpfsh"));
        Files.writeString(config.resolve("startup.jsh"), "int usual = 1;\n");
        Files.writeString(home.resolve("mine.jsh"), "int given = usual + args.length;\n");
        var footprint = new Footprint();
        try (var terminal = Bpfsh.in(home).terminal(80, 24, "-i", "mine.jsh", "a", "b")) {
            terminal.await(
                    "(?s)\\Abpfsh \\d.*  JDK .*  kernel .*\nimport java\\.\\{io,.* /imports /help /lesson\n" + PROMPT);
            terminal.enter("given");
            terminal.await("^given ==> 3$");
            terminal.enter("var m = open(\"minimal\"); m.load(); m.attach()");
            terminal.await("handle_tp attached to tp/syscalls/sys_enter_write");
            terminal.enter("m = null");
            terminal.await("^note: minimal LOADED, 1 attached, goes on without the name m; /live closes it$");
            footprint.look(terminal.pid());
            assertThat(footprint.hasProgram()).isTrue();
            terminal.press("C-d");
            terminal.await("^detached handle_tp from tp/syscalls/sys_enter_write$");
            assertThat(terminal.awaitEnd()).isZero();
        }
        footprint.assertGone();
        Files.writeString(config.resolve("startup.jsh"), "System.out.println(\"begun\"); while (true) {}\n");
        try (var terminal = Bpfsh.in(home).terminal(80, 24, "-q")) {
            terminal.await("^begun$").press("C-c");
            terminal.await("(?s)\\Abegun\n(\\^C)?stopped\n.*startup.jsh: the rest of it was[^>]*" + PROMPT);
        }
        try (var terminal = Bpfsh.in(home).terminal(80, 24, "-q", "--no-startup")) {
            terminal.await("\\A" + PROMPT);
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void theThirdCtrlCLeavesWithEverythingElseClosed() throws Exception {
        var footprint = new Footprint();
        try (var terminal = Bpfsh.in(home).terminal(120, 24, "-q")) {
            terminal.await(PROMPT);
            terminal.enter("var m = open(\"minimal\"); m.load(); m.attach()");
            terminal.await("handle_tp attached to tp/syscalls/sys_enter_write");
            footprint.look(terminal.pid());
            assertThat(footprint.hasProgram()).isTrue();
            terminal.enter("onExit(() -> { System.out.println(\"hang\" + \"s\"); while (true) Thread.onSpinWait(); })");
            terminal.await("onSpinWait.*\n" + PROMPT);
            terminal.enter("/exit").await("^hangs$");
            terminal.press("C-c");
            // Two signals of a kind that come before the first is taken are one.
            Thread.sleep(1000);
            terminal.press("C-c");
            terminal.await(
                    "it hangs in\n(.*\n)*  #\\d+:1 .*onSpinWait.*\n(.*\n)*Ctrl-C again closes everything and leaves");
            Thread.sleep(1500);
            terminal.press("C-c");
            terminal.await("^detached handle_tp from tp/syscalls/sys_enter_write$");
            assertThat(terminal.awaitEnd()).isEqualTo(130);
        }
        footprint.assertGone();
    }
}
