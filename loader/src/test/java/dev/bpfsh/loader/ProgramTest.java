// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bpfsh.kernel.ProgramInfo;
import dev.bpfsh.kernel.Programs;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class ProgramTest {
    @Test
    void takesSettingsBeforeLoad() {
        try (var settings = Fixture.open("settings")) {
            var unnamed = settings.program("unnamed");
            assertThat(unnamed.type()).isEqualTo("unspec");
            assertThat(unnamed.type("socket_filter").type()).isEqualTo("socket_filter");
            var leftOut = settings.program("left_out");
            assertThat(leftOut.autoload()).isFalse();
            leftOut.autoload(true);
            var sided = settings.program("sided");
            assertThat(sided.expectedAttachType()).isEqualTo("cgroup_inet_ingress");
            assertThat(sided.expectedAttachType("cgroup_inet_egress").expectedAttachType())
                    .isEqualTo("cgroup_inet_egress");
            assertThat(sided.flags()).isEmpty();
            sided.flags(ProgramFlag.TEST_STATE_FREQ, ProgramFlag.STRICT_ALIGNMENT);
            assertThat(sided.flags())
                    .containsExactlyInAnyOrder(ProgramFlag.TEST_STATE_FREQ, ProgramFlag.STRICT_ALIGNMENT);
            settings.load();
            assertThat(unnamed.info().type()).isEqualTo("socket_filter");
            assertThat(leftOut.info().name()).isEqualTo("left_out");
            assertThatThrownBy(() -> leftOut.autoload(false)).hasMessageContaining("settings is LOADED");
            assertThatThrownBy(() -> unnamed.type("xdp")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> sided.flags(ProgramFlag.SLEEPABLE)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void namesWhatIsNear() {
        try (var settings = Fixture.open("settings")) {
            assertThatThrownBy(() -> settings.program("unnamed").type("socketfilter"))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("no such program type in libbpf")
                    .hasMessageContaining("did you mean socket_filter?");
            assertThatThrownBy(() -> settings.program("sided").expectedAttachType("cgroup_inet_ingres"))
                    .hasMessageContaining("did you mean cgroup_inet_ingress, ");
        }
    }

    @Test
    @RequiresKernel(Feature.BTF)
    void namesATargetOfTheKernel() {
        try (var settings = Fixture.open("settings")) {
            var targeted = settings.program("targeted");
            assertThat(targeted.attachTarget()).contains("vfs_read");
            assertThat(targeted.expectedAttachType()).isEqualTo("trace_fentry");
            assertThat(targeted.attachTarget("vfs_write").attachTarget()).contains("vfs_write");
            assertThatThrownBy(() -> targeted.attachTarget("vfs_wrote"))
                    .isInstanceOf(BpfException.class)
                    .hasMessageStartingWith("set the attach target of settings.targeted: ")
                    .hasMessageContaining("the kernel has no function vfs_wrote")
                    .hasMessageContaining("hint: did you mean vfs_write");
            assertThat(targeted.attachTarget()).contains("vfs_write");
            assertThat(settings.program("left_out").attachTarget()).isEmpty();
        }
    }

    @Test
    void attachesAllButThoseThatAreToldNotTo() {
        try (var two = Fixture.open("two")) {
            two.program("first").autoattach(false);
            assertThat(two.program("first").autoattach()).isFalse();
            two.load();
            assertThat(two.attach()).extracting(BpfLink::program).containsExactly(two.program("second"));
            two.program("first").autoattach(true);
            assertThat(two.attach()).extracting(BpfLink::program).containsExactly(two.program("first"));
        }
    }

    @Test
    void theKernelKnowsALoadedProgram() throws Exception {
        var before = Instant.now();
        var globals = Fixture.open("globals");
        var program = globals.program("see");
        assertThatThrownBy(program::info).hasMessageContaining("globals is OPENED");
        globals.load();
        var info = program.info();
        assertThat(info.id()).isPositive();
        assertThat(info.type()).isEqualTo("tracepoint");
        assertThat(info.name()).isEqualTo("see");
        assertThat(info.tag()).matches("[0-9a-f]{16}");
        assertThat(info.gplCompatible()).isTrue();
        // The kernel has it by another clock.
        assertThat(info.loadedAt())
                .isBetween(before.minusSeconds(2), Instant.now().plusSeconds(2));
        assertThat(info.uid()).isZero();
        assertThat(info.translatedSize()).isPositive();
        assertThat(info.translatedSize() % 8).isZero();
        assertThat(info.verifiedInstructions()).isPositive();
        assertThat(info.mapIds()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(info.btfId()).isPositive();
        assertThat(Programs.byId(info.id())).contains(info);
        assertThat(Programs.all()).contains(info);
        globals.close();
        Eventually.holds(() -> assertThat(Programs.byId(info.id())).isEmpty());
        assertThatThrownBy(program::info).hasMessageContaining("globals is CLOSED");
    }

    @Test
    void saysWhatBpftoolSays() throws Exception {
        try (var testrun = Fixture.open("testrun")) {
            testrun.load();
            for (var program : testrun.programs().values()) {
                var info = program.info();
                assertThat(json(info.id()))
                        .contains("\"id\":" + info.id())
                        .contains("\"type\":\"" + info.type() + "\"")
                        .contains("\"name\":\"" + program.name())
                        .contains("\"tag\":\"" + info.tag() + "\"")
                        .contains("\"gpl_compatible\":" + info.gplCompatible())
                        .containsPattern("\"loaded_at\":"
                                + Pattern.quote("" + info.loadedAt().getEpochSecond()) + "|\"loaded_at\":"
                                + (info.loadedAt().getEpochSecond() + 1))
                        .contains("\"uid\":" + info.uid())
                        .contains("\"bytes_xlated\":" + info.translatedSize())
                        .contains("\"bytes_jited\":" + info.machineSize())
                        .contains("\"btf_id\":" + info.btfId());
                assertThat(ids(json(info.id()))).containsExactlyElementsOf(info.mapIds());
            }
        }
    }

    private static List<Integer> ids(String json) {
        var list = Pattern.compile("\"map_ids\":\\[([0-9,]*)]").matcher(json);
        return list.find()
                ? Pattern.compile(",")
                        .splitAsStream(list.group(1))
                        .map(Integer::valueOf)
                        .toList()
                : List.of();
    }

    private static String json(int id) throws Exception {
        var process = new ProcessBuilder("bpftool", "-j", "prog", "show", "id", "" + id).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void countsRunsWhileSomebodyAsks() throws Exception {
        try (var two = Fixture.open("two")) {
            two.load();
            var program = two.program("first");
            program.attach();

            var statistics = BpfProgram.statistics();
            var again = BpfProgram.statistics();
            assertThat(Session.current().alive()).contains(statistics, again);
            again.close();
            long before = program.info().runCount();
            for (int i = 0; i < 100; i++) {
                Getpid.call();
            }
            var info = program.info();
            assertThat(info.runCount() - before).isGreaterThanOrEqualTo(100);
            assertThat(info.nanosPerRun()).isPositive();
            assertThat(info.toString()).contains("run_cnt ");
            assertThat(info.recursionMisses()).isZero();
            statistics.close();
            Eventually.holds(() -> {
                if (!countedElsewhere()) {
                    long quiet = program.info().runCount();
                    Getpid.call();
                    assertThat(program.info().runCount()).isEqualTo(quiet);
                }
            });
        }
        assertThat(Session.current().alive()).isEmpty();
    }

    // Statistics are the machine's, and another may have them on.
    private static boolean countedElsewhere() {
        try (var two = Fixture.open("two")) {
            two.load();
            two.program("first").attach();
            Getpid.call();
            return two.program("first").info().runCount() > 0;
        }
    }

    @Test
    void useWhileAnotherThreadClosesIsAnException() throws Exception {
        var threads = Executors.newFixedThreadPool(3);
        try {
            for (int i = 0; i < 30; i++) {
                var object = Fixture.open("testrun");
                object.load();
                var mirror = object.program("mirror");
                var uses = Stream.<Runnable>of(mirror::info, mirror::autoattach, () -> mirror.testRun()
                                .data(new byte[64])
                                .run())
                        .map(use -> threads.submit(() -> untilClosed(use)))
                        .toList();
                object.close();
                for (var use : uses) {
                    use.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void untilClosed(Runnable use) {
        assertThatThrownBy(() -> {
                    while (true) {
                        use.run();
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void settingsFromWithinALoadAreRefused() {
        var answers = new CopyOnWriteArrayList<Throwable>();
        try (var object = Fixture.open("settings")) {
            object.program("unnamed").type("socket_filter");
            LibbpfLog.get()
                    .listen(line -> answers.add(
                            catchThrowable(() -> object.program("sided").flags(ProgramFlag.TEST_STATE_FREQ))));
            object.load();
        } finally {
            LibbpfLog.get().listen(line -> {});
        }
        assertThat(answers).isNotEmpty().allSatisfy(answer -> assertThat(answer)
                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void questionsLeaveNothingOpen() {
        try (var two = Fixture.open("two")) {
            two.load();
            ask(two);
            var before = Leaks.snapshot();
            for (int i = 0; i < 50; i++) {
                ask(two);
            }
            Leaks.assertNoneSince(before);
        }
    }

    private static void ask(BpfObject object) {
        object.programs().values().forEach(BpfProgram::info);
        assertThat(Programs.all()).extracting(ProgramInfo::id).isSorted().isNotEmpty();
        assertThat(Programs.byId(Integer.MAX_VALUE)).isEmpty();
        BpfProgram.statistics().close();
    }
}
