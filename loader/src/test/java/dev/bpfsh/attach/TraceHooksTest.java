// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.rawTracepoint;
import static dev.bpfsh.attach.Hooks.tpBtf;
import static dev.bpfsh.attach.Hooks.tracepoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.Libbpf;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tracepoints in their three forms, and what all links have in common. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS, Feature.BTF})
class TraceHooksTest {
    @Test
    void allThreeFormsFire() {
        try (var object = Firing.load("attach_trace")) {
            assertThat(object.attach()).hasSize(3);
            Firing.assertFires(object, "tracepoints", Firing::getpid);
            Firing.assertFires(object, "raw_tracepoints", Firing::getpid);
            Firing.assertFires(object, "tp_btfs", Firing::getpid);
            for (var link : object.links()) {
                assertThat(link.info().id()).isPositive();
                assertThat(link.info().programId()).isPositive();
            }
        }
    }

    @Test
    void aTracepointGivesItsCookie() {
        try (var object = Firing.load("attach_trace")) {
            object.program("on_tracepoint")
                    .attach(tracepoint("syscalls", "sys_enter_getpid").cookie(0x1122334455667788L));
            Firing.assertFires(object, "tracepoints", Firing::getpid);
            assertThat(Firing.count(object, "cookie")).isEqualTo(0x1122334455667788L);
        }
    }

    @Test
    @RequiresKernel(Feature.TYPED_COOKIE)
    void aTypedTracepointGivesItsCookie() {
        try (var object = Firing.load("attach_typed_cookie")) {
            object.program("on_tp_btf").attach(tpBtf("sys_enter").cookie(0x1122334455667788L));
            Firing.getpid();
            assertThat(Firing.count(object, "cookie")).isEqualTo(0x1122334455667788L);
        }
    }

    @Test
    void aWritableRawTracepointChangesItsArgument() {
        try (var object = Firing.load("attach_writable")) {
            var run = object.program("pass").testRun().data(new byte[64]);
            var link = object.program("on_finish").attach();
            assertThat(link.hook()).isEqualTo("raw_tp/bpf_test_finish");
            assertThat(link.info().details()).containsEntry("name", "bpf_test_finish");
            assertThat(run.run().returnValue()).isEqualTo(2);
            assertThat(Firing.count(object, "finished")).isEqualTo(1);
            object.global("answer").set(-Errno.EXDEV.number());
            assertThatThrownBy(run::run)
                    .isInstanceOfSatisfying(BpfException.class, failure -> assertThat(failure.errno())
                            .contains(Errno.EXDEV));
            link.close();
            assertThat(run.run().returnValue()).isEqualTo(2);
        }
    }

    @Test
    void aWritableRawTracepointMustBeOne() {
        try (var object = Firing.load("attach_writable")) {
            assertThatThrownBy(() -> object.program("on_finish").attach(rawTracepoint("sched_switch")))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("failed to attach to raw tracepoint 'sched_switch': Invalid argument");
        }
    }

    @Test
    void aClosedLinkNoLongerFires() {
        try (var object = Firing.load("attach_trace")) {
            var link = object.program("on_tp_btf").attach(tpBtf("sys_enter"));
            Firing.assertFires(object, "tp_btfs", Firing::getpid);
            link.close();
            long before = Firing.count(object, "tp_btfs");
            Firing.getpid();
            assertThat(Firing.count(object, "tp_btfs")).isEqualTo(before);
        }
    }

    @Test
    void theKernelSaysWhatALinkIs() {
        try (var object = Firing.load("attach_trace")) {
            var raw = object.program("on_raw_tracepoint").attach().info();
            assertThat(raw.type()).isEqualTo("raw_tracepoint");
            assertThat(raw.details()).containsEntry("name", "sys_enter");
            // A raw tracepoint in disguise.
            var typed = object.program("on_tp_btf").attach().info();
            assertThat(typed.type()).isEqualTo("raw_tracepoint");
            assertThat(typed.details()).containsEntry("name", "sys_enter");
        }
    }

