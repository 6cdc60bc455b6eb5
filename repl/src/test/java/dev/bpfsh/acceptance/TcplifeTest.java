// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
@RequiresKernel({Feature.BPF, Feature.BTF, Feature.TRACEFS, Feature.NETWORK_NAMESPACE})
class TcplifeTest {
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path home;

    @Test
    void bothEndsOfAConnectionAreShownWhenItIsOver() throws Exception {
        Isolated.network(() -> bothEndsAreShown(4807, 4808));
    }

    private void bothEndsAreShown(int port, int another) throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("tcplife", "--port", Integer.toString(port))) {
            bpfsh.awaitOut("^ +PID COMM +LADDR +LPORT RADDR +RPORT +TX_KB +RX_KB +MS$");
            Traffic.connection("127.0.0.1", another, 10, 0);
            for (var address : List.of("127.0.0.1", "::1")) {
                int client = Traffic.connection(address, port, 100 << 10, 150);
                // The one that connected, and the one that was connected to; 100 KB went from here to there.
                var millis = " +\\d+\\.\\d$";
                bpfsh.awaitOut("^ *" + PID + " \\S.* " + address + " +" + client + " " + address + " +" + port
                                + "  100\\.\\d    0\\.0" + millis)
                        .awaitOut("^ *" + PID + " \\S.* " + address + " +" + port + " " + address + " +" + client
                                + "    0\\.0  100\\.\\d" + millis);
            }
            var rows = bpfsh.signal("INT")
                    .end()
                    .exits(130)
                    .errIs("")
                    .out()
                    .lines()
                    .skip(1)
                    .toList();
            assertThat(rows).hasSize(4).allSatisfy(row -> {
                var cells = row.strip().split(" +");
                assertThat(Double.parseDouble(cells[cells.length - 1])).isBetween(150.0, 30_000.0);
            });
        }
    }

    @Test
    void connectionsOfOneProcessAsJson() throws Exception {
        Isolated.network(() -> areJson(4809));
    }

    private void areJson(int port) throws Exception {
        try (var bpfsh = Bpfsh.in(home).start("tcplife", "--json", "--pid", Long.toString(PID))) {
            bpfsh.awaitOut(
                    "^\\{\"pid\":" + PID + ",\"comm\":\"[^\"]+\",\"laddr\":\"127.0.0.1\",\"lport\":\\d+,"
                            + "\"raddr\":\"127.0.0.1\",\"rport\":" + port + ",\"tx_kb\":2\\.\\d+,\"rx_kb\":[\\d.E-]+,"
                            + "\"ms\":\\d+\\.\\d+}$",
                    () -> Traffic.connection("127.0.0.1", port, 2048, 100));
        }
    }

    @Test
    void aProcessThatIsGoneAndAPortThatNobodyHasAreRefused() {
        Bpfsh.in(home).run("tcplife", "--pid", "4194305").exits(1).outIs("").errContains("find process 4194305");
        Bpfsh.in(home)
                .run("tcplife", "--port", "65536")
                .exits(2)
                .outIs("")
                .errContains("tcplife: --port: must be 1 to 65535", "Usage: tcplife");
    }
}
