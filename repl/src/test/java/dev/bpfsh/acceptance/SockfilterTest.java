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

/** {@code bpfsh sockfilter}, in a network namespace where nobody else sends. */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
@RequiresKernel({Feature.BPF, Feature.NETWORK_NAMESPACE})
class SockfilterTest {
    private static final int PORT = 4711;

    @TempDir
    Path home;

    @Test
    void eachPacketIsARowWithItsPorts() throws Exception {
        Isolated.network(() -> {
            try (var bpfsh = Bpfsh.in(home).start("sockfilter")) {
                bpfsh.awaitOut("^PROTOCOL SOURCE +SPORT DESTINATION +DPORT$");
                Traffic.datagram("127.0.0.1", PORT);
                Traffic.datagram("::1", PORT);
                int client = Traffic.connection("::1", PORT, 10, 0);
                bpfsh.awaitOut("^UDP      127\\.0\\.0\\.1 +\\d+ 127\\.0\\.0\\.1 +4711$")
                        .awaitOut("^ICMP     127\\.0\\.0\\.1 +- 127\\.0\\.0\\.1 +-$")
                        .awaitOut("^UDP      ::1 +\\d+ ::1 +4711$")
                        .awaitOut("^TCP      ::1 +" + client + " ::1 +4711$")
                        .awaitOut("^TCP      ::1 +4711 ::1 +" + client + "$");
                var result = bpfsh.signal("INT").end().exits(130).errIs("");
                // Loopback has each twice.
                assertThat(result.out().lines().filter(line -> line.startsWith("UDP")))
                        .hasSize(2);
            }
        });
    }

    @Test
    void otherProgramsGetNumbersAndNulls() throws Exception {
        Isolated.network(() -> {
            try (var bpfsh = Bpfsh.in(home).start("sockfilter", "--json")) {
                while (!bpfsh.out().contains("}\n")) {
                    Traffic.datagram("127.0.0.1", PORT);
                    Thread.sleep(100);
                }
                bpfsh.awaitOut("^\\{\"protocol\":\"UDP\",\"source\":\"127.0.0.1\",\"sport\":\\d+,"
                                + "\"destination\":\"127.0.0.1\",\"dport\":4711}$")
                        .awaitOut("^\\{\"protocol\":\"ICMP\",\"source\":\"127.0.0.1\",\"sport\":null,"
                                + "\"destination\":\"127.0.0.1\",\"dport\":null}$");
            }
        });
    }

    @Test
    void aMisspeltInterfaceIsNamed() {
        Bpfsh.in(home).run("sockfilter", "--interface", "lp").exits(1).outIs("").errContains("did you mean lo");
    }
}
