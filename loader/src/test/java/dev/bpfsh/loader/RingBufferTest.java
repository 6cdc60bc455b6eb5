// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ConsumerPosition;
import dev.bpfsh.libbpf.EventCursor;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RequiresKernel(Feature.BPF)
class RingBufferTest {
    private static final int SIZE = 64 * 1024;
    /** Bytes that an event takes in the buffer: 32 and the header. */
    private static final int ROOM = 40;

    private static final int FITTING = SIZE / ROOM;
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long MANY = 1_000_000;

    private final Sender sender = new Sender();

    @AfterEach
    void close() {
        sender.close();
    }

    private RingBuffer<byte[]> ring() {
        return sender.object.ringBuffer("ring", byte[].class);
    }

    @Test
    void aMillionEventsComeInOrderWhileTheyAreSent() throws Exception {
        var ring = ring();
        var sending = CompletableFuture.runAsync(() -> sender.sendAll("send", MANY));
        var expected = new long[1];
        while (expected[0] < MANY) {
            assertThat(ring.poll(LONG, cursor -> {
                        long sequence = expected[0]++;
                        if (cursor.length() != 32
                                || cursor.getLong(0) != sequence
                                || cursor.getInt(8) != (int) -sequence
                                || cursor.getInt(16) != (sequence & 1)
                                || cursor.getLong(20) != 0x3736353433323130L) {
                            throw new AssertionError("event " + sequence + " is " + List.of(cursor.bytes()));
                        }
                    }))
                    .isPositive();
        }
        sending.join();
        assertThat(ring.poll(cursor -> {})).isZero();
        assertThat(ring.unread()).isZero();
        assertThat(ring.consumerPosition()).isEqualTo(MANY * ROOM).isEqualTo(ring.producerPosition());
    }

    @Test
    void eventsOfVaryingLengthComeWholeAndDiscardedOnesNotAtAll() throws Exception {
        var ring = ring();
        var sending = CompletableFuture.runAsync(() -> sender.sendAll("send_mixed", 200_000));
        var expected = new int[1];
        while (expected[0] < 200_000) {
            // Sent without waking anybody.
            assertThat(ring.poll(LONG, cursor -> requireMixed(cursor, expected[0]++)))
                    .isPositive();
        }
        sending.join();
        assertThat(sender.count("discarded")).isGreaterThanOrEqualTo(200_000 / 7);
    }

    private static void requireMixed(EventCursor cursor, int sequence) {
        int length = 8 + (sequence * 37 & 255);
        if (cursor.getInt(0) != sequence || cursor.getInt(4) != length || cursor.length() != length) {
            throw new AssertionError("event " + sequence + ": " + cursor.getInt(0) + " of " + cursor.length());
        }
        for (int i = 8; i < length; i++) {
            if (cursor.getByte(i) != (byte) (i - 8)) {
                throw new AssertionError("event " + sequence + ", byte " + i);
            }
        }
    }

    @Test
    void aBufferThatIsFullIsSeenAndTheProgramCounts() {
        var ring = ring();
        assertThat(ring.losses().timesFull()).isZero();
        sender.run("flood", FITTING + 100);
        assertThat(ring.unread()).isEqualTo((long) FITTING * ROOM);
        assertThat(ring.poll(cursor -> {})).isEqualTo(FITTING);
        var losses = ring.losses(sender.object.global("dropped"));
        assertThat(losses.counted()).hasValue(100);
        assertThat(losses.timesFull()).isOne();
        assertThat(losses).hasToString("100 lost, once full (counted by the program in dropped)");
        assertThat(ring.losses().counted()).isEmpty();
        sender.run("flood", FITTING - 1);
        assertThat(ring.poll(cursor -> {})).isEqualTo(FITTING - 1);
        assertThat(ring.losses().timesFull()).isOne();
    }

    /** The kernel leaves a byte free: where records divide the size, the last of them never fits. */
    @Test
    void aBufferIsFullWhereTheLastRecordWouldFitExactly() {
        var ring = sender.object.ringBuffer("other", byte[].class);
        int fitting = 4096 / 16 - 1;
        for (int sent = 1; sent < fitting; sent++) {
            assertThat(sender.run("send_other", sent)).isZero();
        }
        assertThat(ring.poll(cursor -> {})).isEqualTo(fitting - 1);
        assertThat(ring.losses().timesFull()).isZero();
        for (int sent = 0; sent < fitting; sent++) {
            assertThat(sender.run("send_other", sent)).isZero();
        }
        assertThat(sender.run("send_other", 0)).isNotZero();
        assertThat(ring.poll(cursor -> {})).isEqualTo(fitting);
        assertThat(ring.losses().timesFull()).isOne();
    }

    @Test
    void underOverloadWhatCameAndWhatWasLostIsAllThatWasSent() throws Exception {
        var ring = ring();
        var sending = CompletableFuture.runAsync(() -> sender.run("flood", 500_000));
        long came = 0;
        while (!sending.isDone() || ring.unread() > 0) {
            came += ring.poll(Duration.ofMillis(1), cursor -> Thread.onSpinWait());
        }
        assertThat(came).isPositive();
        assertThat(came + sender.count("dropped")).isEqualTo(500_000);
        assertThat(ring.losses().timesFull() > 0).isEqualTo(sender.count("dropped") > 0);
    }

