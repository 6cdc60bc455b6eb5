// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Feature.State;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelFeaturesTest {
    @TempDir
    Path root;

    private KernelFeatures with(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
        return new KernelFeatures(root);
    }

    @Test
    @RequiresKernel({dev.bpfsh.testing.Feature.BPF, dev.bpfsh.testing.Feature.BTF})
    void thisMachineLacksNothing() {
        assertThat(KernelFeatures.all()).noneMatch(feature -> feature.state() == State.MISSING);
        assertThat(KernelFeatures.all())
                .extracting(Feature::name)
                .startsWith("version", "architecture", "bpf(2)", "BTF", "JIT compiler");
    }

    @Test
    void aKernelWithoutBpfOrTypesIsOfNoUse() throws IOException {
        assertThat(with("proc/filesystems", "\text4\nnodev\tproc\n").bpf().state())
                .isEqualTo(State.MISSING);
        assertThat(with("proc/filesystems", "nodev\tproc\nnodev\tbpf\n").bpf().state())
                .isEqualTo(State.OK);
        assertThat(new KernelFeatures(root).btf())
                .isEqualTo(Feature.missing(
                        "kernel",
                        "BTF",
                        "this kernel does not describe its types (CONFIG_DEBUG_INFO_BTF)",
                        "boot the kernel of your distribution, 5.8 or newer"));
        assertThat(with("sys/kernel/btf/vmlinux", "x".repeat(4096)).btf().found())
                .endsWith("vmlinux, 4 KiB");
    }

    @Test
    void programsThatAreInterpretedAreSlow() throws IOException {
        assertThat(new KernelFeatures(root).jit().state()).isEqualTo(State.WARNING);
        var file = "proc/sys/net/core/bpf_jit_enable";
        assertThat(with(file, "0\n").jit().advice()).isEqualTo("sudo sysctl -w net.core.bpf_jit_enable=1");
        assertThat(with(file, "1\n").jit().state()).isEqualTo(State.OK);
    }

    @Test
    void bpfForEverybodyIsADanger() throws IOException {
        var file = "proc/sys/kernel/unprivileged_bpf_disabled";
        assertThat(with(file, "0\n").unprivileged().state()).isEqualTo(State.WARNING);
        assertThat(with(file, "1\n").unprivileged().state()).isEqualTo(State.OK);
        assertThat(with(file, "2\n").unprivileged().found()).isEqualTo("off (2)");
    }

    @Test
    void aKernelThatIsLockedDownRefusesRootToo() throws IOException {
        var file = "sys/kernel/security/lockdown";
        assertThat(new KernelFeatures(root).lockdown().state()).isEqualTo(State.OK);
        assertThat(with(file, "none [integrity] confidentiality\n").lockdown().state())
                .isEqualTo(State.OK);
        assertThat(with(file, "none integrity [confidentiality]\n").lockdown().state())
                .isEqualTo(State.MISSING);
    }

    @Test
    void bpfIsToBeAmongTheSecurityModules() throws IOException {
        var file = "sys/kernel/security/lsm";
        assertThat(new KernelFeatures(root).securityModules().advice()).contains("mount -t securityfs");
        assertThat(with(file, "capability,apparmor").securityModules().advice())
                .startsWith("boot with lsm=capability,apparmor,bpf ");
        assertThat(with(file, "capability,bpf").securityModules().state()).isEqualTo(State.OK);
        assertThat(with(file, "capability,bpfilter").securityModules().state()).isEqualTo(State.WARNING);
    }

    @Test
    void thirtyTwoBitsAreTooFew() {
        assertThat(KernelFeatures.architecture("arm", "32").state()).isEqualTo(State.MISSING);
        assertThat(KernelFeatures.architecture("aarch64", "64").state()).isEqualTo(State.OK);
    }
}
