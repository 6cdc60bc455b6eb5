// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.uprobe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process runs code of, also where that is no longer, or nowhere, what its path says. */
class MappedBinaryTest {
    private static final String LIBC = "libc.so.6";

    @TempDir
    Path folder;

    private Process process;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    // Returns when the last program that the shell turns into has its libraries.
    private long start(String... command) throws Exception {
        process = new ProcessBuilder(command).start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream()));
        assertThat(lines.readLine()).isEqualTo("here");
        return process.pid();
    }

    @Test
    void aLibraryOfThisProcessIsFoundByItsNameOrItsPath() throws Exception {
        var pid = ProcessHandle.current().pid();
        var jvm = MappedBinary.find(pid, "libjvm.so");
        assertThat(Path.of(jvm.path()))
                .exists()
                .startsWithRaw(Path.of(System.getProperty("java.home")).toRealPath());
        assertThat(jvm.file()).isEqualTo(jvm.path());
        assertThat(MappedBinary.find(pid, jvm.path())).isEqualTo(jvm);
        assertThat(MappedBinary.of(pid)).doesNotHaveDuplicates().contains(jvm);
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIsNear() {
        var pid = ProcessHandle.current().pid();
        assertThatThrownBy(() -> MappedBinary.find(pid, "libjmv.so"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("find libjmv.so in process " + pid + ": it runs no code of libjmv.so")
                .hasMessageContaining("it is java")
                .hasMessageContaining("did you mean libjvm.so");
        assertThatThrownBy(() -> MappedBinary.find(4_194_305, LIBC))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("there is no process 4194305");
        assertThatThrownBy(() -> MappedBinary.of(-1)).hasMessageContaining("there is no process -1");
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.UPROBE})
    void aProgramThatWasReplacedIsStillProbed() throws Exception {
        var shell = Files.copy(Executable.find("bash"), folder.resolve("a shell"));
        var pid = start(shell.toString(), "-c", "echo here; read -r go; read -r end");
        Files.delete(shell);
        Files.copy(Executable.find("sleep"), shell);

        var mapped = MappedBinary.find(pid, "a shell");
        assertThat(mapped.path()).isEqualTo(shell.toString());
        assertThat(mapped.file()).startsWith("/proc/" + pid + "/map_files/");
        assertThat(Path.of(mapped.file())).hasSameBinaryContentAs(Executable.find("bash"));
        try (var object = Firing.load("attach_uprobe")) {
            object.bss().set("watched_tgid", pid);
            object.program("on_entry").attach(uprobe(mapped.file(), "xmalloc").pid(pid));
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            Eventually.holds(() -> assertThat(Firing.count(object, "entries")).isPositive());
        }
    }

    @Test
    @RequiresKernel({Feature.ROOT, Feature.MOUNT_NAMESPACE})
    void aProgramOfAContainerIsAnotherFileThanTheOneOfThatNameHere() throws Exception {
        var here = Files.copy(Executable.find("sleep"), folder.resolve("program"));
        var pid = start(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$0\" \"$1\" && exec \"$1\" -c 'echo here; read -r end'",
                Executable.find("bash").toString(),
                here.toString());
        var mapped = MappedBinary.find(pid, "program");
        assertThat(mapped.path()).isEqualTo(here.toString());
        assertThat(Path.of(mapped.file()))
                .hasSameBinaryContentAs(Executable.find("bash").toRealPath());
    }

    @Test
    void aThreadOfTheKernelRunsNoFiles() throws Exception {
        var kernelThread = ProcessHandle.of(2)
                .filter(two -> two.info().command().isEmpty())
                .filter(two -> Files.exists(Path.of("/proc/2/maps")));
        if (kernelThread.isPresent()) {
            assertThat(MappedBinary.of(2)).isEmpty();
            assertThatThrownBy(() -> MappedBinary.find(2, LIBC)).hasMessageContaining("it runs no code of libc.so.6");
        }
    }
}
