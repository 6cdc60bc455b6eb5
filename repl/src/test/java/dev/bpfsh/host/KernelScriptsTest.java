// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Links;
import dev.bpfsh.kernel.Programs;
import dev.bpfsh.libbpf.TestLibc;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The scripts for what not every kernel has: all in one JVM, as they are to be run in an emulated machine. */
@RequiresKernel({Feature.BPF, Feature.BTF})
class KernelScriptsTest {
    private static final int SIGURG = 23;
    private static final String MACHINE_OF_ITS_OWN =
            "nobody else on this machine could use bpf(2) meanwhile: test/vm/tests runs it";

    /** The end of another process. */
    private record Ended(long pid, int status, String said) {}

    @TempDir
    Path folder;

    private static Ended run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.pid(), process.waitFor(), said);
    }

    private static Ended bpftool() throws IOException, InterruptedException {
        return run("sh", "-c", "PATH=$PATH:/usr/sbin exec bpftool prog list");
    }

    private final Footprint footprint = new Footprint();

    @AfterEach
    void nothingStaysInTheKernel() throws Exception {
        footprint.assertObjectsGone();
    }

    // The scripts run in this process.
    private void look() {
        footprint.look(ProcessHandle.current().pid());
    }

    private static boolean attached(String program) {
        var ids = Programs.all().stream()
                .filter(each -> each.name().equals(program))
                .map(each -> (long) each.id())
                .toList();
        return Links.all().stream().anyMatch(link -> ids.contains(link.programId()));
    }

    private void showsWhatIsDeleted(String script) throws Exception {
        var file = Files.createFile(folder.resolve("there"));
        try (var running = RunningScript.start(script)) {
            running.await("^TIME +EVENT +COMM +PID +RESULT +FILE$");
            look();
            long removed = run("rm", file.toString()).pid;
            long failed = run("rm", "-f", folder.resolve("nowhere").toString()).pid;
            running.await("EXIT  rm +" + failed + " ");
            assertThat(running.out())
                    .containsPattern("(?m)^[0-9:]{8} ENTRY rm +" + removed + " - +" + file + "$")
                    .containsPattern("(?m)^[0-9:]{8} EXIT  rm +" + removed + " 0 +" + file + "$")
                    .containsPattern("(?m)^[0-9:]{8} ENTRY rm +" + failed + " - +" + folder + "/nowhere$")
                    .containsPattern("(?m)^[0-9:]{8} EXIT  rm +" + failed + " ENOENT +" + folder + "/nowhere$");
        }
    }

    @Test
    @RequiresKernel(Feature.KPROBE)
    void kprobeShowsWhatIsDeleted() throws Exception {
        showsWhatIsDeleted("kprobe");
    }

    @Test
    @RequiresKernel(Feature.FENTRY)
    void fentryShowsWhatIsDeleted() throws Exception {
        showsWhatIsDeleted("fentry");
    }

    @Test
    @RequiresKernel(Feature.FENTRY)
    void fentryShowsOneProcessAsJson() throws Exception {
        var file = Files.createFile(folder.resolve("it's \"one\""));
        // Asks before each file, so it is there after the first.
        var child = new ProcessBuilder(
                        "rm",
                        "-i",
                        file.toString(),
                        Files.createFile(folder.resolve("two")).toString())
                .start();
        try (var running = RunningScript.start("fentry", "--json", "--pid", Long.toString(child.pid()))) {
            // Nothing is written until something happens.
            Eventually.holds(() ->
                    assertThat(attached("on_entry") && attached("on_exit")).isTrue());
            look();
            run("rm", "-f", "/nowhere");
            child.getOutputStream().write("y\n".getBytes(StandardCharsets.US_ASCII));
            child.getOutputStream().flush();
            running.await("EXIT");
            assertThat(running.out().lines().toList())
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"comm\":\"rm\",\"pid\":" + child.pid() + ","))
                    .allMatch(line -> line.endsWith("/it's \\\"one\\\"\"}"))
                    .first()
                    .asString()
                    .contains("\"event\":\"ENTRY\"", "\"result\":null");
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    @RequiresKernel(Feature.KPROBE)
    void ksyscallShowsWhoSendsWhatToWhom() throws Exception {
        var target = new ProcessBuilder("sleep", "600").start();
        try (var running = RunningScript.start("ksyscall")) {
            running.await("^TIME +CALL +COMM +PID +SIGNAL +TARGET +RESULT$");
            look();
            long sender = run("/bin/kill", "-USR1", Long.toString(target.pid())).pid;
            long late = run("/bin/kill", "-40", "4194303").pid;
            // raise(3) is tgkill(2), and SIGURG does nothing.
            TestLibc.CALLS.raise(SIGURG);
            int self = Prelude.pid();
            running.await("^[0-9:]{8} kill   kill +" + sender + " SIGUSR1 +" + target.pid() + " 0$");
            running.await("^[0-9:]{8} kill   kill +" + late + " 40 +4194303 ESRCH$");
            running.await("^[0-9:]{8} tgkill \\S+ +" + self + " SIGURG +" + self + " 0$");
        } finally {
            target.destroyForcibly();
        }
    }

    @Test
    @RequiresKernel(Feature.LSM)
    @EnabledIfSystemProperty(named = BundledScripts.COMPILED, matches = ".+", disabledReason = MACHINE_OF_ITS_OWN)
    void lsmRefusesOthersForAWhile() throws Exception {
        try (var running = RunningScript.start("lsm", "--yes", "--seconds", "10")) {
            running.await("^TIME +COMM +PID +REFUSED$");
            var refused = bpftool();
            assertThat(refused.status).isNotZero();
            assertThat(refused.said).contains("Operation not permitted");
            // This process is spared, so that it can end it.
            assertThat(Programs.all()).anyMatch(program -> program.name().equals("on_bpf"));
            running.await("^[0-9:]{8} bpftool +" + refused.pid + " BPF_PROG_GET_NEXT_ID$");
            assertThat(running.end()).isInstanceOf(Outcome.Done.class);
            assertThat(bpftool().status).isZero();
        }
    }

    @Test
    @RequiresKernel(Feature.LSM)
    @EnabledIfSystemProperty(named = BundledScripts.COMPILED, matches = ".+", disabledReason = MACHINE_OF_ITS_OWN)
    void lsmEndsAtCtrlC() throws Exception {
        try (var running = RunningScript.start("lsm", "--yes", "--seconds", "3600")) {
            running.await("^TIME ");
            assertThat(bpftool().status).isNotZero();
        }
        assertThat(bpftool().status).isZero();
    }

    /** As it would if the process that has it were stopped, or hung. */
    @Test
    @RequiresKernel(Feature.LSM)
    @EnabledIfSystemProperty(named = BundledScripts.COMPILED, matches = ".+", disabledReason = MACHINE_OF_ITS_OWN)
    void whatLsmAttachesEndsByItself() throws Exception {
        try (var lsm = BpfObject.open(Bpfsh.root().resolve("scripts/lsm.bpf.o"))) {
            lsm.load();
            lsm.attach();
            assertThat(bpftool().status).isZero();
            lsm.bss().set("until", System.nanoTime() + TimeUnit.SECONDS.toNanos(600));
            assertThat(bpftool().status).isNotZero();
            lsm.bss().set("until", System.nanoTime());
            assertThat(bpftool().status).isZero();
            assertThat(bpftool().said).contains(" name on_bpf ");
        }
    }
}
