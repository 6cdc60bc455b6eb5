// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    void readsTheEffectiveSetAndNoOther() {
        var status = "Name:\tx\nCapPrm:\t000001ffffffffff\nCapEff:\t000000c000001000\nCapBnd:\t000001ffffffffff\n";
        assertThat(Capabilities.parse(status).effective()).containsExactly("CAP_NET_ADMIN", "CAP_PERFMON", "CAP_BPF");
    }

    @Test
    void namesWhatIsMissingInTheOrderAsked() {
        var none = Capabilities.parse("CapEff:\t0000000000000000\n");
        assertThat(none.missing("CAP_BPF", "CAP_NET_ADMIN")).containsExactly("CAP_BPF", "CAP_NET_ADMIN");
    }

    @Test
    void sysAdminStandsForThoseSplitOffIt() {
        var admin = Capabilities.parse("CapEff:\t0000000000200000\n");
        assertThat(admin.effective()).containsExactly("CAP_SYS_ADMIN");
        assertThat(admin.missing("CAP_BPF", "CAP_PERFMON", "CAP_NET_ADMIN")).containsExactly("CAP_NET_ADMIN");
    }

    @Test
    void refusesANameThatIsNone() {
        var none = Capabilities.parse("");
        assertThatThrownBy(() -> none.missing("CAP_EBPF"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CAP_EBPF");
    }

    @Test
    void everyNameIsAtItsBit() {
        assertThat(Capabilities.parse("CapEff:\t000001ffffffffff\n").effective())
                .hasSize(41)
                .startsWith("CAP_CHOWN", "CAP_DAC_OVERRIDE")
                .endsWith("CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE");
    }

    @Test
    @RequiresKernel({Feature.ROOT, Feature.BPF})
    void thisProcessMayLoadPrograms() {
        assertThat(Capabilities.current().missing("CAP_BPF", "CAP_PERFMON")).isEmpty();
        assertThat(Capabilities.inUserNamespace()).isFalse();
    }
}
