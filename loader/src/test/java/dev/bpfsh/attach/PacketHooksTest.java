// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static dev.bpfsh.attach.Hooks.netfilter;
import static dev.bpfsh.attach.Hooks.netkit;
import static dev.bpfsh.attach.Hooks.tc;
import static dev.bpfsh.attach.Hooks.tcx;
import static dev.bpfsh.attach.Hooks.xdp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.TestSocket;
import dev.bpfsh.loader.AttachFailed;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.OtherProcess;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What packets meet, each in a network namespace of its own. */
@RequiresKernel({Feature.BPF, Feature.NETWORK_NAMESPACE})
class PacketHooksTest {
    private static final int PORT = 4711;

    private interface Receiving {
        String from(TestSocket receiver) throws InterruptedException;
    }

    /** Sends a packet to ourselves; the answer is what arrived. */
    private static String send() throws InterruptedException {
        return send(TestSocket::receive);
    }

    private static String send(Receiving receiving) throws InterruptedException {
        try (var receiver = TestSocket.udp();
                var sender = TestSocket.udp()) {
            assertThat(receiver.bind(PORT)).isZero();
            assertThat(sender.connect(PORT)).isZero();
            sender.send("hello");
            return receiving.from(receiver);
        }
    }

    private static BpfObject load(String name) {
        var object = Fixture.open(name);
        if (name.equals("attach_packets")) {
            object.global("watched_port").set(PORT);
        }
        object.load();
        return object;
    }

    private static void assertCounts(BpfObject object, String global) throws InterruptedException {
        long before = Firing.count(object, global);
        object.global("drop").set(0);
        assertThat(send()).isEqualTo("hello");
        assertThat(Firing.count(object, global)).isEqualTo(before + 1);
        object.global("drop").set(1);
        assertThat(send(TestSocket::receiveIfAny)).isEmpty();
        assertThat(Firing.count(object, global)).isEqualTo(before + 2);
        object.global("drop").set(0);
    }

    @Test
    void xdpSeesAndDrops() throws Exception {
        Isolated.network(() -> {
            try (var object = load("attach_packets")) {
                var link = object.program("on_xdp").attach(xdp("lo").generic());
                assertCounts(object, "xdp_packets");
                assertThat(link.info().type()).isEqualTo("xdp");
                assertThat(link.info().details()).containsEntry("ifindex", 1L);
                assertThatThrownBy(
                                () -> object.program("on_xdp").attach(xdp("lo").generic()))
                        .isInstanceOf(AttachFailed.class)
                        .hasMessageContaining("another program is there");
            }
            assertThat(send()).isEqualTo("hello");
        });
    }

    @Test
    void anotherXdpProgramTakesThePlace() throws Exception {
        Isolated.network(() -> {
            try (var object = load("attach_packets")) {
                var link = object.program("on_xdp").attach(xdp("lo"));
                long id = link.info().programId();
                link.update(object.program("on_xdp_instead"));
                assertThat(link.program().name()).isEqualTo("on_xdp_instead");
                assertThat(link.info().programId()).isNotEqualTo(id);
                send();
                assertThat(Firing.count(object, "xdp_packets")).isZero();
                assertThat(Firing.count(object, "other_packets")).isEqualTo(1);
                link.detach();
                assertThat(link.attached()).isFalse();
                assertThat(link.info().details()).containsEntry("ifindex", 0L);
                send();
                assertThat(Firing.count(object, "other_packets")).isEqualTo(1);
            }
        });
    }

