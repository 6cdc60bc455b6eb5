// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.kernel.OnlineCpus;
import dev.bpfsh.libbpf.EventCursor;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RequiresKernel(Feature.BPF)
class PerfBufferTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int SIZE = PerfBuffer.PAGES * 4096;

    private final Sender sender = new Sender();

    @AfterEach
    void close() {
        sender.close();
    }

    record Head(long sequence, int length) {}

    @Test
    void eventsOfOneCpuComeInOrderAndWholeAroundTheEnd() {
        var perf = sender.object.perfBuffer("perf", byte[].class);
        var expected = new int[1];
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 100; i++) {
                // Lengths that make records begin at every place before the end.
                assertThat(sender.run("send_perf", 8 + (expected[0] + i) * 13L % 500, 0))
                        .isZero();
            }
            assertThat(perf.poll(cursor -> requireWhole(cursor, expected[0]++))).isEqualTo(100);
        }
        assertThat(sender.count("dropped")).isZero();
        assertThat(perf.losses().counted()).hasValue(0);
        assertThat(perf.unread()).isZero();
    }

    private static void requireWhole(EventCursor cursor, int sequence) {
        int length = 8 + sequence * 13 % 500;
        assertThat(cursor.cpu()).isZero();
        if (cursor.getInt(0) != sequence
                || cursor.getInt(4) != length
                || cursor.length() < length
                || cursor.length() > length + 7) {
            throw new AssertionError("event " + sequence + ": " + cursor.getInt(0) + " of " + cursor.length());
        }
        var bytes = cursor.bytes();
        for (int i = 8; i < length; i++) {
            if (bytes[i] != (byte) (i - 8) || cursor.getByte(i) != bytes[i]) {
                throw new AssertionError("event " + sequence + ", byte " + i);
            }
        }
    }

    @Test
    void eachCpuIsHeard() throws Exception {
        var perf = sender.object.perfBuffer("perf", Head.class);
        assertThat(perf.cpus()).isEqualTo(OnlineCpus.now());
        for (int cpu : perf.cpus()) {
            sender.run("send_perf", 16, cpu);
            sender.run("send_perf", 16, cpu);
        }
        var heard = new ArrayList<Long>();
        while (heard.size() < 2 * perf.cpus().size()) {
            heard.add(perf.poll(LONG).orElseThrow().sequence());
        }
        assertThat(heard)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, heard.size()).boxed().toList());
    }

    @Test
    void anEventWakesWhoWaits() throws Exception {
        var perf = sender.object.perfBuffer("perf", Head.class);
        var sending = new Thread(() -> sender.run("send_perf", 64));
        sending.start();
        assertThat(perf.poll(Duration.ofSeconds(20))).contains(new Head(0, 64));
        sending.join();
        assertThat(perf.poll(Duration.ofMillis(1))).isEmpty();
    }

    @Test
    void whatWasLostIsCountedForEachCpu() {
        var perf = sender.object.perfBuffer("perf", byte[].class);
        int sent = SIZE / 256 + 200;
        for (int i = 0; i < sent; i++) {
            sender.run("send_perf", 240, 0);
        }
        int came = perf.poll(cursor -> {});
        assertThat(came).isLessThan(sent);
        // The kernel tells with the next event that finds room.
        sender.run("send_perf", 240, 0);
        assertThat(perf.poll(cursor -> {})).isOne();
        assertThat(perf.lost().get(0)).isEqualTo(sent - came).isEqualTo(sender.count("dropped"));
        assertThat(perf.losses().counted()).hasValue(sent - came);
        assertThat(perf.losses().toString()).startsWith(sent - came + " lost (counted by the kernel");
    }

    @Test
    void afterItIsClosedProgramsSendIntoNothing() {
        var perf = sender.object.perfBuffer("perf");
        perf.close();
        sender.run("send_perf", 16);
        assertThat(sender.count("dropped")).isOne();
        assertThatThrownBy(() -> perf.poll(cursor -> {})).hasMessage("perf is closed");
        assertThatThrownBy(perf::unread).hasMessage("perf is closed");
        assertThat(perf).hasToString("perf: perf buffer of " + perf.cpus().size() + " CPUs, closed");
    }
}
