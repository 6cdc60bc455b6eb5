// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values over time: snapshots, watches, and what both do when the object is closed meanwhile. */
@Timeout(300)
@RequiresKernel(Feature.BPF)
class WatchTest {
    private static final Duration PERIOD = Duration.ofMillis(5);

    private BpfObject object;

    @BeforeEach
    void load() {
        object = Fixture.open("values");
        object.load();
    }

    @AfterEach
    void close() {
        object.close();
    }

    @Test
    void aSnapshotStaysAndTellsWhatDiffers() {
        var before = object.snapshot();
        object.data().set("config.limits[2].max", 4);
        object.data().set("config.name", "new");
        object.bss().set("ticks", 3);
        var after = object.snapshot();
        assertThat(before.get("config.limits[2].max")).isEqualTo(4294967295L);
        assertThat(after.get("config.limits[2].max")).isEqualTo(4L);
        assertThat(before.diff(after).stream().map(Change::toString))
                .containsExactlyInAnyOrder(
                        "config.name: \"config\" -> \"new\"", "config.limits[2].max: 4294967295 -> 4", "ticks: 0 -> 3");
        assertThat(before.diff(before)).isEmpty();
        assertThat(after.time()).isAfterOrEqualTo(before.time());
        assertThat(object.bss().snapshot().values().keySet()).contains("ticks").doesNotContain("config");
        assertThatThrownBy(() -> before.get("confg")).hasMessageContaining("did you mean config?");
        assertThatThrownBy(() -> before.values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aWatchTellsOfEachChange() {
        var begun = Instant.now();
        try (var watch = object.bss().watch("ticks", PERIOD)) {
            object.bss().set("ticks", 1);
            var change = watch.next();
            assertThat(change).hasToString("ticks: 0 -> 1");
            assertThat(change.time()).isBetween(begun, Instant.now());
            object.bss().set("ticks", 2);
            assertThat(watch.next().after()).isEqualTo(2L);
        }
    }

    @Test
    void aWatchOfAStructTellsOfItsMembers() {
        try (var watch = object.global("config").watch(PERIOD)) {
            object.global("config").set("limits[1]", "{7, 8}");
            assertThat(watch.stream().limit(2).map(Change::toString).toList())
                    .containsExactly("config.limits[1].min: 3 -> 7", "config.limits[1].max: 4 -> 8");
        }
        try (var watch = object.global("config.low").watch(PERIOD)) {
            object.data().set("config.middle", 1);
            object.data().set("config.low", 1);
            assertThat(watch.next()).hasToString("config.low: 5 -> 1");
        }
    }

    @Test
    void closingTheObjectEndsItWithoutAnException() throws Exception {
        var watch = object.bss().watch("ticks", Duration.ofDays(1));
        assertThat(Session.current().alive()).contains(watch);
        var changes = CompletableFuture.supplyAsync(() -> watch.stream().toList());
        Thread.sleep(20);
        object.close();
        assertThat(changes.get(30, TimeUnit.SECONDS)).isEmpty();
        assertThat(Session.current().alive()).doesNotContain(watch);
        assertThat(watch.hasNext()).isFalse();
        assertThatThrownBy(watch::next).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> object.bss().watch("ticks", PERIOD)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closingItOrAnInterruptEndsIt() throws Exception {
        var watch = object.bss().watch("ticks", Duration.ofDays(1));
        var closed = CompletableFuture.supplyAsync(watch::hasNext);
        Thread.sleep(20);
        watch.close();
        assertThat(closed.get(30, TimeUnit.SECONDS)).isFalse();
        var other = object.bss().watch("ticks", Duration.ofDays(1));
        var ended = new CompletableFuture<Boolean>();
        var reader = new Thread(
                () -> ended.complete(other.hasNext() || !Thread.currentThread().isInterrupted()));
        reader.start();
        reader.interrupt();
        assertThat(ended.get(30, TimeUnit.SECONDS)).isFalse();
        other.close();
        assertThatThrownBy(() -> object.bss().watch("ticks", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAlignedScalarIsNeverSeenHalfWritten() throws Exception {
        var ticks = object.global("ticks");
        var balance = object.global("config.balance");
        balance.set(0);
        var writer = new Thread(() -> {
            for (int i = 0; i < 300_000; i++) {
                ticks.setLong(-(i & 1));
                balance.set(-(long) (i & 1));
            }
        });
        writer.start();
        while (writer.isAlive()) {
            assertThat(ticks.getLong()).isBetween(-1L, 0L);
            assertThat((Long) balance.get()).isBetween(-1L, 0L);
        }
        writer.join();
    }

    @Test
    void closingWhileOthersReadAndWriteIsAnExceptionForThem() throws Exception {
        object.close();
        cycle();
        var before = Leaks.snapshot();
        for (int i = 0; i < 40; i++) {
            cycle();
        }
        Leaks.assertNoneSince(before);
    }

    private static void cycle() throws Exception {
        var cycled = Fixture.open("values");
        cycled.load();
        var watch = cycled.bss().watch("ticks", Duration.ofNanos(1));
        var touched = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        List<Runnable> touches = List.of(
                () -> cycled.global("ticks").set(5),
                () -> cycled.global("config").get(),
                () -> cycled.global("config").set("{.id = 1}"),
                () -> cycled.global("config.delta").set(3),
                cycled::snapshot,
                () -> cycled.global("fixed").get());
        for (var touch : touches) {
            threads.add(new Thread(() -> {
                while (true) {
                    try {
                        touch.run();
                        touched.incrementAndGet();
                    } catch (IllegalStateException closed) {
                        return;
                    } catch (Throwable other) {
                        synchronized (failures) {
                            failures.add(other);
                        }
                        return;
                    }
                }
            }));
        }
        var watcher = new Thread(() -> watch.forEachRemaining(change -> {}));
        threads.add(watcher);
        threads.forEach(Thread::start);
        while (touched.get() < 200) {
            Thread.onSpinWait();
        }
        cycled.close();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }
}
