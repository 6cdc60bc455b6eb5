// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** How scripts end, and what they say when they end badly. */
@Execution(ExecutionMode.CONCURRENT)
class ScriptTest {
    @TempDir
    Path home;

    private String script(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
        return "./" + name;
    }

    private Bpfsh bpfsh() {
        return Bpfsh.in(home);
    }

    @Test
    void argumentsAreGivenAndTheEndIsZero() throws IOException {
        var script = script("args.jsh", "#!/usr/bin/env bpfsh\nSystem.out.println(String.join(\"|\", args));\n");
        bpfsh().run(script, "one", "--two", "-v")
                .succeeds()
                .outIs("one|--two|-v\n")
                .errIs("");
    }

    @Test
    void aScriptThatWasRunBeforeRunsTheSameWithoutBeingCompiled() throws IOException {
        var script = script("twice.jsh", """
                System.out.println(args[0]);
                var cause = new IllegalStateException("inner");
                System.err.println("careful");
                throw new RuntimeException("outer", cause);
                """);
        var alone = bpfsh().env("XDG_CACHE_HOME", home.resolve("own").toString());
        var first = alone.run(script, "x").exits(1).outIs("x\n").errContains("careful", "outer", "twice.jsh:4");
        assertThat(alone.run(script, "x")).isEqualTo(first);
        assertThat(alone.run("--no-cache", script, "x")).isEqualTo(first);
        assertThat(home.resolve("own/bpfsh/scripts")).isDirectoryContaining(file -> true);
    }

    @Test
    void nothingIsKeptWhenAsked() throws IOException {
        var script = script("once.jsh", "System.out.println(1);");
        bpfsh().env("XDG_CACHE_HOME", home.resolve("own").toString())
                .run("--no-cache", script)
                .succeeds()
                .outIs("1\n");
        assertThat(home.resolve("own")).doesNotExist();
    }

    /** The one file that was not there before. */
    private static Path added(Path folder, Set<Path> before) throws IOException {
        try (var files = Files.list(folder)) {
            var added = files.filter(before::add).toList();
            assertThat(added).hasSize(1);
            return added.get(0);
        }
    }

    @Test
    @OnOneJdk
    void whatIsKeptIsNotReadWhenAsked() throws IOException {
        var first = script("first.jsh", "System.out.println(1);");
        var second = script("second.jsh", "System.out.println(2);");
        var own = bpfsh().env("XDG_CACHE_HOME", home.resolve("own").toString());
        var before = new HashSet<Path>();
        own.run(first).succeeds();
        var kept = added(home.resolve("own/bpfsh/scripts"), before);
        own.run(second).succeeds();
        Files.move(added(home.resolve("own/bpfsh/scripts"), before), kept, StandardCopyOption.REPLACE_EXISTING);
        own.run(first).succeeds().outIs("2\n");
        own.run("--no-cache", first).succeeds().outIs("1\n");
        own.run(first).succeeds().outIs("2\n");
    }

    @Test
    @OnOneJdk
    void twoFirstRunsAtOnceAreBothRight() throws IOException {
        var script = script("once.jsh", "System.out.println(String.join(\" \", args));");
        var own = bpfsh().env("XDG_CACHE_HOME", home.resolve("own").toString());
        try (var one = own.start(script, "one");
                var two = own.start(script, "two")) {
            one.end().succeeds().outIs("one\n").errIs("");
            two.end().succeeds().outIs("two\n").errIs("");
        }
        added(home.resolve("own/bpfsh/scripts"), new HashSet<>());
    }

    @Test
    @OnOneJdk
    @RequiresKernel({Feature.ROOT, Feature.MOUNT_NAMESPACE})
    void aCacheThatIsFullOrReadOnlyIsDoneWithout() throws IOException {
        var script = script("once.jsh", "System.out.println(1);");
        var own = Files.createDirectory(home.resolve("own")).toString();
        for (var option : new String[] {"size=4k", "ro"}) {
            bpfsh().env("XDG_CACHE_HOME", own)
                    .env("MOUNT", option)
                    .under("unshare", "--mount", "sh", "-c", """
                            mount -t tmpfs -o "$MOUNT" none "$XDG_CACHE_HOME"
                            { echo full >"$XDG_CACHE_HOME/full"; } 2>/dev/null
                            "$@" && find "$XDG_CACHE_HOME" -path '*scripts*' -type f
                            """, "sh")
                    .run(script)
                    .succeeds()
                    .outIs("1\n")
                    .errIs("");
        }
    }