    @Test
    @RequiresKernel(Feature.VETH)
    void xdpInTheDriverOfAPair() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("ip", "link", "add", "left", "type", "veth", "peer", "name", "right");
            try (var object = load("attach_packets")) {
                var link = object.program("on_xdp").attach(xdp("left").driver());
                assertThat(Isolated.output("ip", "link", "show", "left")).contains(" xdp ");
                link.close();
                assertThat(Isolated.output("ip", "link", "show", "left")).doesNotContain("xdp");
                assertThatThrownBy(
                                () -> object.program("on_xdp").attach(xdp("lo").driver()))
                        .isInstanceOf(AttachFailed.class);
            }
        });
    }

    @Test
    @RequiresKernel(Feature.VETH)
    void anInterfaceMayGoWhileItIsAttachedTo() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("ip", "link", "add", "left", "type", "veth", "peer", "name", "right");
            try (var object = load("attach_packets")) {
                var xdp = object.program("on_xdp").attach(xdp("left"));
                var tc = object.program("on_tc").attach(tc("right", Direction.INGRESS));
                Isolated.execute("ip", "link", "delete", "left");
                assertThat(xdp.info().details()).containsEntry("ifindex", 0L);
                assertThat(tc.info().type()).isEqualTo("none");
                assertThatCode(tc::close).doesNotThrowAnyException();
                assertThatCode(xdp::close).doesNotThrowAnyException();
                assertThatThrownBy(() -> object.program("on_xdp").attach(xdp("left")))
                        .isInstanceOf(AttachFailed.class)
                        .hasMessageContaining("there is no network interface left (ENODEV)")
                        .hasMessageContaining("did you mean lo?");
            }
        });
    }

    @Test
    @RequiresKernel(Feature.TC)
    void tcSeesBothWaysAndLeavesNothingBehind() throws Exception {
        Isolated.network(() -> {
            for (var direction : Direction.values()) {
                try (var object = load("attach_packets")) {
                    var link = object.program("on_tc").attach(tc("lo", direction));
                    assertCounts(object, "tc_packets");
                    assertThat(link.info().details()).containsEntry("hook", "tc/" + direction.word() + " of lo");
                    assertThatThrownBy(link::detach).hasMessageContaining("the kernel does not do that");
                    assertThat(filters()).contains("on_tc");
                }
                assertThat(Isolated.output("tc", "qdisc", "show", "dev", "lo")).doesNotContain("clsact");
            }
        });
    }

    private static String filters() throws Exception {
        return Isolated.output("tc", "filter", "show", "dev", "lo", "ingress")
                + Isolated.output("tc", "filter", "show", "dev", "lo", "egress");
    }

    @Test
    @RequiresKernel(Feature.TC)
    void theLastOfOurFiltersTakesOurClsactWithIt() throws Exception {
        Isolated.network(() -> {
            try (var object = load("attach_packets")) {
                var in = object.program("on_tc").attach(tc("lo", Direction.INGRESS));
                var out = object.program("on_tc")
                        .attach(tc("lo", Direction.EGRESS).priority(7).handle(3));
                assertThat(filters()).contains("pref 7", "handle 0x3");
                in.close();
                assertThat(filters()).contains("on_tc");
                out.close();
                assertThat(Isolated.output("tc", "qdisc", "show", "dev", "lo")).doesNotContain("clsact");
            }
        });
    }

    @Test
    @RequiresKernel(Feature.TC)
    void aClsactOfSomebodyElseStays() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("tc", "qdisc", "add", "dev", "lo", "clsact");
            try (var object = load("attach_packets")) {
                object.program("on_tc").attach(tc("lo", Direction.INGRESS));
            }
            assertThat(Isolated.output("tc", "qdisc", "show", "dev", "lo")).contains("clsact");
            assertThat(filters()).doesNotContain("on_tc");
        });
    }

    @Test
    @RequiresKernel(Feature.TC)
    void filtersOfOthersStay() throws Exception {
        var file = Fixture.path("attach_packets").toString();
        for (var end : List.of("ingress", "egress")) {
            Isolated.network(() -> {
                try (var object = load("attach_packets")) {
                    object.program("on_tc").attach(tc("lo", Direction.INGRESS));
                    Isolated.execute(
                            "tc", "filter", "add", "dev", "lo", end, "prio", "98", "bpf", "da", "obj", file, "sec",
                            "tc");
                }
                assertThat(Isolated.output("tc", "filter", "show", "dev", "lo", end))
                        .contains("pref 98");
            });
        }
    }

    @Test
    @RequiresKernel(Feature.TC)
    void whatHasTakenThePlaceOfAFilterStays() throws Exception {
        var file = Fixture.path("attach_packets").toString();
        Isolated.network(() -> {
            try (var object = load("attach_packets")) {
                object.program("on_tc")
                        .attach(tc("lo", Direction.INGRESS).priority(7).handle(3));
                Isolated.execute(
                        "tc", "filter", "replace", "dev", "lo", "ingress", "prio", "7", "handle", "3", "bpf", "da",
                        "obj", file, "sec", "tc");
            }
            assertThat(filters()).contains("pref 7", "handle 0x3");
        });
    }

    @Test
    @RequiresKernel(Feature.TC)
    void aFilterIsDeletedFromAThreadInAnotherNamespaceToo() throws Exception {
        // A pool's thread that is there already, and so in the machine's namespace.
        var outside = Executors.newSingleThreadExecutor();
        outside.submit(() -> {}).get();
        try {
            Isolated.network(() -> {
                var object = load("attach_packets");
                object.program("on_tc").attach(tc("lo", Direction.INGRESS));
                outside.submit(object::close).get();
                assertThat(Isolated.output("tc", "qdisc", "show", "dev", "lo")).doesNotContain("clsact");
            });
        } finally {
            outside.shutdown();
        }
    }

    @Test
    @RequiresKernel(Feature.TC)
    void aJvmThatEndsLeavesNoFilter(@TempDir Path folder) throws Exception {
        Isolated.network(() -> {
            var object = Fixture.path("attach_packets").toString();
            assertThat(OtherProcess.run(folder, "", "", TcProcess.class, object))
                    .contains("on_tc at tc/ingress of lo");
            assertThat(Isolated.output("tc", "qdisc", "show", "dev", "lo")).doesNotContain("clsact");
        });
    }

    @Test
    @RequiresKernel(Feature.TCX)
    void tcxSeesBothWays() throws Exception {
        Isolated.network(() -> {
            assertThat(tcx("lo", Direction.INGRESS).supported()).isTrue();
            for (var direction : Direction.values()) {
                try (var object = load("attach_packets")) {
                    var link = object.program("on_tc").attach(tcx("lo", direction));
                    assertCounts(object, "tc_packets");
                    assertThat(link.info().type()).isEqualTo("tcx");
                    assertThat(link.info().details()).containsEntry("attach_type", "tcx_" + direction.word());
                }
                assertThat(send()).isEqualTo("hello");
            }
        });
    }

    @Test
    @RequiresKernel(Feature.NETFILTER)
    void netfilterSeesAndDrops() throws Exception {
        Isolated.network(() -> {
            try (var object = load("attach_netfilter")) {
                var link = object.program("on_packet")
                        .attach(netfilter(Netfilter.Point.LOCAL_OUT).priority(-128));
                assertCounts(object, "packets");
                assertThat(link.info().details())
                        .containsEntry("priority", -128L)
                        .containsEntry("hooknum", 3L)
                        .containsEntry("pf", 2L);
                link.close();
                assertThat(send()).isEqualTo("hello");
            }
        });
    }

    @Test
    @RequiresKernel(Feature.NETFILTER)
    void netfilterOfIpv6SeesAndDropsThatAlone() throws Exception {
        Isolated.network(() -> {
            try (var object = load("attach_netfilter")) {
                var link = object.program("on_packet")
                        .attach(netfilter(Netfilter.Point.LOCAL_IN).ipv6());
                assertThat(link.hook()).startsWith("netfilter/ipv6/local_in");
                assertThat(link.info().details())
                        .containsEntry("pf", 10L)
                        .containsEntry("hooknum", 1L)
                        .containsEntry("flags", 0L);
                long before = Firing.count(object, "packets");
                assertThat(sendTo("::1", 5)).isEqualTo(5);
                assertThat(Firing.count(object, "packets")).isGreaterThan(before);
                object.global("drop").set(1);
                assertThat(sendTo("::1", 5, 200)).isZero();
                assertThat(sendTo("127.0.0.1", 5)).isEqualTo(5);
                link.close();
                assertThat(sendTo("::1", 5)).isEqualTo(5);
            }
        });
    }

    @Test
    @RequiresKernel(Feature.NETFILTER_DEFRAGMENTED)
    void netfilterSeesFragmentsOrThePacketThatTheyAre() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("ip", "link", "set", "lo", "mtu", "1500");
            for (var address : List.of("127.0.0.1", "::1")) {
                var arriving = netfilter(Netfilter.Point.PRE_ROUTING);
                var hook = address.equals("::1") ? arriving.ipv6() : arriving;
                assertThat(packetsOf(4000, address, hook)).isEqualTo(3);
                assertThat(packetsOf(4000, address, hook.defragmented())).isEqualTo(1);
            }
        });
    }

    private static long packetsOf(int bytes, String address, Netfilter hook) throws Exception {
        try (var object = load("attach_netfilter")) {
            var link = object.program("on_packet").attach(hook);
            assertThat(link.info().details()).containsEntry("flags", hook.defragment() ? 1L : 0L);
            assertThat(link.hook().endsWith(" defragmented")).isEqualTo(hook.defragment());
            assertThat(sendTo(address, bytes)).isEqualTo(bytes);
            return Firing.count(object, "packets");
        }
    }

    @Test
    @RequiresKernel(Feature.NETFILTER_DEFRAGMENTED)
    void defragmentingComesBeforeAProgramThatWantsItDone() throws Exception {
        Isolated.network(() -> {
            try (var object = load("attach_netfilter")) {
                var first = netfilter(Netfilter.Point.PRE_ROUTING).priority(-400);
                object.program("on_packet").attach(first).close();
                assertThatThrownBy(() -> object.program("on_packet").attach(first.defragmented()))
                        .isInstanceOf(AttachFailed.class)
                        .hasMessageContaining(
                                "packets are put together at priority -400, so it must be greater (ERANGE)");
            }
        });
    }

    /** Sends as many bytes to ourselves in one datagram; the answer is how many arrived within a while. */
    private static int sendTo(String address, int bytes) throws Exception {
        return sendTo(address, bytes, 20_000);
    }

    private static int sendTo(String address, int bytes, int millis) throws Exception {
        try (var receiver = new DatagramSocket(PORT, InetAddress.getByName(address));
                var sender = new DatagramSocket(0, InetAddress.getByName(address))) {
            receiver.setSoTimeout(millis);
            try {
                sender.send(new DatagramPacket(new byte[bytes], bytes, receiver.getLocalSocketAddress()));
                var packet = new DatagramPacket(new byte[bytes], bytes);
                receiver.receive(packet);
                return packet.getLength();
            } catch (IOException nothing) {
                return 0;
            }
        }
    }

    @Test
    @RequiresKernel(Feature.NETKIT)
    void netkitSeesWhatItsPeerSends() throws Exception {
        Isolated.network(() -> {
            Isolated.execute("ip", "link", "add", "left", "type", "netkit");
            try (var object = load("attach_packets")) {
                var link = object.program("on_tc").attach(netkit("left"));
                assertThat(link.info().type()).isEqualTo("netkit");
            }
        });
    }

    @Test
    void aMisspeltInterfaceIsNamed() throws Exception {
        Isolated.network(() -> {
            try (var object = load("attach_packets")) {
                for (var hook : new Hook[] {
                    xdp("lo0"), tc("lo0", Direction.INGRESS), tcx("lo0", Direction.EGRESS), netkit("lo0")
                }) {
                    var program = object.program(hook instanceof Xdp ? "on_xdp" : "on_tc");
                    assertThatThrownBy(() -> program.attach(hook))
                            .isInstanceOf(AttachFailed.class)
                            .hasMessageContaining("there is no network interface lo0")
                            .hasMessageContaining("did you mean lo");
                }
            }
        });
    }
}
