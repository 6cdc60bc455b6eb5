// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks over maps while others change or close them. */
@RequiresKernel(Feature.BPF)
class MapWalkTest {
    private static final int STAYING = 500;

    private static BpfMap changing(String type) {
        return BpfMap.create(type, "changing", 4, 4, 4000, type.equals("lpm_trie") ? 1 : 0);
    }

    /** Whatever comes and goes, what stays is met, and nothing is met twice. */
    @ParameterizedTest
    @ValueSource(strings = {"hash", "percpu_hash", "devmap_hash"})
    void whatStaysIsMetOnce(String type) throws Exception {
        try (var map = changing(type)) {
            for (int i = 0; i < STAYING; i++) {
                map.put(i, 1);
            }
            var done = new AtomicBoolean();
            var others = Executors.newSingleThreadExecutor();
            try {
                var changes = others.submit(() -> {
                    while (!done.get()) {
                        for (int i = 0; i < 1000 && !done.get(); i++) {
                            map.put(10_000 + i, 1);
                        }
                        for (int i = 0; i < 1000; i++) {
                            map.remove(10_000 + i);
                        }
                    }
                });
                assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
                    for (int walk = 0; walk < 20; walk++) {
                        var met = new ArrayList<>();
                        for (var entry = map.cursor(); entry.next(); ) {
                            met.add(entry.keyInt(0));
                        }
                        assertThat(met).doesNotHaveDuplicates();
                        if (!type.equals("devmap_hash")) {
                            for (int i = 0; i < STAYING; i++) {
                                assertThat(met.contains(i)).isTrue();
                            }
                        }
                    }
                });
                done.set(true);
                changes.get();
            } finally {
                done.set(true);
                others.shutdown();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "lru_hash", "devmap_hash"})
    void whatIsMetMayBeRemoved(String type) {
        try (var map = changing(type)) {
            for (int i = 0; i < STAYING; i++) {
                map.put(i, 1);
            }
            var met = new HashSet<>();
            map.forEach((key, value) -> {
                met.add(key);
                map.remove(key);
            });
            assertThat(met).hasSize(STAYING);
            assertThat(map.isEmpty()).isTrue();
        }
    }

    @Test
    void aTrieThatChangesIsWalkedToAnEnd() throws Exception {
        try (var map = BpfMap.create("lpm_trie", "changing", 8, 4, 100_000)) {
            for (int i = 0; i < 256; i++) {
                map.put("10.0." + i + ".0/24", i);
            }
            assertThat(map.size()).isEqualTo(256);
            var met = new ArrayList<>();
            map.forEach((key, value) -> {
                met.add(key);
                map.remove(key);
            });
            assertThat(met).hasSize(256).doesNotHaveDuplicates();
        }
    }

    @Test
    void aCursorStandsSomewhereOrSaysSo() {
        try (var map = BpfMap.create("hash", "few", 4, 8, 4)) {
            map.put(1, 2);
            var entry = map.cursor();
            assertThatThrownBy(() -> entry.valueLong(0)).hasMessageContaining("next() first");
            assertThat(entry.next()).isTrue();
            assertThat(entry.key()).isEqualTo(1L);
            assertThat(entry.value()).isEqualTo(2L);
            assertThat(entry.keyBytes()).hasSize(4);
            assertThat(entry.valueInt(4)).isZero();
            assertThatThrownBy(() -> entry.valueLong(1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> entry.keyLong(0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> entry.keyInt(-1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThat(entry.next()).isFalse();
            assertThat(entry.next()).isFalse();
            assertThatThrownBy(entry::value).hasMessageContaining("next() first");
        }
    }

    @Test
    void whatIsClosedAnswersWithAnException() {
        var object = Fixture.open("maps");
        object.load();
        var ofObject = object.map("totals");
        var own = BpfMap.create("array", "own", 4, 8, 4);
        var cursor = own.cursor();
        var ofObjects = ofObject.cursor();
        object.close();
        own.close();
        own.close();
        for (var map : List.of(ofObject, own)) {
            for (Callable<?> use : new Callable<?>[] {
                () -> map.get(0), () -> map.entries(), () -> map.size(), map::fd, map::info, () -> map.putIfAbsent(0, 1)
            }) {
                assertThatThrownBy(use::call)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(map == own ? "map own is closed" : "maps is CLOSED");
            }
            assertThatThrownBy(map::freeze).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(map::clear).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ofObjects::next).isInstanceOf(IllegalStateException.class);
        assertThat(own).hasToString("own (array, closed)");
    }

    @Test
    void closingWhileOthersReadEndsThem() {
        assertTimeoutPreemptively(Duration.ofSeconds(120), () -> {
            for (int round = 0; round < 50; round++) {
                var object = Fixture.open("maps");
                object.load();
                var own = BpfMap.create("hash", "own", 4, 4, 1000);
                for (int i = 0; i < 1000; i++) {
                    own.put(i, i);
                }
                var readers = Executors.newFixedThreadPool(3);
                var reads = new ArrayList<Future<?>>();
                reads.add(readers.submit(() -> forEver(() -> own.size())));
                reads.add(readers.submit(() -> forEver(() -> own.put(1, 1))));
                reads.add(
                        readers.submit(() -> forEver(() -> object.map("totals").get(1))));
                Thread.sleep(2);
                own.close();
                object.close();
                for (var read : reads) {
                    assertThatThrownBy(read::get).hasCauseInstanceOf(IllegalStateException.class);
                }
                readers.shutdown();
            }
        });
    }

    private static void forEver(Runnable step) {
        while (!Thread.currentThread().isInterrupted()) {
            step.run();
        }
    }

    /** The kernel does not wait for the end of a storage that it frees, and says so: EAGAIN. */
    @Test
    void aStorageThatIsFreedMeanwhileIsAskedAgain() throws Exception {
        long self = ProcessHandle.current().pid();
        var failed = new ArrayList<Throwable>();
        var threads = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> {
                    for (int j = 0; j < 300; j++) {
                        try (var object = Fixture.open("mapuse")) {
                            object.load();
                            object.map("tasks").put(self, List.of(1));
                            object.map("tasks").remove(self);
                        }
                    }
                }))
                .toList();
        threads.forEach(thread -> {
            thread.setUncaughtExceptionHandler((dead, why) -> {
                synchronized (failed) {
                    failed.add(why);
                }
            });
            thread.start();
        });
        for (var thread : threads) {
            thread.join();
        }
        assertThat(failed).isEmpty();
    }

    @Test
    void nothingIsLeft() {
        cycle();
        var before = Leaks.snapshot();
        for (int i = 0; i < 200; i++) {
            cycle();
        }
        Leaks.assertNoneSince(before);
    }

    private static void cycle() {
        try (var object = Fixture.open("mapuse");
                var inner = BpfMap.create("array", "inner", 4, 4, 1, 1 << 10);
                var outer = MapSpec.of("hash_of_maps", "outer", 4, 4, 4)
                        .inner(inner)
                        .create()) {
            object.load();
            outer.put(1, inner);
            ((BpfMap) outer.get(1)).close();
            inner.memory().read(0, 4);
            object.map("tasks").put(ProcessHandle.current().pid(), List.of(1));
            object.map("calls").put(0, object.program("callee"));
            object.map("per_cpu").put("a", List.of(1));
            object.map("per_cpu").clear();
            try (var same = BpfMap.open(inner.info().id())) {
                same.put(0, 1);
            }
        }
    }
}
