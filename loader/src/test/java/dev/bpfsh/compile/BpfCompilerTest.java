// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpfsh.btf.VmlinuxHeader;
import dev.bpfsh.compile.Diagnostic.Severity;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.LoadFailed;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BpfCompilerTest {
    private static final String PROGRAM = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            char LICENSE[] SEC("license") = "GPL";
            int calls = 0;
            SEC("tp/syscalls/sys_enter_getpid") int count(void *ctx)
            {
            	calls++;
            	return 0;
            }
            """;

    @TempDir
    Path folder;

    private List<Path> before;

    @BeforeEach
    void remember() throws IOException {
        before = scratches();
    }

    @AfterEach
    void nothingTemporaryStays() throws IOException {
        assertThat(scratches()).isEqualTo(before);
    }

    private static List<Path> scratches() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("bpfsh-compile"))
                    .filter(file -> !isInUseElsewhere(file))
                    .sorted()
                    .toList();
        }
    }

    // Others compile on this machine as well; each locks a file in its folder until it removes that.
    private static boolean isInUseElsewhere(Path scratch) {
        try (var alive = FileChannel.open(scratch.resolve("alive"), StandardOpenOption.WRITE);
                var lock = alive.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException byUs) {
            return false;
        } catch (IOException beingMadeOrRemoved) {
            return true;
        }
    }

    @Test
    void aFileIsCompiledAsByTheBuild() throws Exception {
        var recorded = Files.readString(Path.of("src/test/bpf/objects.sha256"));
        var compiled = Compilers.in(folder).compile(Path.of("src/test/bpf/two.bpf.c"));
        assertThat(compiled.name()).isEqualTo("two");
        assertThat(compiled.source()).isEqualTo("src/test/bpf/two.bpf.c");
        assertThat(compiled.warnings()).isEmpty();
        // The same clang gives the same bytes.
        if (recorded.contains("clang 14.0.6, libbpf 1.1, x86_64")) {
            assertThat(compiled.object()).isEqualTo(Files.readAllBytes(Path.of("src/test/bpf/two.bpf.o")));
        }
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void aTextIsCompiledOpenedAndLoaded() {
        try (var object = BpfObject.open(Compilers.in(folder).compile(PROGRAM))) {
            assertThat(object.source()).isEqualTo("source.bpf.c");
            assertThat(object.program("count").section()).isEqualTo("tp/syscalls/sys_enter_getpid");
            assertThat(object.bss().get("calls")).isEqualTo(0);
            object.load();
        }
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void theVerifierQuotesTheLinesOfAText() {
        var wrong = PROGRAM.replace("calls++", "calls = *(int *)0x10");
        try (var object = BpfObject.open(Compilers.in(folder).compile(wrong))) {
            assertThatThrownBy(object::load)
                    .isInstanceOf(LoadFailed.class)
                    .hasMessageContaining("source: ")
                    .hasMessageContaining("calls = *(int *)0x10;");
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.BTF})
    void theTypesOfTheRunningKernelAreThere() throws Exception {
        var text = """
                #include "%s"
                #include <bpf/bpf_helpers.h>
                #include <bpf/bpf_core_read.h>
                char LICENSE[] SEC("license") = "GPL";
                int tgid;
                SEC("?tp/syscalls/sys_enter_getpid") int of(void *ctx)
                {
                	tgid = BPF_CORE_READ((struct task_struct *)bpf_get_current_task(), tgid);
                	return 0;
                }
                """;
        Files.writeString(folder.resolve("mine.h"), "#include \"vmlinux.h\"\n");
        for (var header : new String[] {"vmlinux.h", "mine.h"}) {
            var file = Files.writeString(folder.resolve("x.bpf.c"), text.formatted(header));
            Thread.sleep(50);
            var compiled = Compilers.in(folder).compile(file);
            assertThat(compiled.warnings()).isEmpty();
            try (var object = BpfObject.open(compiled)) {
                object.load();
            }
            assertThat(Compilers.in(folder).compile(file).cached()).as(header).isTrue();
        }
        // The user's own comes first.
        Files.writeString(folder.resolve("vmlinux.h"), "#error mine\n");
        assertThat(failure(() -> Compilers.in(folder).compile(folder.resolve("x.bpf.c"))))
                .hasMessageContaining("vmlinux.h:1:2: error: mine");
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.BTF})
    void aTextThatIncludesNothingIsGivenWhatIsUsual() {
        var text = """
                pid_t last;
                SEC("tp/syscalls/sys_enter_getpid") int of(struct trace_event_raw_sys_enter *ctx)
                {
                    last = BPF_CORE_READ((struct task_struct *) bpf_get_current_task(), tgid);
                    return bpf_htons(ctx->id) == 7;
                }""";
        var compiled = Compilers.in(folder).compile(text);
        assertThat(compiled.warnings()).isEmpty();
        try (var object = BpfObject.open(compiled)) {
            assertThat(object.license()).isEqualTo("GPL");
            assertThat(object.maps()).containsOnlyKeys("source.bss");
            object.load();
            assertThat(object.program("of").disassemble().toString()).contains("source.bpf.c:4");
        }
        assertThat(Compilers.in(folder).compile(text).cached()).isTrue();
        try (var object = BpfObject.open(
                Compilers.in(folder).compile("char mine[] SEC(\"license\") = \"Dual BSD/GPL\";\n" + text))) {
            assertThat(object.license()).isEqualTo("Dual BSD/GPL");
        }
        var failed = failure(() -> Compilers.in(folder).compile(text.replace("tgid)", "tgdi)")));
        assertThat(failed.diagnostics()).first().extracting(Diagnostic::line).isEqualTo(4);
    }

    @Test
    void errorsHaveTheirPlaceInATextAsTyped() {
        var failed = failure(() -> Compilers.in(folder).compile("int a;\nint f(void) {\n\treturn b + c;\n}\n"));
        assertThat(failed.diagnostics())
                .startsWith(new Diagnostic(
                        "source.bpf.c",
                        3,
                        9,
                        Severity.ERROR,
                        "use of undeclared identifier 'b'",
                        "        return b + c;",
                        "               ^"))
                .hasSize(2);
        assertThat(failed).hasMessage("""
                compile source.bpf.c: 2 errors
                  source.bpf.c:3:9: error: use of undeclared identifier 'b'
                          return b + c;
                                 ^
                  source.bpf.c:3:13: error: use of undeclared identifier 'c'
                          return b + c;
                                     ^""");
    }

    @Test
    void aTextMayHaveAName() {
        var compiler = Compilers.in(folder);
        try (var object = BpfObject.open(compiler.compile("bell", PROGRAM))) {
            assertThat(object.name()).isEqualTo("bell");
            assertThat(object.source()).isEqualTo("bell.bpf.c");
            assertThat(object.maps()).containsKey("bell.bss");
            assertThat(object.program("count").disassemble().toString()).contains("@ bell.bpf.c:7");
        }
        // What was compiled by one name is not taken for another.
        assertThat(compiler.compile(PROGRAM).name()).isEqualTo("source");
        assertThat(failure(() -> compiler.compile("bell", "int f = x;"))).hasMessageStartingWith("""
                compile bell.bpf.c: 1 error
                  bell.bpf.c:1:9: error: use of undeclared identifier 'x'""");
        for (var name : List.of(PROGRAM, "", "a b", "1st", "../x", "-x", "x.bpf.c")) {
            assertThat(failure(() -> compiler.compile(name, "bell")))
                    .as(name)
                    .hasMessageStartingWith("compile source.bpf.c: its name has other characters")
                    .hasMessageContaining("first the name, then the text");
        }
    }

    @Test
    void errorsNameFilesAsTheUserDoes() throws Exception {
        var source = folder.resolve("-my source.bpf.c");
        Files.writeString(source, "#include \"a b.h\"\nint g = y;\n");
        Files.writeString(folder.resolve("a b.h"), "int f = x;\n");
        assertThat(failure(() -> Compilers.in(folder).compile(source)).diagnostics())
                .extracting(each -> each.file() + ":" + each.line() + ":" + each.column())
                .containsExactly(folder + "/a b.h:1:9", source + ":2:9");
    }

    @Test
    void manyErrorsFitAScreen() {
        var text = "int f = missing;\n".repeat(40);
        var failed = failure(() -> Compilers.in(folder).compile(text));
        assertThat(failed.getMessage().lines().count()).isLessThan(20);
        assertThat(failed.getMessage()).contains("errors more");
    }

    @Test
    void warningsAreKeptOnSuccess() {
        var text = PROGRAM.replace("calls++", "int unused");
        for (boolean cached : new boolean[] {false, true}) {
            var compiled = Compilers.in(folder).compile(text);
            assertThat(compiled.cached()).isEqualTo(cached);
            assertThat(compiled.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.severity()).isEqualTo(Severity.WARNING);
                assertThat(warning.line()).isEqualTo(7);
                assertThat(warning.toString()).startsWith("source.bpf.c:7:6: warning: unused variable 'unused'");
                assertThat(warning.caret().indexOf('^'))
                        .isEqualTo(warning.sourceLine().indexOf("unused"));
            });
        }
    }

    @Test
    void whatTheBackendRefusesIsAnErrorToo() {
        var text = PROGRAM.replace(
                "calls++", "char b[4096]; for (int i = 0; i < 4096; i++) b[i] = i;\n" + "bpf_printk(\"%s\", b)");
        assertThat(failure(() -> Compilers.in(folder).compile(text)))
                .hasMessageContaining("BPF stack limit")
                .hasMessageContaining("hint: the stack holds 512 bytes: keep it in a map");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertHint("#include <bpf/nosuch.h>", "libbpf-dev");
        assertHint("#include <linux/nosuch.h>", "linux-libc-dev");
        assertHint("#include <stdio.h>", "headers of the C library are not for BPF");
        assertHint("#include <linux/bpf.h>\nint f(struct task_struct *t) { return t->pid; }", "include \"vmlinux.h\"");
        assertHint("#include <linux/bpf.h>\nSEC(\"tp\") int f;", "include <bpf/bpf_helpers.h>");
        assertHint("__u32 f;", "<linux/types.h>");
    }

    private void assertHint(String text, String expected) {
        assertThat(failure(() -> Compilers.in(folder).compile(text))).hasMessageContaining(expected);
    }

    @Test
    void aKernelWithoutTypesIsSaid() {
        var none = new BpfCompiler(
                System.getenv(),
                () -> {
                    throw new BpfException("read", "vmlinux.h", "this kernel has no BTF", null, List.of(), null);
                },
                Duration.ofSeconds(10));
        assertThat(failure(() -> none.compile("#include \"vmlinux.h\"")))
                .hasMessageContaining("hint: read vmlinux.h: this kernel has no BTF");
    }

    @Test
    void noClangIsSaidWithThePackage() throws Exception {
        var empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(failure(() -> Compilers.in(folder, Map.of("PATH", empty.toString(), "CLANG", ""))
                        .compile(PROGRAM)))
                .hasMessageContaining("compile source.bpf.c: clang was not found")
                .hasMessageContaining("hint: install the package clang")
                .matches(CompileFailed::lacksCompiler);
        assertThat(failure(
                        () -> Compilers.in(folder, Map.of("CLANG", "clang-99")).compile(PROGRAM)))
                .matches(failed -> !failed.lacksCompiler())
                .hasMessageContaining("no program clang-99, which CLANG names");
    }

    @Test
    void anOldOrOtherCompilerIsSaid() throws Exception {
        var old = Compilers.program(folder.resolve("old"), "echo 'Debian clang version 11.0.1-2'");
        assertThat(failure(() ->
                        Compilers.in(folder, Map.of("CLANG", old.toString())).compile(PROGRAM)))
                .hasMessageContaining(old + " is version 11.0.1-2, this needs 14 or newer")
                .matches(CompileFailed::lacksCompiler);
        assertThat(failure(
                        () -> Compilers.in(folder, Map.of("CLANG", "/bin/true")).compile(PROGRAM)))
                .hasMessageContaining("/bin/true is not clang");
        var noTarget = Compilers.program(
                folder.resolve("no-target"),
                "case $1 in --version) echo 'clang version 15.0.0';; *) echo \"error: unable to create target: 'No"
                        + " available targets are compatible with triple \\\"bpf\\\"'\"; exit 1;; esac");
        assertThat(failure(() -> Compilers.in(folder, Map.of("CLANG", noTarget.toString()))
                        .compile(PROGRAM)))
                .hasMessageContaining("unable to create target")
                .hasMessageContaining("hint: install the package clang");
    }

    @Test
    void aCompilerThatDiesIsSaid() throws Exception {
        var dies = Compilers.program(
                folder.resolve("dies"),
                "case $1 in --version) echo 'clang version 15.0.0';; *) echo Stack dump; kill -SEGV $$;; esac");
        assertThat(failure(() ->
                        Compilers.in(folder, Map.of("CLANG", dies.toString())).compile(PROGRAM)))
                .hasMessageContaining("ended with status 139")
                .hasMessageContaining("Stack dump");
    }

    @Test
    void noSuchFileIsSaid() {
        assertThat(failure(() -> Compilers.in(folder).compile(folder.resolve("none.bpf.c"))))
                .hasMessageContaining("none.bpf.c: no such file");
        assertThat(failure(() -> Compilers.in(folder).compile(folder))).hasMessageContaining("it is a folder");
    }

    @Test
    void aHangingCompilerIsKilledWithItsChildren() throws Exception {
        long begun = System.nanoTime();
        var clang = hanging().toString();
        var compiler = new BpfCompiler(Map.of("CLANG", clang), VmlinuxHeader::folder, Duration.ofSeconds(2));
        assertThat(failure(() -> compiler.compile(PROGRAM))).hasMessageContaining("was still at it after 2 s");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(100);
        assertChildIsGone();
    }

    @Test
    void anInterruptKillsTheCompiler() throws Exception {
        var compiler = Compilers.in(folder, Map.of("CLANG", hanging().toString()));
        var leaks = Leaks.snapshot();
        var interrupted = new CompletableFuture<String>();
        var thread = new Thread(() -> {
            try {
                compiler.compile(PROGRAM);
            } catch (BpfException e) {
                interrupted.complete(
                        e.getMessage() + " " + Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        while (!Files.exists(folder.resolve("child"))) {
            Thread.sleep(5);
        }
        thread.interrupt();
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isEqualTo("compile source.bpf.c: interrupted true");
        thread.join();
        assertChildIsGone();
        Leaks.assertNoneSince(leaks);
    }

    @Test
    void aCtrlCThatEndsTheCompilerFirstIsAnInterruptToo() throws Exception {
        var clang = Compilers.program(
                folder.resolve("ends"),
                "case $1 in --version) echo 'clang version 15.0.0'; exit;; esac; : >" + folder.resolve("begun")
                        + "; kill -INT $$");
        var compiler = Compilers.in(folder, Map.of("CLANG", clang.toString()));
        var answer = new CompletableFuture<String>();
        var thread = new Thread(() -> {
            try {
                answer.complete(String.valueOf(compiler.compile(PROGRAM)));
            } catch (BpfException e) {
                answer.complete(e.getMessage() + " " + Thread.currentThread().isInterrupted());
            }
        });
        thread.start();
        Eventually.holds(() -> assertThat(folder.resolve("begun")).exists());
        Thread.sleep(50);
        thread.interrupt();
        assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("compile source.bpf.c: interrupted true");
    }

    private Path hanging() throws Exception {
        return Compilers.program(
                folder.resolve("hangs"),
                "case $1 in --version) echo 'clang version 15.0.0'; exit;; esac; sleep 1000 & echo $! >"
                        + folder.resolve("child.new") + "; mv " + folder.resolve("child.new") + " "
                        + folder.resolve("child") + "; wait");
    }

    private void assertChildIsGone() throws Exception {
        var status = Path.of("/proc", Files.readString(folder.resolve("child")).strip(), "status");
        Eventually.holds(() -> assertThat(isAlive(status)).isFalse());
    }

    /** A zombie is dead, although whoever inherited it has not looked yet. */
    private static boolean isAlive(Path status) throws IOException {
        try {
            return !Files.readString(status).contains("State:\tZ");
        } catch (IOException gone) {
            return false;
        }
    }

    private static CompileFailed failure(Runnable compile) {
        var failed = catchThrowableOfType(CompileFailed.class, compile::run);
        assertThat(failed).isNotNull();
        return failed;
    }
}
