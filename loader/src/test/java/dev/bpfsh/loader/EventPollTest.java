// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@RequiresKernel(Feature.BPF)
@Timeout(120)
class EventPollTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Sender sender = new Sender();
    private final List<String> heard = new ArrayList<>();
    private final RingBuffer<?> ring = sender.object.ringBuffer("ring");
    private final RingBuffer<?> other = sender.object.ringBuffer("other");
    private final PerfBuffer<?> perf = sender.object.perfBuffer("perf");
    private final EventPoll poll = EventPoll.of()
            .add(ring, cursor -> heard.add("ring " + cursor.getLong(0)))
            .add(other, cursor -> heard.add("other " + cursor.getLong(0)))
            .add(perf, cursor -> heard.add("perf " + cursor.getInt(4)));

    @AfterEach
    void close() {
        poll.close();
        sender.close();
    }

    private void later(Runnable step) {
        new Thread(() -> {
                    try {
                        Thread.sleep(50);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    step.run();
                })
                .start();
    }

    @Test
    void oneWaitHearsWhicheverBufferHasSomething() throws Exception {
        sender.run("send", 1);
        sender.run("send_other", 7);
        sender.run("send_perf", 16);
        assertThat(poll.poll(LONG)).isEqualTo(3);
        assertThat(heard).containsExactly("ring 0", "other 7", "perf 16");
        later(() -> sender.run("send_other", 8));
        assertThat(poll.poll(LONG)).isOne();
        later(() -> sender.run("send_perf", 24));
        assertThat(poll.poll(LONG)).isOne();
        assertThat(heard).endsWith("other 8", "perf 24");
        assertThat(poll.poll(Duration.ofMillis(1))).isZero();
    }

    @Test
    void aBufferThatIsClosedIsNoLongerAmongThem() throws Exception {
        ring.close();
        sender.run("send_other", 9);
        assertThat(poll.poll(LONG)).isOne();
        later(() -> sender.object.close());
        assertThat(poll.poll(Duration.ofMillis(300))).isZero();
    }

    @Test
    void closingEndsWaiting() throws Exception {
        later(poll::close);
        assertThat(poll.poll(LONG)).isZero();
        assertThatThrownBy(() -> poll.poll(LONG)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> poll.add(ring, cursor -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(ring.isOpen()).isTrue();
    }

    @Test
    void theSessionClosesOneThatNobodyCloses() {
        var forgotten = EventPoll.of();
        assertThat(Session.current().alive()).contains(forgotten, poll);
        Session.current().close();
        assertThatThrownBy(() -> forgotten.poll(LONG)).isInstanceOf(IllegalStateException.class);
        assertThat(Session.current().alive()).isEmpty();
    }

    @Test
    void anInterruptEndsWaiting() {
        var thread = Thread.currentThread();
        later(thread::interrupt);
        assertThatThrownBy(() -> poll.poll(LONG)).isInstanceOf(InterruptedException.class);
    }
}