    @Test
    void asManyAsAreAskedForAreTaken() {
        var ring = ring();
        sender.run("send", 10);
        assertThat(ring.poll(cursor -> {}, 3)).isEqualTo(3);
        assertThat(ring.unread()).isEqualTo(7 * ROOM);
        var next = new long[1];
        assertThat(ring.poll(cursor -> next[0] = cursor.getLong(0), 1)).isOne();
        assertThat(next[0]).isEqualTo(3);
    }

    @Test
    void anEventWhoseHandlerThrowsIsTakenAndThoseBehindItStay() {
        var ring = ring();
        sender.run("send", 3);
        assertThatThrownBy(() -> ring.poll(cursor -> {
                    throw new IllegalArgumentException("no");
                }))
                .hasMessage("no");
        assertThat(ring.unread()).isEqualTo(2 * ROOM);
        assertThat(ring.poll(cursor -> {})).isEqualTo(2);
    }

    @Test
    void aCursorIsGoodWhileItsHandlerRunsInItsThreadAndWithinItsEvent() {
        var ring = ring();
        sender.run("send", 2);
        var kept = new ArrayList<EventCursor>();
        ring.poll(
                cursor -> {
                    kept.add(cursor);
                    assertThatThrownBy(() -> cursor.getInt(29)).isInstanceOf(IndexOutOfBoundsException.class);
                    assertThatThrownBy(() -> cursor.getByte(-1)).isInstanceOf(IndexOutOfBoundsException.class);
                    assertThatThrownBy(() -> cursor.getLong(Integer.MAX_VALUE))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                    assertThatThrownBy(() -> cursor.get(30, new byte[8], 0, 3))
                            .isInstanceOf(IndexOutOfBoundsException.class);
                    assertThat(cursor.getString(20, 12)).isEqualTo("0123456789");
                    assertThat(cursor.getShort(20)).isEqualTo((short) 0x3130);
                    assertThat(cursor.getUnsignedInt(8)).isZero();
                    assertThat(cursor.buffer().getLong(20)).isEqualTo(cursor.getLong(20));
                    assertThat(cursor.buffer().remaining()).isEqualTo(32);
                    assertThat(cursor.cpu()).isEqualTo(-1);
                    var elsewhere = CompletableFuture.supplyAsync(() -> cursor.getInt(0));
                    assertThatThrownBy(elsewhere::join).hasCauseInstanceOf(IllegalStateException.class);
                },
                1);
        assertThat(kept).hasSize(1);
        assertThatThrownBy(() -> kept.get(0).getInt(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get(0).bytes()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get(0).length()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aPositionThatAnotherProcessWroteIsRefusedAndNothingOutsideIsRead() {
        var ring = ring();
        sender.run("send", 20);
        // In the middle of an event: what is taken for a length may make sense, but never reaches out of the buffer.
        ConsumerPosition.write(sender.object.map("ring").fd(), 8);
        try {
            ring.poll(cursor -> assertThat(cursor.bytes().length).isLessThan(SIZE));
        } catch (BpfException refused) {
            assertThat(refused).hasMessageContaining("makes no sense");
        }
        for (long position : new long[] {3, -80_000, 1 << 20, Long.MAX_VALUE - 7, Long.MIN_VALUE}) {
            ConsumerPosition.write(sender.object.map("ring").fd(), position);
            assertThatThrownBy(() ->
                            ring.poll(cursor -> assertThat(cursor.length()).isLessThan(SIZE)))
                    .as("position " + position)
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("makes no sense");
        }
        ConsumerPosition.write(sender.object.map("ring").fd(), 0);
        assertThat(ring.poll(cursor -> {})).isEqualTo(20);
    }

    @Test
    void readsOnWhereAnotherReaderStopped() {
        sender.run("send", 2);
        try (var first = ring()) {
            first.poll(cursor -> {}, 1);
        }
        var sequence = new long[1];
        assertThat(ring().poll(cursor -> sequence[0] = cursor.getLong(0))).isOne();
        assertThat(sequence[0]).isOne();
    }

    @Test
    void isRefusedWhereItIsNotOne() {
        assertThatThrownBy(() -> sender.object.ringBuffer("perf", byte[].class))
                .isInstanceOf(BpfException.class)
                .hasMessage("open perf: it is a map of type perf_event_array, not ringbuf\nhint: there is other, ring");
        assertThatThrownBy(() -> sender.object.ringBuffer("rinh"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("did you mean ring");
        assertThatThrownBy(() -> RingBuffer.of("x", sender.object.map("ring").fd(), 3 * 4096, EventTypes.bytes()))
                .isInstanceOf(BpfException.class);
        assertThatThrownBy(() -> RingBuffer.of("x", sender.object.map("ring").fd(), 2 * SIZE, EventTypes.bytes()))
                .isInstanceOf(BpfException.class);
        assertThatThrownBy(() -> RingBuffer.of("x", -1, SIZE, EventTypes.bytes()))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("EBADF");
        try (var opened = Fixture.open("events")) {
            assertThatThrownBy(() -> opened.ringBuffer("ring"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("next is load()");
        }
    }

    @Test
    void saysWhatItIs() {
        var ring = ring();
        sender.run("send", 2);
        assertThat(ring).hasToString("ring: ring buffer, 80 of 65536 B unread");
        assertThat(ring.losses().toString()).startsWith("unknown (");
        assertThat(ring.losses(sender.object.global("dropped")))
                .hasToString("0 lost (counted by the program in dropped)");
        ring.close();
        assertThat(ring).hasToString("ring: ring buffer, closed");
    }
}
