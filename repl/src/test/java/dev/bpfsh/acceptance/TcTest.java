// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static dev.bpfsh.attach.Hooks.tcx;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.attach.Direction;
import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.libbpf.AttachQuery;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code bpfsh tc}, in a network namespace where nobody else sends. */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
@RequiresKernel({Feature.BPF, Feature.NETWORK_NAMESPACE, Feature.TC})
class TcTest {
    @TempDir
    Path home;

    private static String hooks() throws Exception {
        return Isolated.output("tc", "qdisc", "show", "dev", "lo")
                + Isolated.output("tc", "filter", "show", "dev", "lo", "ingress");
    }

    private static int tcxPrograms() throws Exception {
        return tcx("lo", Direction.INGRESS).supported() ? AttachQuery.count(1, AttachTypes.number("tcx_ingress")) : 0;
    }

    @Test
    void eachPacketIsARow() throws Exception {
        Isolated.network(() -> {
            try (var bpfsh = Bpfsh.in(home).start("tc")) {
                bpfsh.awaitOut("^LENGTH TTL PROTOCOL SOURCE +DESTINATION$");
                assertThat(tcxPrograms()).isEqualTo(tcx("lo", Direction.INGRESS).supported() ? 1 : 0);
                assertThat(hooks().contains("clsact")).isEqualTo(tcxPrograms() == 0);
                Traffic.datagram("127.0.0.1", 4711);
                Traffic.datagram("::1", 4711);
                // 14 bytes of Ethernet, 20 or 40 of IP, 8 of UDP, and the text.
                bpfsh.awaitOut("^    47  64 UDP      127\\.0\\.0\\.1 +127\\.0\\.0\\.1$")
                        .awaitOut("^    67  64 UDP      ::1 +::1$")
                        .awaitOut("^ +\\d+  64 ICMP     127\\.0\\.0\\.1 +127\\.0\\.0\\.1$")
                        .awaitOut("^ +\\d+  64 ICMPV6   ::1 +::1$")
                        .signal("INT")
                        .end()
                        .exits(130)
                        .errIs("");
            }
            assertThat(tcxPrograms()).isZero();
            assertThat(hooks()).doesNotContain("clsact");
        });
    }

    @Test
    void noPacketIsLostWithoutBeingCounted() throws Exception {
        Isolated.network(() -> {
            try (var bpfsh = Bpfsh.in(home).start("tc", "--json")) {
                while (tcxPrograms() == 0 && !hooks().contains("show_packet")) {
                    Thread.sleep(100);
                }
                // More than the ring buffer has room for while nobody reads it.
                bpfsh.signal("STOP");
                for (int i = 0; i < 6000; i++) {
                    Traffic.datagram("127.0.0.1", 4711);
                }
                bpfsh.signal("CONT");
                long shown = 0;
                while (shown == 0 || shown < bpfsh.out().lines().count()) {
                    shown = bpfsh.out().lines().count();
                    Thread.sleep(1000);
                }
                var result = bpfsh.signal("INT").end().exits(130);
                var lost = Pattern.compile("(?m)^lost (\\d+) events, which came faster than they were read$")
                        .matcher(result.err());
                assertThat(lost.find()).as(result.err()).isTrue();
                assertThat(result.out().lines().count() + Long.parseLong(lost.group(1)))
                        .isEqualTo(received());
            }
        });
    }

    private static long received() throws IOException {
        var loopback =
                Pattern.compile("lo: *\\d+ +(\\d+)").matcher(Files.readString(Path.of("/proc/thread-self/net/dev")));
        assertThat(loopback.find()).isTrue();
        return Long.parseLong(loopback.group(1));
    }

    @Test
    void theFilterOfAKilledRunIsRemovedByTheNext() throws Exception {
        Isolated.network(() -> {
            try (var killed = Bpfsh.in(home).start("tc", "--clsact", "--json")) {
                while (!hooks().contains("show_packet")) {
                    Thread.sleep(100);
                }
                Traffic.datagram("127.0.0.1", 4711);
                killed.awaitOut("^\\{\"length\":47,\"ttl\":64,\"protocol\":\"UDP\","
                        + "\"source\":\"127.0.0.1\",\"destination\":\"127.0.0.1\"}$");
                killed.signal("KILL").end();
            }
            assertThat(hooks()).contains("clsact", "show_packet");
            Bpfsh.in(home)
                    .run("tc", "--clsact", "--seconds", "1")
                    .succeeds()
                    .errFinds("^tc: removed from tc/ingress of lo: program \\d+ of a process that was killed$");
            assertThat(hooks()).doesNotContain("clsact").doesNotContain("show_packet");
        });
    }

    @Test
    @RequiresKernel(Feature.VETH)
    void theEndOfTheInterfaceIsItsEnd() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("ip", "link", "add", "left", "type", "veth", "peer", "name", "right");
            try (var bpfsh = Bpfsh.in(home).start("tc", "--interface", "left")) {
                bpfsh.awaitOut("^LENGTH");
                Isolated.execute("ip", "link", "delete", "left");
                bpfsh.end().exits(1).errContains("watch left: the network interface is gone (ENODEV)");
            }
        });
    }

    @Test
    void aMisspeltInterfaceIsNamed() {
        Bpfsh.in(home)
                .run("tc", "--interface", "lo0")
                .exits(1)
                .outIs("")
                .errContains("find network interface lo0: there is none of that name (ENODEV)", "did you mean lo");
    }
}
