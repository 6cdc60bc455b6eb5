// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bpfsh.attach.Tracepoint;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.testing.BuildJdk;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class BpfObjectTest {
    @Test
    void saysWhatIsInAnObjectBeforeAnythingIsInTheKernel() {
        try (var maps = Fixture.open("maps")) {
            assertThat(maps.state()).isEqualTo(BpfObject.State.OPENED);
            assertThat(maps.name()).isEqualTo("maps");
            assertThat(maps.license()).isEqualTo("Dual BSD/GPL");
            assertThat(maps.program("visit").section()).isEqualTo("tp/syscalls/sys_enter_getpid");
            assertThat(maps.program("visit").type()).isEqualTo("tracepoint");
            assertThat(maps.program("visit").instructionCount()).isPositive();
            assertThat(maps.program("visit").attachesByItself()).isTrue();
            assertThat(maps.map("visits").type()).isEqualTo("hash");
            assertThat(maps.map("events").type()).isEqualTo("ringbuf");
            assertThat(maps.map("per_cpu").type()).isEqualTo("percpu_array");
            assertThat(maps.map("maps.bss").internal()).isTrue();
            assertThat(maps.sections()).containsOnlyKeys(".bss");
        }
    }

    @Test
    void goesThroughItsLife() {
        var two = Fixture.open("two");
        two.load();
        assertThat(two.state()).isEqualTo(BpfObject.State.LOADED);
        assertThat(two.program("first").fd()).isPositive();
        var links = two.attach();
        assertThat(links).extracting(link -> link.program().name()).containsExactly("first", "second");
        assertThat(two.links()).isEqualTo(links);
        links.get(0).close();
        assertThat(links.get(0).attached()).isFalse();
        assertThat(two.links()).containsExactly(links.get(1));
        assertThat(two.attach()).extracting(BpfLink::program).containsExactly(two.program("first"));
        two.close();
        assertThat(two.state()).isEqualTo(BpfObject.State.CLOSED);
        assertThat(links.get(1).attached()).isFalse();
        assertThat(Session.current().alive()).isEmpty();
        two.close();
    }

    @Test
    void opensFromMemoryUnderAnyName() {
        try (var object = BpfObject.open(Fixture.bytes("globals"), "a.name with dots")) {
            assertThat(object.sections()).containsKeys(".bss", ".data", ".data.hot", ".rodata.cold");
            object.load();
            assertThat(object.global("level").get()).isEqualTo(3L);
        }
    }

    @Test
    void namesTheStateAndTheNextStepWhenAStepIsOutOfOrder() {
        var two = Fixture.open("two");
        assertThatThrownBy(two::attach)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two is OPENED")
                .hasMessageContaining("next is load()");
        assertThatThrownBy(() -> two.program("first").attach()).hasMessageContaining("two is OPENED");
        assertThatThrownBy(() -> two.map("two.rodata").fd()).hasMessageContaining("two is OPENED");
        two.load();
        assertThatThrownBy(two::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two is LOADED")
                .hasMessageContaining("next is attach()");
        two.attach();
        assertThatThrownBy(two::attach).hasMessageContaining("attached already");
        two.close();
        var first = two.program("first");
        for (Callable<?> step : new Callable<?>[] {
            () -> {
                two.load();
                return null;
            },
            two::attach,
            first::attach,
            first::fd,
            two.map("two.rodata")::fd
        }) {
            assertThatThrownBy(step::call)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("two is CLOSED")
                    .hasMessageContaining("open() it again");
        }
    }

    @Test
    void leadsWithTheVerifiersReason() {
        var rejected = Fixture.open("rejected");
        assertThatThrownBy(rejected::load).isInstanceOfSatisfying(LoadFailed.class, failure -> {
            assertThat(failure.getMessage().lines().findFirst().orElseThrow())
                    .contains("load rejected.overrun: R0 unbounded memory access")
                    .contains("(EACCES)");
            assertThat(failure.details().get(0)).startsWith("source: ").contains("row->cells[row->length]");
            assertThat(failure.getMessage().lines().count()).isLessThan(24);
            assertThat(failure.log().size()).isGreaterThan(failure.details().size());
            assertThat(failure.hint())
                    .hasValueSatisfying(hint -> assertThat(hint).contains("bound"));
        });
        assertThat(rejected.state()).isEqualTo(BpfObject.State.CLOSED);
        assertThat(rejected.program("overrun").verifierLog()).isNotEmpty();
    }

    @Test
    void saysThatALicenceIsMissing() {
        var unlicensed = Fixture.open("nolicense");
        assertThat(unlicensed.license()).isEmpty();
        assertThatThrownBy(unlicensed::load)
                .isInstanceOf(LoadFailed.class)
                .hasMessageContaining("GPL")
                .hasMessageContaining("hint: declare a licence");
    }

    @Test
    void keepsTheVerifiersLogOfAnAcceptedProgramWhenAsked() {
        try (var two = Fixture.open("two")) {
            two.program("first").verifierLogLevel(1);
            two.load();
            assertThat(two.program("first").verifierLog()).anyMatch(line -> line.startsWith("processed "));
            assertThat(two.program("second").verifierLog()).isEmpty();
        }
    }

    @Test
    void findsTheFormatsThatAProgramPrints() {
        try (var globals = Fixture.open("globals");
                var two = Fixture.open("two")) {
            assertThatThrownBy(() -> two.program("first").formats()).hasMessageContaining("two is OPENED");
            globals.load();
            assertThat(globals.program("see").formats()).containsExactly("%s from the globals fixture, limit %d");
            two.load();
            // Nothing but constants without a name is in this section, so libbpf does not make it mappable.
            assertThat(two.section(".rodata").all()).isEmpty();
            assertThat(two.program("first").formats()).containsExactly("first program saw getpid of %d");
        }
    }

    @Test
    void offersTracepointsThatExist() {
        try (var misspelt = Fixture.open("notracepoint")) {
            misspelt.load();
            assertThatThrownBy(misspelt::attach)
                    .isInstanceOfSatisfying(AttachFailed.class, failure -> assertThat(failure.errno())
                            .contains(Errno.ENOENT))
                    .hasMessageContaining("tp/syscalls/sys_enter_writ")
                    .hasMessageContaining("syscalls/sys_enter_write");
            var program = misspelt.programs().values().iterator().next();
            var link = program.attach(new Tracepoint("syscalls", "sys_enter_write"));
            assertThat(program.links()).containsExactly(link);
        }
    }

    @Test
    void offersNearNames() {
        try (var maps = Fixture.open("maps")) {
            assertThatThrownBy(() -> maps.program("visits"))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("did you mean visit?");
            assertThatThrownBy(() -> maps.map("visit")).hasMessageContaining("did you mean visits?");
            assertThatThrownBy(() -> maps.section(".bs")).hasMessageContaining(".bss");
            assertThatThrownBy(() -> maps.global("droped")).hasMessageContaining("did you mean dropped?");
            assertThatThrownBy(() -> maps.bss().set("droped", 1)).hasMessageContaining("did you mean dropped?");
        }
    }

    @Test
    void namesTheMapThatTheKernelWouldNotMake() {
        assertThatThrownBy(() -> Fixture.open("badmap").load())
                .isInstanceOf(LoadFailed.class)
                .hasMessageStartingWith("load badmap.nothing: the kernel would not make this map: invalid argument"
                        + " (EINVAL)\n  hash, key of 4 B, value of 8 B, max_entries 0\nhint: ");
    }

    @Test
    void saysThatAProgramWasLeftOut() {
        try (var optional = Fixture.open("optional")) {
            assertThat(optional.global("none").get()).isEqualTo(List.of());
            optional.load();
            assertThat((List<?>) optional.global("big").get()).hasSize(3000);
            assertThatThrownBy(optional::attach)
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("SEC(\"?tp/syscalls/sys_enter_getpid\")");
            var program = optional.program("left_out");
            assertThatThrownBy(program::attach)
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("the program was not loaded")
                    .hasMessageContaining("hint: take the question mark out of SEC(\"?tp/");
            assertThatThrownBy(program::fd).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void listsAFewNamesWhereNoneIsNear() {
        try (var globals = Fixture.open("globals");
                var two = Fixture.open("two")) {
            assertThatThrownBy(() -> globals.global("zzzzzzzz"))
                    .hasMessageContaining("hint: it has ")
                    .hasMessageContaining(", ... (")
                    .satisfies(
                            failure -> assertThat(failure.getMessage().length()).isLessThan(300));
            assertThatThrownBy(() -> two.rodata().get("zzzzzzzz")).hasMessageContaining("clang -g");
        }
    }

    @Test
    void twoHundredLivesLeaveNothingBehind() {
        live();
        var before = Leaks.snapshot();
        for (int i = 0; i < (BuildJdk.isThis() ? 200 : 50); i++) {
            live();
        }
        Leaks.assertNoneSince(before);
    }

    private static void live() {
        try (var globals = Fixture.open("globals")) {
            globals.bss().set("watched_tgid", 1);
            globals.load();
            globals.bss().set("watched_tgid", 2);
            globals.attach();
        }
    }

    @Test
    void failuresLeaveNothingBehind() {
        fail("rejected");
        var before = Leaks.snapshot();
        for (int i = 0; i < 20; i++) {
            fail("rejected");
            fail("nolicense");
            fail("bigendian");
            fail("notracepoint");
        }
        Leaks.assertNoneSince(before);
    }

    private static void fail(String fixture) {
        assertThatThrownBy(() -> {
                    try (var object = Fixture.open(fixture)) {
                        object.load();
                        object.attach();
                    }
                })
                .isInstanceOf(BpfException.class);
    }

    @Test
    void useWhileAnotherThreadClosesIsAnExceptionAndNoCrash() throws Exception {
        var threads = Executors.newFixedThreadPool(3);
        try {
            for (int i = 0; i < 100; i++) {
                var object = Fixture.open("globals");
                object.load();
                var uses = new ArrayList<Future<?>>();
                for (int t = 0; t < 2; t++) {
                    uses.add(threads.submit(() -> useUntilClosed(object)));
                }
                threads.submit(object::close).get();
                for (var use : uses) {
                    use.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void constantsThatAreSetWhileAnotherThreadLoadsAreRefusedOrTaken() throws Exception {
        var thread = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < 50; i++) {
                try (var object = Fixture.open("globals")) {
                    var sets = thread.submit(() -> assertThatThrownBy(() -> {
                                while (true) {
                                    object.rodata().set("step", 1);
                                }
                            })
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining(".rodata is read-only once globals is LOADED"));
                    object.load();
                    sets.get();
                }
            }
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void readOnlyMemoryIsNotWritten() throws Exception {
        try (var object = Fixture.open("globals")) {
            object.load();
            try (var memory = object.rodata().map().handle().values(false)) {
                assertThatThrownBy(() -> memory.write(0, new byte[4]))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("globals.rodata is read-only");
            }
        }
    }

    @Test
    void closingAnInitialValueDoesNotCloseTheObject() {
        try (var object = Fixture.open("globals")) {
            object.bss().map().handle().initialValue().orElseThrow().close();
            object.load();
            assertThat(object.global("level").get()).isEqualTo(3L);
        }
    }

    @Test
    void aListenerOfTheLogCannotUseTheObjectThatIsAtWork() {
        var answers = new CopyOnWriteArrayList<Throwable>();
        try (var object = Fixture.open("globals")) {
            LibbpfLog.get().listen(line -> {
                answers.add(catchThrowable(object::close));
                answers.add(catchThrowable(object::load));
                answers.add(catchThrowable(() -> object.bss().get("calls")));
            });
            assertTimeoutPreemptively(Duration.ofSeconds(60), object::load);
            LibbpfLog.get().listen(line -> {});
            assertThat(answers).isNotEmpty().allSatisfy(answer -> assertThat(answer)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("globals is at work"));
            assertThat(object.state()).isEqualTo(BpfObject.State.LOADED);
        } finally {
            LibbpfLog.get().listen(line -> {});
        }
    }

    private static void useUntilClosed(BpfObject object) {
        assertThatThrownBy(() -> {
                    while (true) {
                        object.global("calls").set(1);
                        object.global("name").get();
                        object.program("see").handle().instructions();
                        attachOnce(object.program("see"));
                    }
                })
                .isInstanceOf(IllegalStateException.class);
    }

    private static void attachOnce(BpfProgram program) {
        try {
            program.attach().close();
        } catch (AttachFailed byTheOtherThread) {
            assertThat(byTheOtherThread).hasMessageContaining("attached there already (EEXIST)");
        }
    }
}
