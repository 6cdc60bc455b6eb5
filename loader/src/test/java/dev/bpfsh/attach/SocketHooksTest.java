// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.netns;
import static dev.bpfsh.attach.Hooks.reuseport;
import static dev.bpfsh.attach.Hooks.sockMap;
import static dev.bpfsh.attach.Hooks.socketFilter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.TestSocket;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.RequiresKernel;
import org.junit.jupiter.api.Test;

/** Programs that belong to sockets, to maps of sockets, and to a network namespace. */
@RequiresKernel({Feature.BPF, Feature.NETWORK_NAMESPACE})
class SocketHooksTest {
    private static final int PORT = 7777;

    @Test
    void aFilterKeepsPacketsFromASocket() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_socket");
                    var receiver = TestSocket.udp();
                    var sender = TestSocket.udp()) {
                object.load();
                receiver.bind(PORT);
                sender.connect(PORT);
                var link = object.program("drop_all").attach(socketFilter(receiver.fd()));
                sender.send("hello");
                assertThat(receiver.receiveIfAny()).isEmpty();
                assertThat(Firing.count(object, "filtered")).isEqualTo(1);
                assertThat(link.info().id()).isZero();
                assertThat(link.fd()).isEqualTo(-1);
                link.close();
                sender.send("again");
                assertThat(receiver.receive()).isEqualTo("again");
                assertThatThrownBy(link::info).isInstanceOf(IllegalStateException.class);
            }
        });
    }

    @Test
    void anotherSocketOfTheSameNumberKeepsItsFilter() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_socket")) {
                object.load();
                var first = TestSocket.udp();
                var link = object.program("drop_all").attach(socketFilter(first.fd()));
                first.close();
                try (var second = TestSocket.udp().renumbered(first.fd());
                        var sender = TestSocket.udp()) {
                    second.bind(PORT);
                    sender.connect(PORT);
                    object.program("drop_all").attach(socketFilter(second.fd()));
                    link.close();
                    sender.send("hello");
                    assertThat(second.receiveIfAny()).isEmpty();
                }
            }
        });
    }

    @Test
    void whatIsNoSocketIsRefused() throws Exception {
        try (var object = Fixture.open("attach_socket")) {
            object.load();
            assertThatThrownBy(() -> object.program("drop_all")
                            .attach(socketFilter(object.program("choose").fd())))
                    .isInstanceOfSatisfying(AttachFailed.class, failure -> assertThat(failure.errno())
                            .contains(Errno.ENOTSOCK));
        }
    }

    @Test
    void aProgramChoosesAmongTheSocketsOfAPort() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_socket");
                    var first = TestSocket.udp().reusePort();
                    var second = TestSocket.udp().reusePort();
                    var sender = TestSocket.udp()) {
                object.load();
                assertThat(first.bind(PORT)).isZero();
                assertThat(second.bind(PORT)).isZero();
                object.program("choose").attach(reuseport(first.fd()));
                sender.connect(PORT);
                for (int chosen = 0; chosen < 2; chosen++) {
                    object.global("chosen").set(chosen);
                    sender.send("hello");
                    assertThat((chosen == 0 ? first : second).receive()).isEqualTo("hello");
                }
            }
        });
    }

    @Test
    void socketsOfAMapAreSeenBothWays() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_sockmap");
                    var listener = TestSocket.tcp();
                    var client = TestSocket.tcp()) {
                object.load();
                int map = object.map("sockets").fd();
                var parser = object.program("parse").attach(sockMap(map));
                object.program("on_receive").attach(sockMap(map));
                object.program("on_send").attach(sockMap(map));
                assertThat(parser.info().type()).isEqualTo("none");
                listener.bind(PORT);
                listener.listen();
                assertThat(client.connect(PORT)).isZero();
                try (var server = listener.accept()) {
                    assertThat(server.putInto(map)).isZero();
                    client.send("to the server");
                    assertThat(server.receive()).isEqualTo("to the server");
                    assertThat(Firing.count(object, "received")).isEqualTo(1);
                    server.send("to the client");
                    assertThat(client.receive()).isEqualTo("to the client");
                    assertThat(Firing.count(object, "sent")).isEqualTo(1);
                }
                object.links().forEach(link -> link.close());
                try (var another = TestSocket.tcp()) {
                    assertThat(another.connect(PORT)).isZero();
                    try (var server = listener.accept()) {
                        assertThat(server.putInto(map)).isZero();
                        server.send("unseen");
                        assertThat(another.receive()).isEqualTo("unseen");
                        assertThat(Firing.count(object, "sent")).isEqualTo(1);
                    }
                }
            }
        });
    }

    @Test
    void aLookUpOfASocketIsRefused() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_netns");
                    var listener = TestSocket.tcp()) {
                object.load();
                listener.bind(PORT);
                listener.listen();
                var link = object.program("on_lookup").attach(netns());
                assertThat(connect()).isZero();
                object.global("drop").set(1);
                assertThat(connect()).isEqualTo(Errno.ECONNREFUSED.number());
                assertThat(Firing.count(object, "lookups")).isGreaterThanOrEqualTo(2);
                assertThat(link.info().type()).isEqualTo("netns");
                assertThat(link.info().details()).containsEntry("attach_type", "sk_lookup");
                link.detach();
                assertThat(connect()).isZero();
            }
        });
    }

    private static int connect() {
        try (var client = TestSocket.tcp()) {
            return client.connect(PORT);
        }
    }

    @Test
    void aFlowDissectorIsOneForTheNamespace() throws Exception {
        Isolated.network(() -> {
            try (var object = Fixture.open("attach_netns")) {
                object.load();
                var link = object.program("on_packet").attach(netns());
                assertThat(link.info().details()).containsEntry("attach_type", "flow_dissector");
                assertThatThrownBy(() -> object.program("on_packet").attach(netns()))
                        .isInstanceOf(AttachFailed.class);
                assertThatThrownBy(() -> object.program("on_packet").attach(netns("/run/netns/no_such")))
                        .isInstanceOf(AttachFailed.class)
                        .hasMessageContaining("there is no network namespace /run/netns/no_such");
            }
        });
    }
}
