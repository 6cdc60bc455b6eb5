// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.cgroup;
import static dev.bpfsh.attach.Hooks.fentry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.testing.TestCgroup;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Hooks that the kernel reaches by a trampoline: functions, LSM, parts of other programs, struct_ops. */
@RequiresKernel({Feature.BPF, Feature.BTF})
class TrampolineHooksTest {
    @Test
    @RequiresKernel(Feature.FENTRY)
    void entryAndReturnFire() {
        try (var object = Fixture.open("attach_fentry")) {
            Firing.watch(object);
            object.program("on_chosen").attachTarget("vfs_unlink");
            object.load();
            assertThat(object.attach()).hasSize(3);
            Firing.assertFires(object, "entries", Firing::unlink);
            Firing.assertFires(object, "returns", Firing::unlink);
            Firing.assertFires(object, "chosen", Firing::unlink);
            var info = object.program("on_return").links().get(0).info();
            assertThat(info.type()).isEqualTo("tracing");
            assertThat(info.details()).containsEntry("attach_type", "trace_fexit");
        }
    }

    @Test
    @RequiresKernel(Feature.FENTRY)
    void fentryHasACookie() {
        try (var object = Fixture.open("attach_fentry")) {
            Firing.watch(object);
            object.program("on_chosen").attachTarget("vfs_unlink");
            object.load();
            object.program("on_entry").attach(fentry("vfs_unlink").cookie(42));
            Firing.assertFires(object, "entries", Firing::unlink);
            assertThat(Firing.count(object, "cookie")).isEqualTo(42);
        }
    }

    @Test
    void aMisspeltFunctionIsRefusedBeforeTheLoad() {
        try (var object = Fixture.open("attach_fentry")) {
            assertThatThrownBy(() -> object.program("on_chosen").attachTarget("vfs_unlikn"))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("the kernel has no function vfs_unlikn")
                    .hasMessageContaining("did you mean vfs_unlink");
        }
    }

    @Test
    void aKernelThatRefusesTrampolinesDoesNotBlameCapabilities() {
        for (var name : new String[] {"attach_fentry", "attach_fmod_ret", "attach_lsm"}) {
            var object = Fixture.open(name);
            try (object) {
                object.load();
            } catch (BpfException refused) {
                assertThat(refused).hasMessageNotContainingAny("missing: ", "sudo", "ulimit");
                if (refused.errno().equals(Optional.of(Errno.EPERM))) {
                    assertThat(refused)
                            .isInstanceOf(UnsupportedByKernel.class)
                            .hasMessageMatching("load attach_\\w+: this kernel refuses (fentry|fmod_ret|lsm) programs,"
                                    + " although no capability is missing; .* \\(EPERM\\)");
                }
            }
        }
    }

    @Test
    @RequiresKernel(Feature.FMOD_RET)
    void fmodRetDecidesTheResult() {
        try (var object = Firing.load("attach_fmod_ret")) {
            assertThat(Firing.getpgid()).isZero();
            var link = object.program("refuse").attach();
            assertThat(Firing.getpgid()).isEqualTo(Errno.EXDEV.number());
            assertThat(link.info().details()).containsEntry("attach_type", "modify_return");
            link.close();
            assertThat(Firing.getpgid()).isZero();
        }
    }

    @Test
    @RequiresKernel(Feature.LSM)
    void anLsmHookRefuses() {
        try (var object = Firing.load("attach_lsm")) {
            assertThat(Firing.getpgid()).isZero();
            var link = object.program("refuse").attach();
            assertThat(Firing.getpgid()).isEqualTo(Errno.EXDEV.number());
            assertThat(link.info().details()).containsEntry("attach_type", "lsm_mac");
            link.close();
            assertThat(Firing.getpgid()).isZero();
        }
    }

    @Test
    @RequiresKernel({Feature.LSM_CGROUP, Feature.CGROUP2})
    void anLsmHookOfACgroupRefuses() throws Exception {
        try (var cgroup = new TestCgroup();
                var object = Fixture.open("attach_lsm_cgroup")) {
            object.load();
            var link = object.program("no_udp").attach(cgroup(cgroup.folder()));
            var udp = new String[] {"bash", "-c", "exec 3<>/dev/udp/127.0.0.1/9"};
            assertThat(cgroup.run(udp).status()).isNotZero();
            link.close();
            assertThat(cgroup.run(udp).status()).isZero();
        }
    }

    @Test
    @RequiresKernel({Feature.FREPLACE, Feature.NETWORK_NAMESPACE})
    void aFunctionOfAnotherProgramIsReplaced() throws Exception {
        try (var replaced = Fixture.open("attach_replaced");
                var object = Fixture.open("attach_freplace")) {
            replaced.load();
            object.program("replacement").attachTarget(replaced.program("ask"), "verdict");
            object.load();
            var link = object.program("replacement").attach();
            assertThat(link.info().type()).isEqualTo("tracing");
            assertThat((Long) link.info().details().get("target_obj_id")).isPositive();
        }
    }

    @Test
    @RequiresKernel({Feature.STRUCT_OPS, Feature.NETWORK_NAMESPACE})
    void structOpsAreRegistered() throws Exception {
        try (var object = Fixture.open("attach_struct_ops")) {
            object.load();
            var link = object.attachStructOps("idle");
            assertThat(algorithms()).contains("bpfsh_idle");
            assertThatThrownBy(() -> object.attachStructOps("attach_s.bss")).isInstanceOf(AttachFailed.class);
            link.close();
            assertThat(algorithms()).doesNotContain("bpfsh_idle");
        }
    }

    private static String algorithms() throws Exception {
        return Isolated.output("cat", "/proc/sys/net/ipv4/tcp_available_congestion_control");
    }
}
