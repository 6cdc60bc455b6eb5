// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an event becomes, one at a time, as a stream, and in the background. */
@RequiresKernel(Feature.BPF)
class EventBufferTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NOW = Duration.ZERO;

    private final Sender sender = new Sender();

    @AfterEach
    void close() {
        sender.close();
    }

    record Event(long sequence, int negative, EnumValue kind, String comm) {}

    record Head(int sequence, long length) {}

    record Wrong(long sequence, long exitCode) {}

    record TooNarrow(long sequence, byte negative) {}

    @Test
    void isDecodedAsTheOnlyStructThatAGlobalPointsTo() throws Exception {
        var ring = sender.object.ringBuffer("ring");
        sender.run("send", 2);
        var event = ring.poll(LONG).orElseThrow();
        assertThat(event.type().strip()).isEqualTo("struct event");
        assertThat(event.members())
                .contains(
                        entry("sequence", 0L),
                        entry("negative", 0),
                        entry("kind", new EnumValue("FIRST", 0)),
                        entry("comm", "0123456789"));
        assertThat(ring.next().get("negative")).isEqualTo(-1);
    }

    @Test
    void isDecodedAsWhatIsNamed() throws Exception {
        sender.run("send", 4);
        assertThat(sender.object.ringBuffer("ring", "event").poll(NOW)).get().isInstanceOf(Struct.class);
        assertThat(sender.object.ringBuffer("ring", "struct event").poll(NOW))
                .hasValueSatisfying(event -> assertThat(event.get("sequence")).isEqualTo(1L));
        assertThat(sender.object.ringBuffer("ring", Event.class).poll(NOW))
                .contains(new Event(2, -2, new EnumValue("FIRST", 0), "0123456789"));
        assertThat(sender.object.ringBuffer("ring", byte[].class).poll(NOW))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(32).startsWith(3, 0, 0));
    }

    @Test
    void whatIsInAnEventIsKnownBeforeOneComes() {
        var members = List.of("sequence", "negative", "cpu", "kind", "comm");
        assertThat(sender.object.ringBuffer("ring").members()).isEqualTo(members);
        assertThat(sender.object.ringBuffer("ring", "event").members()).isEqualTo(members);
        assertThat(sender.object.ringBuffer("ring", Head.class).members()).containsExactly("sequence", "length");
        assertThat(sender.object.ringBuffer("ring", byte[].class).members()).isEmpty();
        try (var two = Fixture.open("ambiguous")) {
            two.load();
            var ring = two.ringBuffer("ring");
            assertThatThrownBy(ring::members).hasMessageContaining("it may be one of several");
        }
    }

    @Test
    void aRecordFindsTheStructThatHasItsMembers() throws Exception {
        sender.run("send_mixed", 2);
        var ring = sender.object.ringBuffer("ring", Head.class);
        assertThat(ring.poll(NOW)).contains(new Head(0, 8));
        assertThat(ring.poll(NOW)).contains(new Head(1, 45));
    }

    @Test
    void whatCannotBeDecodedIsSaid() {
        assertThatThrownBy(() -> sender.object.ringBuffer("ring", "evnt"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("evnt")
                .hasMessageContaining("did you mean event");
        assertThatThrownBy(() -> sender.object.ringBuffer("ring", Wrong.class))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("no struct of events has a member for each component")
                .hasMessageContaining("exitCode");
        assertThatThrownBy(() -> sender.object.ringBuffer("ring", String.class))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("is no record");
        sender.run("send", 300);
        var narrow = sender.object.ringBuffer("ring", TooNarrow.class);
        assertThatThrownBy(() -> narrow.drain(event -> {}))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("-129 does not fit byte");
        var other = sender.object.ringBuffer("other");
        sender.run("send_other", 7);
        assertThatThrownBy(() -> other.poll(NOW))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("takes 32 bytes, here are 8");
    }

    @Test
    void aStructThatIsNotKnownIsAskedForWhenAnEventIsDecoded() throws Exception {
        try (var two = Fixture.open("ambiguous")) {
            two.load();
            var ring = two.ringBuffer("ring");
            assertThat(ring.poll(cursor -> {})).isZero();
            two.program("send").testRun().context(new byte[8]).run();
            assertThatThrownBy(() -> ring.poll(LONG))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("it may be one of several")
                    .hasMessageContaining("struct first")
                    .hasMessageContaining("struct second");
        }
    }

    @Test
    void streamsEndAtTheirLimitOrTime() {
        var ring = sender.object.ringBuffer("ring");
        sender.run("send", 10);
        assertThat(ring.stream().limit(3).map(event -> event.get("sequence"))).containsExactly(0L, 1L, 2L);
        assertThat(ring.unread()).as("nothing is taken that was not asked for").isEqualTo(7 * 40);
        long begin = System.nanoTime();
        assertThat(ring.events(Duration.ofMillis(50))).hasSize(7);
        assertThat(System.nanoTime() - begin).isBetween(50_000_000L, 20_000_000_000L);
        assertThat(ring.events(NOW)).isEmpty();
    }

    @Test
    void streamsEndWhenTheBufferIsClosed() {
        var ring = sender.object.ringBuffer("ring");
        sender.run("send", 3);
        assertThat(ring.stream().peek(event -> {
                    if (event.get("sequence").equals(2L)) {
                        ring.close();
                    }
                }))
                .hasSize(3);
        assertThat(ring.stream()).isEmpty();
    }

    @Test
    void whatIsThereIsDrainedDecoded() {
        var ring = sender.object.ringBuffer("ring", Event.class);
        sender.run("send", 5);
        var events = new ArrayList<Event>();
        assertThat(ring.drain(events::add)).isEqualTo(5);
        assertThat(ring.drain(events::add)).isZero();
        assertThat(events).extracting(Event::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void forEachGoesOnUntilItsHandlerClosesTheBuffer() throws Exception {
        var ring = sender.object.ringBuffer("ring", Event.class);
        sender.run("send", 5);
        var seen = new ArrayList<Long>();
        ring.forEach(event -> {
            seen.add(event.sequence());
            if (event.sequence() == 2) {
                ring.close();
            }
        });
        assertThat(seen).containsExactly(0L, 1L, 2L);
        assertThat(ring.isOpen()).isFalse();
    }

    @Test
    void aTailReadsInTheBackgroundUntilItIsClosed() throws Exception {
        var ring = sender.object.ringBuffer("ring", Event.class);
        var seen = java.util.Collections.synchronizedList(new ArrayList<Long>());
        var tail = ring.tail(event -> seen.add(event.sequence()));
        assertThat(Session.current().alive()).contains(tail);
        sender.run("send", 3);
        await(() -> seen.size() == 3);
        assertThat(seen).containsExactly(0L, 1L, 2L);
        assertThatThrownBy(() -> ring.poll(NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ring is being read by bpfsh-tail-ring: one reader at a time");
        tail.close();
        assertThat(tail.isAlive()).isFalse();
        assertThat(tail).hasToString("tail of ring: ended, 3 events");
        assertThat(Session.current().alive()).doesNotContain(tail);
        sender.run("send", 1);
        assertThat(ring.poll(NOW)).isPresent();
    }

    @Test
    void aClosedTailHasGivenWhatWasSentBefore() {
        var ring = sender.object.ringBuffer("ring", Event.class);
        var seen = new AtomicLong();
        for (int sent = 3; sent < 60; sent += 3) {
            var tail = ring.tail(event -> seen.incrementAndGet());
            sender.run("send", 3);
            tail.close();
            assertThat(seen.get()).isEqualTo(sent);
        }
    }

    @Test
    void aTailThatItsConsumerClosesGivesNoMore() throws Exception {
        var ring = sender.object.ringBuffer("ring", Event.class);
        var tails = new ArrayBlockingQueue<EventTail>(1);
        var tail = ring.tail(event -> {
            tails.remove().close();
            sender.run("send", 1);
        });
        tails.add(tail);
        sender.run("send", 1);
        await(() -> !tail.isAlive());
        assertThat(tail.failure()).isEmpty();
        assertThat(ring.unread()).isPositive();
    }

    @Test
    void eventsThatKeepComingAreReadSeveralAtATime() {
        int events = 2_000;
        var switches = new AtomicLong();
        var seen = new AtomicLong();
        try (var object = Fixture.open("events")) {
            object.map("ring").maxEntries(1 << 20);
            object.load();
            var tail = object.ringBuffer("ring").tail(event -> {
                if (seen.incrementAndGet() == events) {
                    switches.set(voluntarySwitches());
                }
            });
            var send = object.program("send");
            var one = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .putLong(1)
                    .array();
            long begin = System.nanoTime();
            for (int i = 0; i < events; i++) {
                send.testRun().context(one).run();
                for (long end = System.nanoTime() + 100_000; System.nanoTime() < end; ) {
                    Thread.onSpinWait();
                }
            }
            tail.close();
            long pauses = (System.nanoTime() - begin) / 10_000_000;
            assertThat(seen.get()).isEqualTo(events);
            // One sleep for a pause of 10 ms, and another for the next event where none came meanwhile.
            assertThat(switches.get()).as("sleeps in %d pauses", pauses).isBetween(1L, 2 * pauses + 50);
        }
    }

    // How often the calling thread has gone to sleep by itself.
    private static long voluntarySwitches() {
        try (var lines = Files.lines(Path.of("/proc/thread-self/status"))) {
            return lines.filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTailEndsWithItsBufferItsObjectOrAnException() throws Exception {
        var failing = sender.object.ringBuffer("ring", Event.class).tail(event -> {
            throw new IllegalArgumentException("enough");
        });
        sender.run("send", 1);
        await(() -> !failing.isAlive());
        assertThat(failing.failure()).get().asString().contains("enough");
        assertThat(Session.current().alive()).doesNotContain(failing);
        var tail = sender.object.ringBuffer("ring").tail(event -> {});
        sender.object.close();
        await(() -> !tail.isAlive());
        assertThat(tail.failure()).isEmpty();
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void allOfABuffersObjectsShareItAndCloseTogether() throws Exception {
        var structs = sender.object.ringBuffer("ring");
        var records = sender.object.ringBuffer("ring", Event.class);
        sender.run("send", 2);
        assertThat(structs.poll(NOW)).isPresent();
        assertThat(records.poll(NOW)).get().extracting(Event::sequence).isEqualTo(1L);
        records.close();
        assertThat(structs.isOpen()).isFalse();
        assertThatThrownBy(structs::unread)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ring is closed");
        assertThat(sender.object.ringBuffer("ring").isOpen()).isTrue();
        assertThat(List.of(structs.isOpen(), records.isOpen())).containsOnly(false);
    }
}