    @Test
    void aPinKeepsTheProgramAttached() {
        var pin = Path.of("/sys/fs/bpf/bpfsh_test_" + ProcessHandle.current().pid());
        try (var object = Firing.load("attach_trace")) {
            var link = object.program("on_tp_btf").attach();
            assertThatThrownBy(link::unpin).isInstanceOf(BpfException.class).hasMessageContaining("hint: pin(path)");
            assertThatThrownBy(() -> link.pin(Path.of("/tmp/no_bpf_here")))
                    .isInstanceOf(BpfException.class)
                    .hasMessageStartingWith("pin on_tp_btf at tp_btf/sys_enter at /tmp/no_bpf_here: ")
                    .hasMessageContaining("/sys/fs/bpf");
            assertThatThrownBy(() -> link.pin("/sys/fs/bpf/a\0b"))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("that is no path");
            assertThat(link.pinned()).isEmpty();
            link.pin(pin);
            assertThat(pin).exists();
            assertThat(link.pinned()).contains(pin);
            link.close();
            Firing.assertFires(object, "tp_btfs", Firing::getpid);
        } finally {
            pin.toFile().delete();
        }
        assertThat(pin).doesNotExist();
    }

    @Test
    void unpinRemovesThePin() {
        var pin = Path.of("/sys/fs/bpf/bpfsh_test2_" + ProcessHandle.current().pid());
        try (var object = Firing.load("attach_trace")) {
            var link = object.program("on_tracepoint").attach();
            link.pin(pin);
            link.unpin();
            assertThat(Files.exists(pin)).isFalse();
        }
    }

    @Test
    void whatTheKernelDoesNotDoWithALinkIsSaid() {
        try (var object = Firing.load("attach_trace")) {
            var link = object.program("on_tracepoint").attach();
            assertThatThrownBy(link::detach)
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("the kernel does not do that with this kind of link")
                    .hasMessageContaining("close() detaches every kind of link");
            assertThatThrownBy(() -> link.update(object.program("on_tp_btf")))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("close() this link");
            assertThatThrownBy(link::lines)
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("not the link of an iterator");
            assertThat(link.attached()).isTrue();
        }
    }

    @Test
    void everyCallOnAClosedLinkIsRefused() {
        try (var object = Firing.load("attach_trace")) {
            var link = object.program("on_tracepoint").attach();
            link.close();
            link.close();
            for (Runnable call : new Runnable[] {
                link::info,
                link::fd,
                link::detach,
                link::unpin,
                () -> link.pin(Path.of("/sys/fs/bpf/x")),
                link::lines,
                () -> link.update(object.program("on_tracepoint"))
            }) {
                assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed");
            }
        }
    }

    @Test
    void nearTracepointsAreOffered() {
        try (var object = Fixture.open("attach_named")) {
            object.load();
            assertThatThrownBy(object.program("on_misspelt_tracepoint")::attach)
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("the kernel has no tracepoint syscalls/sys_enter_getpidd")
                    .hasMessageContaining("did you mean syscalls/sys_enter_getpid");
            assertThatThrownBy(object.program("on_misspelt_raw_tracepoint")::attach)
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("the kernel has no tracepoint sched_swich")
                    .hasMessageContaining("did you mean sched_switch");
        }
    }

    @Test
    void aHookThatTheProgramWasNotLoadedForIsRefused() {
        try (var object = Firing.load("attach_trace")) {
            assertThatThrownBy(() -> object.program("on_tp_btf").attach(tpBtf("sched_switch")))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("it was loaded for tp_btf/sys_enter")
                    .hasMessageContaining("attachTarget(\"sched_switch\")");
        }
    }

    @Test
    void aMisspeltTargetIsRefusedBeforeTheLoad() {
        try (var object = Fixture.open("attach_trace")) {
            assertThatThrownBy(() -> object.program("on_tp_btf").attachTarget("sched_swich"))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("the kernel has no tracepoint sched_swich")
                    .hasMessageContaining("did you mean sched_switch");
            object.program("on_tp_btf").attachTarget("sched_switch");
            object.load();
            assertThat(object.program("on_tp_btf").attach().hook()).isEqualTo("tp_btf/sched_switch");
        }
    }

    @Test
    void aNewerLibbpfIsAskedForWhereItIsNeeded() {
        try (var object = Firing.load("attach_trace")) {
            var hook = rawTracepoint("sys_enter").cookie(7);
            if (Libbpf.get().has("1.4")) {
                object.program("on_raw_tracepoint").attach(hook);
            } else {
                assertThatThrownBy(() -> object.program("on_raw_tracepoint").attach(hook))
                        .isInstanceOf(BpfException.class)
                        .hasMessageContaining("libbpf 1.4");
            }
        }
    }
}
