// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.bpfsh.libbpf.EventCursor;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting, interrupting, closing under a reader's feet, and what is left afterwards. */
@RequiresKernel(Feature.BPF)
@Timeout(300)
class RingBufferThreadsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private interface Reading {
        void read() throws InterruptedException;
    }

    /** Reads in a thread of its own, and tells how that ended: null where it returned. */
    private static final class Reader extends Thread {
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private final CountDownLatch begun = new CountDownLatch(1);

        Reader(Reading reading) {
            super(null, null, "reader-of-this-test");
            body = reading;
            start();
        }

        private final Reading body;

        @Override
        public void run() {
            begun.countDown();
            try {
                body.read();
            } catch (Throwable e) {
                thrown.set(e);
            }
        }

        Throwable end() throws InterruptedException {
            join(60_000);
            assertThat(isAlive()).isFalse();
            return thrown.get();
        }
    }

    private static void letItWait(Reader reader) throws Exception {
        Eventually.holds(() -> assertThat(reader.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith(".Epoll")));
    }

    @Test
    void waitingEndsAtItsTime() throws Exception {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring");
            for (long millis : new long[] {0, 1, 30, 250}) {
                long begin = System.nanoTime();
                assertThat(ring.poll(Duration.ofMillis(millis))).isEmpty();
                assertThat(System.nanoTime() - begin)
                        .isBetween(millis * 1_000_000, millis * 1_000_000 + 20_000_000_000L);
            }
            assertThat(ring.poll(Duration.ofSeconds(Long.MIN_VALUE))).isEmpty();
        }
    }

    @Test
    void anEventWakesWhoWaits() throws Exception {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring");
            var reader = new Reader(() -> assertThat(ring.poll(LONG)).isPresent());
            letItWait(reader);
            sender.run("send", 1);
            assertThat(reader.end()).isNull();
        }
    }

    @Test
    void anInterruptEndsEveryWait() throws Exception {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring");
            for (var reading : new Reading[] {
                () -> ring.poll(LONG), () -> ring.poll(LONG, cursor -> {}), () -> ring.forEach(event -> {}), ring::next
            }) {
                var reader = new Reader(reading);
                letItWait(reader);
                reader.interrupt();
                assertThat(reader.end()).isInstanceOf(InterruptedException.class);
            }
            var status = new boolean[1];
            var reader = new Reader(() -> {
                assertThat(ring.stream()).isEmpty();
                status[0] = Thread.interrupted();
            });
            letItWait(reader);
            reader.interrupt();
            assertThat(reader.end()).isNull();
            assertThat(status[0]).isTrue();
        }
    }

    @Test
    void anInterruptEndsForEachWhileEventsPourIn() throws Exception {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring", byte[].class);
            var reader = new Reader(() -> ring.forEach(event -> {}));
            var stop = new boolean[1];
            var sending = CompletableFuture.runAsync(() -> {
                while (!stop[0]) {
                    sender.run("send", 100);
                }
            });
            reader.begun.await();
            Thread.sleep(50);
            reader.interrupt();
            assertThat(reader.end()).isInstanceOf(InterruptedException.class);
            stop[0] = true;
            sending.join();
        }
    }

    @Test
    void aSecondReaderIsRefused() throws Exception {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring");
            var reader = new Reader(() -> ring.poll(LONG));
            letItWait(reader);
            assertThatThrownBy(
                            () -> sender.object.ringBuffer("ring", byte[].class).poll(cursor -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("ring is being read by reader-of-this-test: one reader at a time");
            sender.run("send", 2);
            assertThat(reader.end()).isNull();
            ring.poll(cursor -> assertThatThrownBy(() -> ring.poll(Duration.ZERO))
                    .hasMessageContaining("this thread, whose handler asks for more"));
        }
    }

    @Test
    void closingEndsWaitingAtOnce() throws Exception {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring");
            var reader = new Reader(() -> assertThat(ring.poll(LONG)).isEmpty());
            letItWait(reader);
            ring.close();
            assertThat(reader.end()).isNull();
            assertThatThrownBy(() -> ring.poll(Duration.ZERO)).hasMessage("ring is closed");
            assertThatThrownBy(ring::consumerPosition).hasMessage("ring is closed");
            assertThatThrownBy(ring::producerPosition).hasMessage("ring is closed");
            assertThatThrownBy(ring::next).hasMessage("ring is closed");
            ring.close();
        }
    }

    @Test
    void closingDoesNotHangOnAHandlerThatDoesAndTheHandlerMayReadOn() throws Exception {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring", byte[].class);
            sender.run("send", 3);
            var inside = new CountDownLatch(1);
            var closed = new CountDownLatch(1);
            var reader = new Reader(() -> assertThat(ring.poll(cursor -> {
                        inside.countDown();
                        try {
                            closed.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        assertThat(cursor.getLong(0)).isZero();
                    }))
                    .isOne());
            inside.await();
            ring.close();
            closed.countDown();
            assertThat(reader.end()).isNull();
        }
    }

    @Test
    void closingUnderAReadersFeetIsNeverMoreThanAnException() throws Exception {
        for (int round = 0; round < 300; round++) {
            try (var sender = new Sender()) {
                var ring = sender.object.ringBuffer("ring", byte[].class);
                sender.run("send", 1_000);
                var sum = new long[1];
                Consumer<EventCursor> handler = cursor -> sum[0] += cursor.getLong(0) + cursor.getInt(28);
                var reader = new Reader(() -> {
                    while (true) {
                        ring.poll(LONG, handler);
                        ring.unread();
                    }
                });
                var looker = new Reader(() -> {
                    while (true) {
                        ring.producerPosition();
                        ring.losses();
                        ring.unread();
                    }
                });
                reader.begun.await();
                sender.run("send", 500);
                if (round % 2 == 0) {
                    ring.close();
                } else {
                    sender.object.close();
                }
                assertThat(reader.end())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed");
                assertThat(looker.end())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed");
            }
        }
    }

    @Test
    void nothingIsLeftOfManyCycles() throws Exception {
        cycle();
        var before = Leaks.snapshot();
        for (int i = 0; i < 200; i++) {
            cycle();
        }
        Leaks.assertNoneSince(before);
    }

    private static void cycle() throws InterruptedException {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring");
            sender.run("send", 10);
            ring.poll(Duration.ZERO);
            var perf = sender.object.perfBuffer("perf", byte[].class);
            sender.run("send_perf", 32);
            perf.poll(Duration.ZERO);
            var commands = sender.object.userRingBuffer("commands");
            commands.write(new byte[12]);
            commands.reserve(8);
            try (var poll = EventPoll.of()) {
                poll.add(ring, cursor -> {}).add(perf, cursor -> {}).poll(Duration.ZERO);
            }
        }
    }

    @Test
    void theCursorFormMakesNoObjectForAnEvent() {
        try (var sender = new Sender()) {
            var ring = sender.object.ringBuffer("ring", byte[].class);
            var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            var sum = new long[1];
            Consumer<EventCursor> handler = cursor -> sum[0] += cursor.getLong(0) + cursor.length();
            long events = 0;
            long bytes = 0;
            for (int round = 0; round < 200; round++) {
                sender.run("send", 1_600);
                long before = threads.getCurrentThreadAllocatedBytes();
                int read = ring.poll(handler);
                long after = threads.getCurrentThreadAllocatedBytes();
                // The first rounds link and compile.
                if (round >= 100) {
                    events += read;
                    bytes += after - before;
                }
            }
            assertThat(events).isEqualTo(160_000);
            assertThat((double) bytes / events).isLessThan(0.01);
        }
    }
}
