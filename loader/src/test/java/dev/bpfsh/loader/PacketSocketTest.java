// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static dev.bpfsh.attach.Hooks.socketFilter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.TestSocket;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.OtherProcess;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresKernel({Feature.BPF, Feature.NETWORK_NAMESPACE})
class PacketSocketTest {
    private static void send() {
        try (var sender = TestSocket.udp()) {
            sender.connect(4711);
            sender.send("hello");
        }
    }

    private static long filtered(BpfObject object) {
        return object.global("filtered").getLong();
    }

    @Test
    @RequiresKernel(Feature.VETH)
    void aFilterSeesThePacketsOfTheInterfaceAlone() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("ip", "link", "add", "quiet", "type", "veth", "peer", "name", "other");
            Isolated.execute("ip", "link", "set", "quiet", "up");
            for (var name : new String[] {"lo", "quiet"}) {
                try (var object = Fixture.open("attach_socket");
                        var socket = PacketSocket.open(name)) {
                    object.load();
                    object.program("drop_all").attach(socketFilter(socket.fd()));
                    long before = filtered(object);
                    send();
                    // Out and in, and the answer that nobody listens the same.
                    assertThat(filtered(object) - before >= 2).isEqualTo(name.equals("lo"));
                }
            }
        });
    }

    @Test
    void theSessionClosesIt() throws Exception {
        Isolated.network(() -> {
            PacketSocket.open("lo").close();
            var before = Leaks.snapshot();
            var socket = PacketSocket.open("lo");
            assertThat(Session.current().alive()).contains(socket);
            socket.close();
            socket.close();
            assertThat(Session.current().alive()).doesNotContain(socket);
            assertThatThrownBy(socket::fd)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("packet socket of lo is closed");
            Leaks.assertNoneSince(before);
        });
    }

    @Test
    void aProgramEndsWithItsSocketWhicheverIsClosedFirst() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_socket")) {
                object.load();
                var socket = PacketSocket.open("lo");
                var link = object.program("drop_all").attach(socketFilter(socket.fd()));
                socket.close();
                long before = filtered(object);
                send();
                assertThat(filtered(object)).isEqualTo(before);
                link.close();
            }
        });
    }

    @Test
    void aMisspeltInterfaceIsNamed() {
        assertThatThrownBy(() -> PacketSocket.open("loo"))
                .isInstanceOf(BpfException.class)
                .hasMessage("find network interface loo: there is none of that name (ENODEV)\nhint: did you mean lo?");
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void anOrdinaryUserIsToldWhatIsMissing(@TempDir Path folder) throws Exception {
        var nobody = "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all ";
        assertThat(OtherProcess.run(folder, "", nobody, PacketSocketProcess.class, "lo"))
                .startsWith("PermissionDenied: open packet socket of lo: this process may not open raw sockets (EPERM)")
                .contains("missing: CAP_NET_RAW", "hint: run it as root\n");
    }
}
