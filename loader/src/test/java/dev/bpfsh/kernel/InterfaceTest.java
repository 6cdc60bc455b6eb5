// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InterfaceTest {
    @Test
    void loopbackIsFoundByItsName() throws Exception {
        var loopback = Interface.named("lo");
        assertThat(loopback.index()).isEqualTo(1);
        assertThat(loopback.exists()).isTrue();
        loopback.stay(Duration.ofMillis(1));
    }

    @Test
    void oneThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> Interface.named("lo0"))
                .isInstanceOf(BpfException.class)
                .hasMessage("find network interface lo0: there is none of that name (ENODEV)\nhint: did you mean lo?");
        assertThatThrownBy(() -> Interface.named("a name of more than fifteen characters"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("there is none of that name");
    }

    @Test
    @RequiresKernel({Feature.ROOT, Feature.NETWORK_NAMESPACE, Feature.VETH})
    void waitingEndsWhenItGoesAndNotWhenItGetsAnotherName() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("ip", "link", "add", "left", "type", "veth", "peer", "name", "right");
            var left = Interface.named("left");
            Isolated.execute("ip", "link", "set", "left", "name", "renamed");
            left.stay(Duration.ofMillis(1));
            Isolated.execute("ip", "link", "delete", "renamed");
            assertThatThrownBy(() -> left.stay(Duration.ofDays(365_000)))
                    .isInstanceOf(BpfException.class)
                    .hasMessage("watch left: the network interface is gone (ENODEV)");
            assertThat(left.exists()).isFalse();
        });
    }
}
