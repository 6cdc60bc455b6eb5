// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.attach.Direction;
import dev.bpfsh.attach.Hooks;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Isolated;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@RequiresKernel(Feature.BPF)
class TestRunTest {
    private static BpfObject object;

    @BeforeAll
    static void load() {
        object = Fixture.open("testrun");
        object.load();
    }

    @AfterAll
    static void close() {
        object.close();
    }

    private static TestRun of(String program) {
        return object.program(program).testRun();
    }

    private static byte[] packet() {
        var packet = new byte[64];
        for (int i = 0; i < packet.length; i++) {
            packet[i] = (byte) i;
        }
        return packet;
    }

    private static byte[] longs(long... values) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.nativeOrder());
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    @Test
    void xdpGivesThePacketBack() {
        var result = of("mirror").data(packet()).run();
        assertThat(result.returnValue()).isEqualTo(3);
        assertThat(result.data()).hasSize(64).startsWith(6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5, 12, 13);
        assertThat(result.value()).isEmpty();
    }

    @Test
    void xdpMayChangeTheLength() {
        var result = of("shorten").data(packet()).run();
        assertThat(result.returnValue()).isEqualTo(2);
        assertThat(result.data()).hasSize(60);
    }

    @Test
    void repeatsAndTellsTheTimeOfARun() {
        var before = (Number) object.global("runs").get();
        var result = of("mirror").data(packet()).repeat(10_000).run();
        var after = (Number) object.global("runs").get();
        assertThat(after.longValue() - before.longValue()).isEqualTo(10_000);
        assertThat(result.nanosPerRun()).isBetween(1L, 100_000L);
    }

    @Test
    void tcTakesAContextByTheNamesOfItsMembers() {
        var result = of("mark").data(packet()).context(Map.of("mark", 41)).run();
        assertThat(result.returnValue()).isEqualTo(64);
        assertThat(result.value())
                .hasValueSatisfying(context -> assertThat(((Number) ((Struct) context).get("mark")).longValue())
                        .isEqualTo(42));
        assertThat(result.context()).hasSize(192);
    }

    @Test
    void socketFilterAndCgroup() {
        // What the kernel hands to a socket filter here is without the Ethernet header.
        assertThat(of("length").data(packet()).run().returnValue()).isIn(64, 50);
        assertThat(of("allow").data(packet()).run().returnValue()).isEqualTo(1);
    }

    @Test
    void aPacketHasAWholeChecksumWhereThatIsSaid() {
        // bpf_csum_update() takes such packets only.
        int without = of("add_to_checksum").data(packet()).run().returnValue();
        assertThat(without).isEqualTo(-Errno.ENOTSUPP.number());
        var whole = of("add_to_checksum").data(packet()).checksumComplete().run();
        assertThat(whole.returnValue()).isNotEqualTo(without);
        var spoilt =
                of("add_to_checksum").data(packet()).context(Map.of("mark", 1)).checksumComplete();
        assertThatThrownBy(spoilt::run)
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("the packet and its checksum no longer agree (EBADMSG)");
        assertThatThrownBy(() -> of("mirror").data(packet()).checksumComplete().run())
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("checksumComplete() is for programs on socket buffers");
        assertThatThrownBy(() -> of("mark").data(packet()).cpu(0).run())
                .hasMessageContaining("cpu() is for raw tracepoint programs");
    }

    @Test
    @RequiresKernel({Feature.NETWORK_NAMESPACE, Feature.TCX})
    void liveFramesGoOnToWhereTheProgramSends() throws Exception {
        Isolated.network(() -> {
            try (var packets = Fixture.open("attach_packets")) {
                packets.global("watched_port").set(4711);
                packets.load();
                packets.program("on_tc").attach(Hooks.tcx("lo", Direction.INGRESS));
                var run = packets.program("on_xdp").testRun().data(udp(4711)).repeat(100);
                run.run();
                assertThat(counts(packets)).containsExactly(100, 0);
                assertThat(run.liveFrames(8).run().data()).isEmpty();
                assertThat(counts(packets)).containsExactly(200, 100);
                packets.global("drop").set(1);
                run.liveFrames(0).run();
                assertThat(counts(packets)).containsExactly(300, 100);
                assertThatThrownBy(() -> run.liveFrames(257)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> run.liveFrames(-1)).isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> packets.program("on_tc")
                                .testRun()
                                .data(udp(4711))
                                .liveFrames(0)
                                .run())
                        .hasMessageContaining("liveFrames() is for XDP programs");
            }
        });
    }

    private static List<Integer> counts(BpfObject packets) {
        return Stream.of("xdp_packets", "tc_packets")
                .map(name -> ((Number) packets.global(name).get()).intValue())
                .toList();
    }

    /** A packet from this machine to itself. */
    private static byte[] udp(int port) {
        var packet = ByteBuffer.allocate(64);
        packet.putShort(12, (short) 0x0800).put(14, (byte) 0x45).putShort(16, (short) 50);
        packet.put(22, (byte) 64).put(23, (byte) 17).putInt(26, 0x7f000001).putInt(30, 0x7f000001);
        packet.putShort(34, (short) 1).putShort(36, (short) port).putShort(38, (short) 30);
        return packet.array();
    }

    @Test
    void rawTracepointTakesItsArguments() {
        assertThat(of("sum").context(longs(40, 2)).run().returnValue()).isEqualTo(42);
        assertThat(of("sum").context(longs(40, 3)).cpu(0).run().returnValue()).isEqualTo(43);
    }

    @Test
    void syscallAnswersInItsContext() {
        var result = of("square").context(Map.of("number", 12)).run();
        assertThat(result.returnValue()).isEqualTo(7);
        assertThat(result.value().orElseThrow().toString()).contains("144");
        assertThat(result.toString()).startsWith("returned 7, context ").contains("square");
    }

    @Test
    void flowDissectorGivesKeys() {
        var result = of("dissect").data(packet()).run();
        assertThat(result.returnValue()).isZero();
        assertThat(result.data()).hasSize(56).containsSequence(0x34, 0x12);
    }

    @Test
    void socketLookupChoosesByItsContext() {
        assertThat(of("look").context(lookup(8080)).run().returnValue()).isEqualTo(1);
        assertThat(of("look").context(lookup(81)).run().returnValue()).isZero();
    }

    private static Map<String, Object> lookup(int port) {
        return Map.of("family", 2, "protocol", 6, "local_port", port);
    }

    @Test
    void aTypeThatCannotSaysSo() {
        assertThatThrownBy(() -> of("untested").run())
                .isInstanceOfSatisfying(BpfException.class, failure -> assertThat(failure.errno())
                        .contains(Errno.ENOTSUPP))
                .hasMessageContaining(
                        "test run testrun.untested: the kernel has no test run for programs of type" + " tracepoint");
    }

    @Test
    void inputThatDoesNotSuitIsExplained() {
        assertThatThrownBy(() -> of("mirror").run())
                .hasMessageContaining("there is no packet to run it with (EINVAL)")
                .hasMessageContaining("hint: it takes a packet: data(byte[])");
        assertThatThrownBy(() -> of("mirror").data(new byte[13]).run())
                .hasMessageContaining("a packet of 13 bytes is too short (EINVAL)");
        assertThatThrownBy(() -> of("sum").context(longs(1, 2)).data(packet()).run())
                .hasMessageContaining("programs of this type take no data");
        assertThatThrownBy(() -> of("sum").context(longs(1, 2)).repeat(2).run())
                .hasMessageContaining("programs of this type run once");
        assertThatThrownBy(() -> of("look").run()).hasMessageContaining("there is no context");
        assertThatThrownBy(() -> of("untested").context(Map.of())).hasMessageContaining("no struct that BTF knows");
        assertThatThrownBy(() -> of("mirror").repeat(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyLoadedProgramsRun() {
        var opened = Fixture.open("testrun");
        var run = opened.program("mirror").testRun().data(packet());
        assertThatThrownBy(run::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("testrun is OPENED");
        opened.close();
        assertThatThrownBy(run::run).hasMessageContaining("testrun is CLOSED");
    }
}
