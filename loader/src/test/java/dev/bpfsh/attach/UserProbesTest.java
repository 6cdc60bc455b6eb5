// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.uprobe;
import static dev.bpfsh.attach.Hooks.uprobeMulti;
import static dev.bpfsh.attach.Hooks.uprobeSession;
import static dev.bpfsh.attach.Hooks.uretprobe;
import static dev.bpfsh.attach.Hooks.uretprobeMulti;
import static dev.bpfsh.attach.Hooks.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.TestLibc;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Probes in programs and libraries. */
@RequiresKernel({Feature.BPF, Feature.UPROBE})
class UserProbesTest {
    private static final String LIBC = "libc.so.6";
    private static final String JVM = Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so")
            .toString();

    private static final long PID = ProcessHandle.current().pid();

    @Test
    void aFunctionOfALibraryByItsNameFires() {
        try (var object = Firing.load("attach_uprobe")) {
            var link = object.program("on_entry").attach(uprobe(LIBC, "getpid").cookie(77));
            object.program("on_return").attach(uretprobe(LIBC, "getpid"));
            object.program("on_sleepable").attach(uprobe(LIBC, "getpid").pid(PID));
            Firing.assertFires(object, "entries", Firing::getpid);
            Firing.assertFires(object, "returns", Firing::getpid);
            Firing.assertFires(object, "sleepable", Firing::getpid);
            assertThat(Firing.count(object, "cookie")).isEqualTo(77);
            assertThat(link.hook()).isEqualTo("uprobe/libc.so.6:getpid");
            assertThat(link.info().type()).isEqualTo("perf_event");
        }
    }

    @Test
    void anOffsetInTheFileIsTheSamePlaceAsTheName() throws Exception {
        var file = Executable.find(LIBC);
        long offset = Executable.open(file).functions().get("getpid");
        try (var object = Firing.load("attach_uprobe")) {
            object.program("on_entry").attach(uprobe(file.toString(), offset));
            Firing.assertFires(object, "entries", Firing::getpid);
        }
    }

    @Test
    void anotherProcessDoesNotFireAProbeOfThisOne() {
        try (var object = Firing.load("attach_uprobe")) {
            var other = ProcessHandle.current().parent().orElseThrow().pid();
            object.program("on_entry").attach(uprobe(LIBC, "getpid").pid(other));
            Firing.getpid();
            assertThat(Firing.count(object, "entries")).isZero();
        }
    }

    @Test
    void sectionsNameThePlace() {
        try (var object = Fixture.open("attach_named")) {
            object.load();
            assertThat(object.program("on_return").attach().hook()).isEqualTo("uretprobe/libc.so.6:getppid");
            assertThatThrownBy(object.program("on_misspelt_function")::attach)
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("libc.so.6 has no function getpidd (ENOENT)")
                    .hasMessageContaining("did you mean getpid")
                    .hasMessageContaining("mend SEC(\"uprobe/libc.so.6:getpidd\")");
            assertThatThrownBy(object.program("on_missing_library")::attach)
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("there is no library libz.so.999");
        }
    }

    @Test
    void whatIsNoBinaryIsNamed() {
        try (var object = Firing.load("attach_uprobe")) {
            var program = object.program("on_entry");
            assertThatThrownBy(() -> program.attach(uprobe("/etc/passwd", "root")))
                    .hasMessageContaining("/etc/passwd is no program and no library");
            assertThatThrownBy(() -> program.attach(uprobe("libc.so.66", "getpid")))
                    .hasMessageContaining("there is no library libc.so.66")
                    .hasMessageMatching("(?s).*hint: did you mean .*libc\\.so\\.6[,?].*");
            assertThatThrownBy(() -> program.attach(uprobe("slep", 4096L)))
                    .hasMessageMatching("(?s).*there is no program slep .*hint: did you mean .*sleep[,?].*");
            assertThatThrownBy(() -> program.attach(uprobe("no_such_program", "main")))
                    .hasMessageContaining("there is no program no_such_program");
            assertThatThrownBy(() -> program.attach(uprobe(LIBC, "getpid").pid(Integer.MAX_VALUE - 1)))
                    .hasMessageContaining("there is no process 2147483646");
        }
    }

    @Test
    void aProcessMayEndWhileItsProbeIsAttached() throws Exception {
        var process = new ProcessBuilder("sleep", "100").start();
        try (var object = Firing.load("attach_uprobe")) {
            var link = object.program("on_entry").attach(uprobe(LIBC, "getpid").pid(process.pid()));
            process.destroyForcibly().waitFor();
            assertThat(link.info().id()).isPositive();
            assertThatCode(link::close).doesNotThrowAnyException();
            assertThatThrownBy(() -> object.program("on_entry")
                            .attach(uprobe(LIBC, "getpid").pid(process.pid())))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("there is no process " + process.pid());
        }
    }

