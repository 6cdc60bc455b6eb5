// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.testing.BusyJava;
import dev.bpfsh.testing.NativeProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that are asked, and what must not be. */
class HotSpotTest {
    private static final int OWN = (int) ProcessHandle.current().pid();

    @TempDir
    Path folder;

    @Test
    void thisJvmAnswers() throws Exception {
        assertThat(HotSpot.of(OWN).command("VM.version")).contains(System.getProperty("java.vm.version"));
        assertThat(HotSpot.of(OWN).keepsFramePointers()).isFalse();
        assertThatThrownBy(() -> HotSpot.of(OWN).command("VM.no_such_thing"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Unknown diagnostic command");
    }

    @Test
    void whatItHasCompiledHasNamesAndNoFileIsLeft() throws Exception {
        var compiled = HotSpot.of(OWN).compiled();
        assertThat(compiled.size()).isGreaterThan(100);
        assertThat(Path.of("/tmp/perf-" + OWN + ".map")).doesNotExist();
    }

    @Test
    void methodsOfAnotherJvmAreFoundByAddress() throws Exception {
        try (var java = BusyJava.start(folder, "-XX:+PreserveFramePointer")) {
            var hotSpot = HotSpot.of((int) java.pid());
            assertThat(hotSpot.keepsFramePointers()).isTrue();
            long end = System.nanoTime() + 60_000_000_000L;
            while (!methods(java.pid()).contains("Busy.fibonacci") && System.nanoTime() < end) {
                Thread.sleep(200);
            }
            assertThat(methods(java.pid())).contains("Busy.fibonacci", "Interpreter");
        }
    }

    // Each page of what may be executed and is in no file.
    private static java.util.Set<String> methods(long pid) throws Exception {
        var symbols = ProcessSymbols.of(pid);
        var names = new java.util.TreeSet<String>();
        for (var mapping : MemoryMapping.of((int) pid)) {
            if (mapping.executable() && !mapping.isFile() && mapping.path().isEmpty()) {
                for (long address = mapping.start(); address < mapping.end(); address += 64) {
                    names.add(symbols.frame(address).name());
                }
            }
        }
        assertThat(symbols.hints()).isEmpty();
        return names;
    }

    @Test
    void whatIsNoJvmIsLeftAlone() throws Exception {
        try (var sleep = NativeProgram.start("sleep", "60")) {
            assertThatThrownBy(() -> HotSpot.of((int) sleep.pid())).hasMessageContaining("is no JVM");
            assertThat(sleep.isAlive()).isTrue();
        }
    }

    @Test
    void aProcessThatTheSignalWouldEndIsLeftAlone() throws Exception {
        var file = NativeProgram.compile(folder, "deaf", """
                #include <fcntl.h>
                #include <stdio.h>
                #include <sys/mman.h>
                #include <unistd.h>
                int main(int argc, char **argv)
                {
                	void *code = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                	mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, open(argv[1], O_RDONLY), 0);
                	printf("%p\\n", code);
                	fflush(stdout);
                	return pause();
                }
                """);
        var library = Files.writeString(folder.resolve("libjvm.so"), "no library");
        try (var deaf = NativeProgram.start(file.toString(), library.toString())) {
            long code = Long.decode(deaf.line());
            assertThatThrownBy(() -> HotSpot.of((int) deaf.pid()).command("VM.version"))
                    .hasMessageContaining("does not listen for SIGQUIT");
            assertThat(deaf.isAlive()).isTrue();
            assertThat(Path.of("/tmp/.attach_pid" + deaf.pid())).doesNotExist();
            var symbols = ProcessSymbols.of(deaf.pid());
            assertThat(symbols.frame(code).name()).isEqualTo("[unknown]");
            assertThat(symbols.hints()).singleElement().asString().contains("does not name its methods");
        }
    }

    @Test
    void framesAreSaidToBeCutShortWhereNoPointersAreKept() throws Exception {
        try (var java = BusyJava.start(folder)) {
            var symbols = ProcessSymbols.of(java.pid());
            MemoryMapping.of((int) java.pid()).forEach(mapping -> symbols.frame(mapping.start()));
            assertThat(symbols.hints()).anyMatch(hint -> hint.contains("-XX:+PreserveFramePointer"));
        }
        try (var files = Files.list(Path.of("/tmp"))) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.matches(".*\\bperf-" + OWN + "\\b.*"));
        }
    }
}
