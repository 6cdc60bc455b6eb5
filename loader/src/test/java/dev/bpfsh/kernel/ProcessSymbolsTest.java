// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.NativeProgram;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of places in other processes, whose addresses they say themselves. */
class ProcessSymbolsTest {
    private static final String SOURCE = """
            #include <stdio.h>
            #include <unistd.h>
            __attribute__((noinline)) int known_function(int n) { return n * getpid() + 7; }
            static __attribute__((noinline, used)) int local_function(int n) { return n * getppid() + 9; }
            int main(void)
            {
            	printf("%p\\n%p\\n%p\\n", (void *)known_function, (void *)local_function, (void *)getpid);
            	fflush(stdout);
            	for (;;)
            		pause();
            }
            """;

    @TempDir
    Path folder;

    private static long address(NativeProgram program) throws Exception {
        return Long.decode(program.line());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-pie -fPIE",
                "-no-pie",
                "-pie -fPIE -Wl,-z,noseparate-code",
                "-pie -fPIE -Wl,-z,max-page-size=0x200000",
                "-static",
            })
    void functionsAreFoundHoweverAProgramIsLinked(String flags) throws Exception {
        var file = NativeProgram.compile(folder, "linked", SOURCE, flags.split(" "));
        try (var program = NativeProgram.start(file.toString())) {
            long known = address(program);
            long local = address(program);
            long getpid = address(program);
            var symbols = ProcessSymbols.of(program.pid());
            assertThat(symbols.frame(known)).isEqualTo(new Frame("known_function", 0, "linked", Frame.Kind.NATIVE));
            assertThat(symbols.frame(known + 3).toString()).isEqualTo("known_function+0x3 [linked]");
            assertThat(symbols.frame(local).name()).isEqualTo("local_function");
            assertThat(symbols.frame(getpid).name()).endsWith("getpid");
            // Where a call returns to is behind it, and may be behind its function.
            assertThat(symbols.frames(List.of(known, local)))
                    .extracting(Frame::name)
                    .containsExactly("known_function", "known_function");
        }
    }

    @Test
    void aStrippedProgramHasNamesNobodyKnows() throws Exception {
        var file = NativeProgram.compile(folder, "stripped", SOURCE, "-s", "-pie", "-fPIE");
        try (var program = NativeProgram.start(file.toString())) {
            var frame = ProcessSymbols.of(program.pid()).frame(address(program));
            assertThat(frame.kind()).isEqualTo(Frame.Kind.UNKNOWN);
            assertThat(frame.toString()).matches("\\[stripped]\\+0x1[0-9a-f]{3}");
        }
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void aFileThatWasDeletedOrReplacedIsStillTheOneThatRuns() throws Exception {
        var file = NativeProgram.compile(folder, "deleted", SOURCE);
        try (var program = NativeProgram.start(file.toString())) {
            long known = address(program);
            Files.delete(file);
            Files.writeString(file, "another one");
            assertThat(ProcessSymbols.of(program.pid()).frame(known).name()).isEqualTo("known_function");
        }
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void aFileOfAnotherMountNamespaceIsFound() throws Exception {
        var file = NativeProgram.compile(folder, "elsewhere", SOURCE);
        var hidden = Files.createDirectory(folder.resolve("hidden"));
        try (var program = NativeProgram.start(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs none %s && cp %s %s && exec %s/elsewhere".formatted(hidden, file, hidden, hidden))) {
            long known = address(program);
            assertThat(hidden).isEmptyDirectory();
            assertThat(ProcessSymbols.of(program.pid()).frame(known).name()).isEqualTo("known_function");
        }
    }

    @Test
    void whatWasLookedAtHasNamesWhenItHasEnded() throws Exception {
        var file = NativeProgram.compile(folder, "ended", SOURCE);
        ProcessSymbols symbols;
        long known;
        try (var program = NativeProgram.start(file.toString())) {
            known = address(program);
            symbols = ProcessSymbols.of(program.pid());
        }
        symbols.refresh();
        assertThat(symbols.frame(known).name()).isEqualTo("known_function");
        Files.delete(file);
    }

    @Test
    void aProcessThatIsGoneIsSaidToBe() throws Exception {
        var gone = NativeProgram.start("true");
        gone.close();
        assertThatThrownBy(() -> ProcessSymbols.of(gone.pid()))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("there is no process " + gone.pid());
    }

    @Test
    void theKernelsLibraryHasNames() throws Exception {
        int own = (int) ProcessHandle.current().pid();
        var vdso = MemoryMapping.of(own).stream()
                .filter(mapping -> mapping.path().equals("[vdso]"))
                .findFirst()
                .orElseThrow();
        var symbols = ProcessSymbols.of(own);
        var names = new java.util.TreeSet<String>();
        for (long address = vdso.start(); address < vdso.end(); address += 16) {
            names.add(symbols.frame(address).name());
        }
        assertThat(names).anyMatch(name -> name.contains("clock_gettime"));
    }

    @Test
    void addressesOfNothingHaveNoNames() throws Exception {
        var symbols = ProcessSymbols.of(ProcessHandle.current().pid());
        for (long address : new long[] {0, 1, Long.MAX_VALUE, Long.MIN_VALUE, -1, 0x1000}) {
            assertThat(symbols.frame(address).kind()).isEqualTo(Frame.Kind.UNKNOWN);
            assertThat(symbols.frame(address).name()).isEqualTo("[unknown]");
        }
        assertThat(symbols.frames(List.of())).isEmpty();
    }

    @Test
    void lookingLeavesNothingOpen() throws Exception {
        ProcessSymbols.of(
                1 + 0 * ProcessHandle.current().pid() + ProcessHandle.current().pid() - 1);
        var before = Leaks.snapshot();
        var symbols = ProcessSymbols.of(ProcessHandle.current().pid());
        for (var mapping : MemoryMapping.of((int) ProcessHandle.current().pid())) {
            symbols.frame(mapping.start());
        }
        Leaks.assertNoneSince(before);
    }

    @Test
    void manyProcessesShareWhatIsReadOfTheirFiles() throws Exception {
        var file = NativeProgram.compile(folder, "many", SOURCE);
        var symbols = new UserSymbols();
        long first;
        long ended;
        try (var one = NativeProgram.start(file.toString())) {
            first = address(one);
            ended = one.pid();
            symbols.look(ended, 1);
        }
        try (var two = NativeProgram.start(file.toString())) {
            long second = address(two);
            symbols.look(two.pid(), 1);
            symbols.refresh();
            assertThat(symbols.frames((int) ended, 1, List.of(first)).get(0).name())
                    .isEqualTo("known_function");
            assertThat(symbols.frames((int) two.pid(), 1, List.of(second))
                            .get(0)
                            .name())
                    .isEqualTo("known_function");
            // One that nobody looked at while it lived.
            assertThat(symbols.frames((int) ended, 2, List.of(first)).get(0).name())
                    .isEqualTo("[unknown]");
        }
    }
}