    @Test
    @RequiresKernel(Feature.HOTSPOT_PROBES)
    void aProbeOfHotSpotFires() {
        try (var object = Firing.load("attach_uprobe")) {
            object.program("on_usdt")
                    .attach(usdt(JVM, "hotspot", "gc__begin").pid(PID).cookie(99));
            Firing.assertFires(object, "usdts", System::gc);
            assertThat(Firing.count(object, "cookie")).isEqualTo(99);
        }
    }

    @Test
    @RequiresKernel(Feature.HOTSPOT_PROBES)
    void probesAreListedAndNearOnesOffered() {
        assertThat(Usdt.list(JVM))
                .hasSizeGreaterThan(400)
                .extracting(UsdtProbe::toString)
                .contains("hotspot:gc__begin");
        assertThat(Usdt.list(JVM))
                .filteredOn(probe -> probe.name().equals("gc__begin"))
                .allSatisfy(probe -> assertThat(probe.arguments()).contains("@"));
        assertThat(Usdt.list("sleep")).isEmpty();
        try (var object = Firing.load("attach_uprobe")) {
            var program = object.program("on_usdt");
            assertThatThrownBy(() -> program.attach(usdt(JVM, "hotspot", "gc_begin")))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("has no probe hotspot:gc_begin")
                    .hasMessageContaining("did you mean hotspot:gc__begin")
                    .hasMessageNotContaining("SEC(");
            assertThatThrownBy(() -> program.attach(usdt("libc.so.66", "a", "b")))
                    .hasMessageContaining("there is no library libc.so.66")
                    .hasMessageContaining("did you mean libc.so.6");
            assertThatThrownBy(() -> Usdt.list("libc.so.66")).hasMessageContaining("did you mean libc.so.6");
            assertThatThrownBy(() -> program.attach(usdt("sleep", "a", "b")))
                    .hasMessageContaining("sleep has no USDT probes");
        }
    }

    @Test
    @RequiresKernel(Feature.UPROBE_MULTI)
    void oneLinkTakesManyFunctions() {
        try (var object = Firing.load("attach_uprobe_multi")) {
            var link = object.program("on_many")
                    .attach(uprobeMulti(LIBC, "getpid", "getppid").cookies(1, 2));
            Firing.assertFires(object, "calls", Firing::getpid);
            assertThat(Firing.count(object, "cookies")).isEqualTo(1);
            TestLibc.CALLS.getppid();
            assertThat(Firing.count(object, "cookies")).isEqualTo(3);
            assertThat(link.info().type()).isEqualTo("uprobe_multi");
        }
    }

    @Test
    @RequiresKernel(Feature.UPROBE_MULTI)
    void aPatternStandsForManyFunctions() {
        try (var object = Firing.load("attach_uprobe_multi")) {
            var link = object.program("on_many")
                    .attach(uprobeMulti(LIBC, "getp?id").pid(PID));
            Firing.assertFires(object, "calls", TestLibc.CALLS::getppid);
            assertThat((Long) link.info().details().getOrDefault("count", 1L)).isPositive();
            assertThatThrownBy(() -> object.program("on_many").attach(uprobeMulti(LIBC, "getpid", "getpidd")))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("has no function getpidd")
                    .hasMessageContaining("did you mean getpid");
            assertThatThrownBy(() -> object.program("on_many")
                            .attach(uprobeMulti(LIBC, "getp?id").cookies(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("name each function in full");
            assertThatThrownBy(() -> uprobeMulti(LIBC, "getpid").cookies(1, 2))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @RequiresKernel(Feature.UPROBE_MULTI)
    void theReturnsOfManyFunctionsTellWhatTheyGaveBack() {
        try (var object = Firing.load("attach_uprobe_multi")) {
            var link = object.program("on_returns")
                    .attach(uretprobeMulti(LIBC, "getpid", "getppid").cookies(1, 2));
            Firing.assertFires(object, "returns", Firing::getpid);
            assertThat(Firing.count(object, "returned")).isEqualTo(PID);
            assertThat(Firing.count(object, "cookies")).isEqualTo(1);
            int parent = TestLibc.CALLS.getppid();
            assertThat(Firing.count(object, "returned")).isEqualTo(parent);
            assertThat(Firing.count(object, "cookies")).isEqualTo(3);
            assertThat(link.hook()).isEqualTo("uretprobe.multi/libc.so.6:getpid,getppid");
        }
    }

    @Test
    @RequiresKernel(Feature.UPROBE_SESSION)
    void aSessionFiresAtEntryAndReturn() {
        try (var object = Firing.load("attach_uprobe_session")) {
            object.program("on_both").attach(uprobeSession(LIBC, "getpid"));
            Firing.getpid();
            assertThat(Firing.count(object, "calls")).isEqualTo(2);
        }
    }

    @Test
    void aLibraryIsFoundAsTheSystemFindsIt() throws Exception {
        assertThat(Executable.find(LIBC)).isAbsolute().exists();
        assertThat(Executable.find("sh").toString()).endsWith("/sh");
        assertThat(Executable.open(Executable.find(LIBC)).functions().keySet())
                .containsAll(List.of("malloc", "getpid", "pthread_create"));
    }
}
