// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Compiling as users meet it: at the prompt and in scripts. */
@Execution(ExecutionMode.CONCURRENT)
class CompileTest {
    private static final String PROMPT = "bpfsh> ?$";
    private static final String PROGRAM = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            int limit = 5;
            SEC("tp/syscalls/sys_enter_getpid") int f(void *ctx) { return 0; }
            """;

    @TempDir
    Path home;

    @Test
    void aSourceIsOpenedByItsName() throws Exception {
        Files.writeString(home.resolve("mine.bpf.c"), PROGRAM);
        var code = "System.out.println(open(\"mine.bpf.c\").data().get(\"limit\"));"
                + "System.out.println(compile(\"mine.bpf.c\").program(\"f\").section());"
                + "System.out.println(skeleton(\"mine.bpf.c\").data().limit());"
                + "System.out.println(compile(\"int text = 6;\").data().get(\"text\"));"
                + "System.out.println(compile(\"named\", \"int text = 6;\").name());";
        Bpfsh.in(home)
                .env("XDG_CACHE_HOME", home.resolve("cache").toString())
                .run("-e", code)
                .succeeds()
                .errIs("")
                .outIs("5\ntp/syscalls/sys_enter_getpid\n5\n6\nnamed\n");
        assertThat(home.resolve("cache/bpfsh/objects")).isDirectoryContaining(file -> true);
    }

    @Test
    void errorsAndWarningsAreShown() throws Exception {
        Files.writeString(home.resolve("wrong.bpf.c"), PROGRAM.replace("return 0", "return nosuch"));
        Bpfsh.in(home).run("-e", "compile(\"wrong.bpf.c\")").exits(1).outIs("").errContains("""
                compile wrong.bpf.c: 1 error
                  wrong.bpf.c:4:63: error: use of undeclared identifier 'nosuch'
                  SEC("tp/syscalls/sys_enter_getpid") int f(void *ctx) { return nosuch; }
                                                                                ^
                """);
        Files.writeString(home.resolve("careless.bpf.c"), PROGRAM.replace("return 0", "int a; return 0"));
        Bpfsh.in(home)
                .run("-e", "System.out.println(compile(\"careless.bpf.c\").name())")
                .succeeds()
                .outIs("careless\n")
                .errContains("careless.bpf.c:4:60: warning: unused variable 'a'");
    }

    @Test
    void aCacheThatCannotBeUsedIsSaidOnce() {
        var result = Bpfsh.in(home)
                .env("XDG_CACHE_HOME", "/proc/none")
                .run("-e", "compile(\"int a;\"); compile(\"int b;\"); compile(\"int c;\"); 7")
                .succeeds();
        assertThat(result.out()).endsWith("7\n");
        assertThat(result.err().lines()).singleElement().asString().startsWith("compiled objects are not kept: /proc");
    }

    @Test
    void ctrlCStopsTheCompiler() throws Exception {
        var clang = Files.writeString(home.resolve("clang"), """
                #!/bin/sh
                case $1 in --version) echo 'clang version 15.0.0'; exit;; esac
                echo $$ >"$HOME/compiler"
                exec sleep 1000
                """);
        Files.setPosixFilePermissions(clang, PosixFilePermissions.fromString("rwxr-xr-x"));
        var temporary = Files.createDirectory(home.resolve("tmp"));
        var bpfsh =
                Bpfsh.in(home).env("CLANG", clang.toString()).env("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        try (var terminal = bpfsh.terminal(80, 24)) {
            terminal.await(PROMPT);
            Files.writeString(home.resolve("x.bpf.c"), PROGRAM);
            for (var call : new String[] {"compile(\"int a;\")", "skeleton(\"x.bpf.c\")"}) {
                terminal.enter(call);
                var compiler = home.resolve("compiler");
                Eventually.holds(() -> assertThat(compiler).isNotEmptyFile());
                terminal.press("C-c").await("(?s)\\Q" + call + "\\E.*stopped\n" + PROMPT);
                var pid = Long.parseLong(Files.readString(compiler).strip());
                Eventually.holds(() -> assertThat(ProcessHandle.of(pid)
                                .flatMap(process -> process.info().command()))
                        .isEmpty());
                Files.delete(compiler);
            }
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
        assertThat(temporary).isDirectoryNotContaining("glob:**/bpfsh-compile*");
    }
}