    @Test
    void anExecutableScriptRunsByItsName() throws Exception {
        var script = home.resolve("hello.jsh");
        Files.writeString(
                script, "#!" + Bpfsh.root().resolve("bpfsh") + "\nSystem.out.println(\"hello \" + args.length);\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Bpfsh.in(home).launcher(script).run("a", "b").succeeds().outIs("hello 2\n");
    }

    @Test
    void nothingRunsWhenSomethingDoesNotCompile() throws IOException {
        var script = script("broken.jsh", """
                System.out.println("ran");
                int n = 1;

                String s = n + ;
                undefined(n);
                """);
        bpfsh().run(script)
                .exits(3)
                .outIs("")
                .errFinds("^(\\./)?broken\\.jsh:4:16: ")
                .errFinds("^ *String s = n \\+ ;$")
                .errFinds("^ *\\^")
                .errContains("undefined");
    }

    @Test
    void theFirstExceptionEndsAScript() throws IOException {
        var script = script("throws.jsh", """
                onExit(() -> System.out.println("closed"));
                int divide(int by) {
                    return 1 / by;
                }
                System.out.println("before");
                divide(0);
                System.out.println("after");
                """);
        bpfsh().run(script)
                .exits(1)
                .outIs("before\nclosed\n")
                .errContains("ArithmeticException: / by zero")
                .errFinds("throws\\.jsh:3\\b")
                .errFinds("throws\\.jsh:6\\b");
    }

    @Test
    void exitGivesItsStatusAndClosesEverything() throws IOException {
        var script = script(
                "exit.jsh",
                "onExit(() -> System.out.println(\"closed\"));\nexit(7);\nSystem.out.println(\"after\");\n");
        bpfsh().run(script).exits(7).outIs("closed\n").errIs("");
    }

    @Test
    void systemExitClosesEverythingToo() throws IOException {
        var script = script("exit.jsh", "onExit(() -> System.out.println(\"closed\"));\nSystem.exit(9);\n");
        bpfsh().run(script).exits(9).outIs("closed\n");
    }

    @Test
    void ctrlCClosesEverythingWhateverTheScriptDoes() throws IOException {
        for (var busy :
                new String[] {"sleep();", "while (true) {}", "new Object() {{ synchronized (this) { wait(); } }};"}) {
            var script = script(
                    "busy.jsh",
                    "onExit(() -> System.out.println(\"closed\"));\nSystem.out.println(\"busy\");\n" + busy + "\n");
            try (var running = bpfsh().start(script)) {
                running.awaitOut("busy\n").signal("INT").end().exits(130).outIs("busy\nclosed\n");
            }
        }
    }

    @Test
    void terminationClosesEverything() throws IOException {
        var script = script(
                "busy.jsh", "onExit(() -> System.out.println(\"closed\"));\nSystem.out.println(\"busy\");\nsleep();\n");
        try (var running = bpfsh().start(script)) {
            running.awaitOut("busy\n").signal("TERM").end().exits(143).outIs("busy\nclosed\n");
        }
    }

    @Test
    void commandsBelongToThePrompt() throws IOException {
        var script = script("command.jsh", "int a = 1;\n/vars\n");
        bpfsh().run(script).exits(3).errFinds("command\\.jsh:2:1: .*prompt");
    }

    @Test
    void codeIsEvaluatedAndItsValueShown() {
        bpfsh().run("-e", "6 * 7").succeeds().outIs("42\n").errIs("");
        bpfsh().run("-e", "int a = 6; int b = 7; a * b").succeeds().outIs("42\n");
        bpfsh().run("-e", "\"text\"").succeeds().outIs("text\n");
        bpfsh().run("-e", "1 +").exits(3);
        bpfsh().run("-e", "1 / 0").exits(1).errContains("/ by zero");
    }

    @Test
    void anUnknownScriptOffersNearNames() {
        bpfsh().run("minmal").exits(2).errContains("no such script: minmal", "did you mean minimal?");
        bpfsh().run("./none.jsh").exits(2).errContains("no such file: ./none.jsh");
        bpfsh().run("--list").succeeds().outFinds("^minimal +.*write\\(\\)");
    }

    @Test
    void anObjectBesideTheScriptOpensByName() throws IOException {
        Files.copy(Bpfsh.root().resolve("scripts/minimal.bpf.o"), home.resolve("mine.bpf.o"));
        var script = script("mine.jsh", "System.out.println(open(\"mine\").programs().keySet());\n");
        bpfsh().from(Path.of("/"))
                .run(home.resolve(script).normalize().toString())
                .succeeds()
                .outIs("[handle_tp]\n");
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void withoutCapabilitiesItSaysWhichAreMissing() {
        bpfsh().under("setpriv", "--bounding-set=-all", "--inh-caps=-all")
                .run("minimal", "--seconds", "1")
                .exits(4)
                .errContains("load minimal: this process may not use BPF (EPERM)", "CAP_BPF", "CAP_PERFMON", "hint: ");
    }

    @Test
    @RequiresKernel({Feature.ROOT, Feature.MOUNT_NAMESPACE})
    void withoutTracefsItSaysSo() {
        bpfsh().under(
                        "unshare",
                        "--mount",
                        "sh",
                        "-c",
                        "for m in tracefs debugfs; do umount -a -t $m; done;"
                                + " exec setpriv --bounding-set=-sys_admin --inh-caps=-all \"$@\"",
                        "sh")
                .run("-e", "trace()")
                .exits(4)
                .errContains("tracefs", "CAP_SYS_ADMIN", "hint: ");
    }

    @Test
    void aClosedPipeIsAQuietEnd() throws Exception {
        for (var arguments : new String[] {"--list", "-e 'for (;;) System.out.println(1);'"}) {
            var process = new ProcessBuilder(
                            "sh",
                            "-c",
                            "'" + Bpfsh.root().resolve("bpfsh") + "' " + arguments + " | head -n 1 >/dev/null")
                    .redirectErrorStream(true)
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(arguments).isTrue();
            assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
        }
    }

    @Test
    void aClosedPipeStillClosesEverything() throws Exception {
        var script = script(
                "endless.jsh", "onExit(() -> System.err.println(\"closed\"));\nfor (;;) System.out.println(1);\n");
        var process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "'" + Bpfsh.root().resolve("bpfsh") + "' " + script + " | head -n 1; echo ${PIPESTATUS[0]}")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes()).lines())
                .containsExactlyInAnyOrder("1", "closed", "141");
    }
}
