// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Skeletons as users meet them: typed at the prompt, in a script, written to a file. */
@Execution(ExecutionMode.CONCURRENT)
class SkeletonTest {
    private static final String PROMPT = "bpfsh> ?$";

    @TempDir
    Path home;

    @Test
    void tabKnowsTheGlobals() {
        try (var terminal = Bpfsh.in(home).terminal(100, 30)) {
            terminal.await(PROMPT);
            terminal.enter("var m = skeleton(\"minimal\")");
            terminal.await("(?s)minimal  OPENED.*then load\\(\\)\n  read .*\n" + PROMPT);
            terminal.type("m.bs").press("Tab").await("bpfsh> m\\.bss\\(\\)$");
            terminal.type(".my_p").press("Tab").await("bpfsh> m\\.bss\\(\\)\\.my_pid\\(");
            terminal.enter("3)").await("my_pid\\(3\\)\n  kept .*\n" + PROMPT);
            terminal.enter("m.bss().my_pid()").await("==> 3\n" + PROMPT);
            terminal.enter("/list").await("1 : var m = skeleton\\(\"minimal\"\\)");
            var saved = home.resolve("saved.jsh");
            terminal.enter("/save " + saved).await("snippets in");
            assertThat(saved)
                    .content()
                    .contains("var m = skeleton(\"minimal\")")
                    .doesNotContain("class");
            terminal.enter("m.bss().my_pid(\"x\")").await("expected int, found String");
            terminal.enter("skeleton(\"nosuch\")").await("(?s)no bundled script has such an object.*\\^{6}");
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void aScriptUsesItFromOpenToClose() throws Exception {
        var script = Files.writeString(
                home.resolve("a.jsh"), """
                #!/usr/bin/env bpfsh
                //SKELETON %s
                var maps = MapsBpf.open();
                maps.bss().watched_tgid(pid());
                maps.load();
                maps.attach();
                for (int i = 0; i < 300; i++) {
                    dev.bpfsh.libbpf.Libc.getpid();
                }
                System.out.println(maps.bss().dropped() > 0);
                System.out.println(maps.links().visit().get(0).hook());
                """.formatted(Bpfsh.root().resolve("loader/src/test/bpf/maps.bpf.o")));
        Bpfsh.in(home).run(script.toString()).succeeds().errIs("").outIs("true\ntp/syscalls/sys_enter_getpid\n");
    }

    @Test
    void itIsWrittenToAFile() throws Exception {
        var file = home.resolve("Mine.java");
        Bpfsh.in(home)
                .run("--skeleton", "minimal", "-o", file.toString(), "--package", "my.tools")
                .succeeds()
                .outIs("")
                .errIs("");
        assertThat(file).content().contains("package my.tools;", "public final class Mine extends SkeletonObject {");
        Bpfsh.in(home).run("--skeleton", "minimal").succeeds().outContains("public final class MinimalBpf ");
    }

    @Test
    void wrongUseIsSaid() {
        Bpfsh.in(home)
                .run("--skeleton", "minimal", "-o", "a-b.java")
                .exits(2)
                .errIs("bpfsh: a skeleton's class cannot be called a-b\n");
        Bpfsh.in(home).run("--skeleton", "minimal", "-o", "x.txt").exits(2).errContains("ends in .java");
        Bpfsh.in(home).run("-o", "X.java").exits(2).errIs("bpfsh: -o goes with --skeleton\n");
        Bpfsh.in(home).run("--skeleton", "nosuch").exits(1).errContains("no bundled script has such an object");
        Bpfsh.in(home)
                .run("--skeleton", "minimal", "-o", "/proc/X.java")
                .exits(1)
                .errContains("cannot write");
    }
}
