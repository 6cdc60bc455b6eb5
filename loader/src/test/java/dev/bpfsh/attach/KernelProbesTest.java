// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.kprobe;
import static dev.bpfsh.attach.Hooks.kprobeMulti;
import static dev.bpfsh.attach.Hooks.ksyscall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.UnsupportedByKernel;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import org.junit.jupiter.api.Test;

/** Probes in functions of the kernel. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class KernelProbesTest {
    @Test
    @RequiresKernel(Feature.KPROBE)
    void entriesAndReturnsOfFunctionsAndSystemCallsFire() {
        try (var object = Firing.load("attach_kprobe")) {
            assertThat(object.attach()).hasSize(4);
            Firing.assertFires(object, "entries", Firing::unlink);
            Firing.assertFires(object, "returns", Firing::unlink);
            Firing.assertFires(object, "syscalls", Firing::getpgid);
            Firing.assertFires(object, "syscall_returns", Firing::getpgid);
        }
    }

    @Test
    @RequiresKernel(Feature.KPROBE)
    void aKprobeHasACookieAndAnOffset() {
        try (var object = Firing.load("attach_kprobe")) {
            var link = object.program("on_entry").attach(kprobe("vfs_unlink").cookie(42));
            Firing.assertFires(object, "entries", Firing::unlink);
            assertThat(Firing.count(object, "cookie")).isEqualTo(42);
            assertThat(link.info().type()).isEqualTo("perf_event");
            link.close();
            // Behind endbr64 or the call of ftrace there is an instruction on every x86-64 and arm64 kernel.
            assertThat(object.program("on_entry")
                            .attach(kprobe("vfs_unlink").offset(0))
                            .hook())
                    .isEqualTo("kprobe/vfs_unlink");
        }
    }

    @Test
    @RequiresKernel(Feature.KPROBE)
    void nearFunctionsAndSystemCallsAreOffered() {
        try (var object = Firing.load("attach_kprobe")) {
            assertThatThrownBy(() -> object.program("on_entry").attach(kprobe("vfs_unlikn")))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("the kernel has no function vfs_unlikn")
                    .hasMessageContaining("did you mean vfs_unlink");
            assertThatThrownBy(() -> object.program("on_syscall").attach(ksyscall("getpgidd")))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("there is no system call getpgidd")
                    .hasMessageContaining("did you mean getpgid");
        }
    }

    @Test
    void aKernelWithoutKprobesIsNamed() {
        if (Feature.KPROBE.missing().isPresent()) {
            try (var object = Firing.load("attach_kprobe")) {
                assertThatThrownBy(object.program("on_entry")::attach)
                        .isInstanceOf(UnsupportedByKernel.class)
                        .hasMessage("attach attach_kprobe.on_entry to kprobe/vfs_unlink:"
                                + " this kernel has no kprobes (CONFIG_KPROBE_EVENTS)");
            }
        }
    }

    @Test
    @RequiresKernel(Feature.KPROBE_MULTI)
    void oneLinkTakesManyFunctions() {
        try (var object = Firing.load("attach_kprobe_multi")) {
            var link = object.program("on_many")
                    .attach(kprobeMulti("vfs_unlink", "security_task_getpgid").cookies(1, 2));
            Firing.assertFires(object, "entries", Firing::unlink);
            Firing.getpgid();
            assertThat(Firing.count(object, "cookies")).isEqualTo(3);
            assertThat(link.info().type()).isEqualTo("kprobe_multi");
        }
    }

    @Test
    @RequiresKernel(Feature.KPROBE_MULTI)
    void aPatternStandsForManyFunctions() {
        try (var object = Firing.load("attach_kprobe_multi")) {
            object.program("on_return").attach();
            Firing.assertFires(object, "returns", Firing::unlink);
            assertThatThrownBy(() -> object.program("on_many").attach(kprobeMulti("vfs_unlikn")))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("the kernel has no function vfs_unlikn");
            assertThatThrownBy(() -> object.program("on_many").attach(kprobeMulti("no_such_*")))
                    .isInstanceOf(AttachFailed.class)
                    .hasMessageContaining("no_such_*");
        }
    }

    @Test
    @RequiresKernel(Feature.KPROBE_SESSION)
    void aSessionFiresAtEntryAndReturn() {
        try (var object = Firing.load("attach_kprobe_session")) {
            object.attach();
            // An overlay unlinks in the file system below it too.
            Firing.unlink();
            assertThat(Firing.count(object, "calls")).isPositive().isEven();
        }
    }
}
