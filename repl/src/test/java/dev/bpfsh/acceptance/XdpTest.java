// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code bpfsh xdp}, in a network namespace where nobody else sends. */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
@RequiresKernel({Feature.BPF, Feature.NETWORK_NAMESPACE})
class XdpTest {
    @TempDir
    Path home;

    private static String interfaces() throws Exception {
        return Isolated.output("ip", "link", "show");
    }

    private static void send() throws Exception {
        for (int i = 0; i < 5; i++) {
            Traffic.datagram("127.0.0.1", 4711);
        }
        Traffic.datagram("::1", 4711);
    }

    @Test
    void packetsAreCountedByProtocol() throws Exception {
        Isolated.network(() -> {
            try (var bpfsh = Bpfsh.in(home).start("xdp")) {
                bpfsh.awaitOut("^PROTOCOL +PACKETS +BYTES +PACKETS/S +BYTES/S$");
                assertThat(interfaces()).contains("xdpgeneric");
                send();
                // A second may end between two of them.
                bpfsh.awaitOut("^UDP +\\d+ +\\d+ +[1-9]\\d* +[1-9]\\d*$")
                        .awaitOut("^ICMPV6 +1 +115 ")
                        .awaitOut("^ICMP +5 +375 ")
                        .awaitOut("^UDP +6 +302 +0 +0$");
                // One program is all there is room for.
                Bpfsh.in(home)
                        .run("xdp", "--seconds", "1")
                        .exits(1)
                        .errContains("attach xdp.count_packet to xdp/lo generic: another program is there (EBUSY)");
                bpfsh.signal("INT").end().exits(130).errIs("");
            }
            assertThat(interfaces()).doesNotContain("xdp");
        });
    }

    @Test
    @RequiresKernel(Feature.VETH)
    void itRunsInADriverThatCan() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("ip", "link", "add", "left", "type", "veth", "peer", "name", "right");
            try (var bpfsh = Bpfsh.in(home).start("xdp", "--interface", "left", "--driver", "--json")) {
                while (!interfaces().contains(" xdp ")) {
                    Thread.sleep(100);
                }
                Isolated.execute("ip", "link", "set", "left", "up");
                Isolated.execute("ip", "link", "set", "right", "up");
                // Each end of a pair asks the other for routers.
                bpfsh.awaitOut("^\\{\"protocol\":\"[A-Z0-9]+\",\"packets\":\\d+,\"bytes\":\\d+,"
                        + "\"packets_s\":\\d+,\"bytes_s\":\\d+}$");
                Isolated.execute("ip", "link", "delete", "left");
                bpfsh.end().exits(1).errContains("watch left: the network interface is gone (ENODEV)");
            }
        });
    }
}
