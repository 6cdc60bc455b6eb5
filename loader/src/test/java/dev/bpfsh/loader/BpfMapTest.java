// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.Linux;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import dev.bpfsh.loader.map.PerCpu;
import dev.bpfsh.loader.map.Prefix;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresKernel(Feature.BPF)
class BpfMapTest {
    @ParameterizedTest
    @ValueSource(strings = {"hash", "lru_hash"})
    void aHash(String type) {
        try (var map = BpfMap.create(type, "counts", 4, 8, 64)) {
            assertThat(map.get(1)).isNull();
            assertThat(map.getOrDefault(1, 5L)).isEqualTo(5L);
            assertThat(map.isEmpty()).isTrue();
            map.put(1, 10);
            assertThat(map.get(1)).isEqualTo(10L);
            assertThat(map.containsKey(1)).isTrue();
            assertThat(map.containsKey(2)).isFalse();
            assertThat(map.putIfAbsent(1, 11)).isFalse();
            assertThat(map.putIfAbsent(2, 20)).isTrue();
            assertThat(map.replace(3, 30)).isFalse();
            assertThat(map.replace(2, 21)).isTrue();
            assertThat(map.size()).isEqualTo(2);
            assertThat(map.entries()).containsExactlyInAnyOrder(Map.entry(1L, 10L), Map.entry(2L, 21L));
            assertThat(map.keys()).containsExactlyInAnyOrder(1L, 2L);
            assertThat(map.values()).containsExactlyInAnyOrder(10L, 21L);
            assertThat(map.stream().mapToLong(entry -> (Long) entry.getValue()).sum())
                    .isEqualTo(31);
            assertThat(map.lookupAndDelete(2)).isEqualTo(21L);
            assertThat(map.lookupAndDelete(2)).isNull();
            assertThat(map.remove(1)).isTrue();
            assertThat(map.remove(1)).isFalse();
            assertThat(map.isEmpty()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash", "lru_hash", "percpu_hash", "lru_percpu_hash"})
    void manyAtOnce(String type) {
        try (var map = BpfMap.create(type, "many", 4, 8, 100_000)) {
            var entries = new HashMap<Integer, Long>();
            for (int i = 0; i < 20_000; i++) {
                entries.put(i, i * 3L);
            }
            map.putAll(entries);
            assertThat(map.size()).isEqualTo(20_000);
            long sum = 0;
            for (var entry = map.cursor(); entry.next(); ) {
                assertThat(entry.valueLong(0)).isEqualTo(entry.keyInt(0) * 3L);
                sum++;
            }
            assertThat(sum).isEqualTo(20_000);
            var keys = new HashSet<Object>();
            map.forEachRaw((key, value) -> {
                assertThat(key.remaining()).isEqualTo(4);
                keys.add(key.getInt());
            });
            assertThat(keys).isEqualTo(entries.keySet());
            assertThat(map.removeAll(List.of(5, 6, 100_000, 7))).isEqualTo(3);
            assertThat(map.size()).isEqualTo(19_997);
            assertThat(map.drain()).hasSize(19_997);
            assertThat(map.isEmpty()).isTrue();
            map.putAll(entries);
            map.clear();
            assertThat(map.isEmpty()).isTrue();
        }
    }

    @Test
    void anArrayHasAllItsEntriesFromTheBeginning() {
        try (var map = BpfMap.create("array", "slots", 4, 4, 3)) {
            assertThat(map.get(2)).isEqualTo(0L);
            map.put(1, 7);
            assertThat(map.values()).containsExactly(0L, 7L, 0L);
            assertThat(map.putIfAbsent(1, 8)).isFalse();
            assertThat(map.replace(1, 9)).isTrue();
            assertThatThrownBy(() -> map.get(3))
                    .isInstanceOf(BpfException.class)
                    .hasMessage("get slots[3]: past the end: it has 3 entries, 0 to 2");
            assertThatThrownBy(() -> map.put(-1, 1)).hasMessageContaining("put slots[-1]: past the end");
            assertThatThrownBy(() -> map.remove(0))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining("a map of type array cannot do that")
                    .hasMessageContaining("hint: it can: get(key), put(key, value), entries()");
            assertThatThrownBy(() -> map.perCpu(0)).hasMessageContaining("a map of type array cannot do that");
            map.clear();
            assertThat(map.values()).containsExactly(0L, 0L, 0L);
        }
    }

    @Test
    void valuesOfAllCpus() {
        try (var array = BpfMap.create("percpu_array", "per_cpu", 4, 3, 2);
                var hash = BpfMap.create("percpu_hash", "per_cpu", 4, 8, 8)) {
            hash.put(1, 5);
            var value = (PerCpu<?>) hash.get(1);
            int cpus = value.values().size();
            assertThat(cpus).isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
            assertThat(value.sum()).isEqualTo(5L * cpus);
            var each = new ArrayList<Integer>();
            for (int i = 0; i < cpus; i++) {
                each.add(i);
            }
            hash.put(1, each);
            assertThat(hash.perCpu(1).sum()).isEqualTo(cpus * (cpus - 1L) / 2);
            assertThat(hash.perCpu(999).sum()).isZero();
            assertThat(hash.perCpu(1).cpu(cpus - 1)).isEqualTo(cpus - 1L);
            assertThat(hash.operations()).startsWith("get(key), perCpu(key), put(key, value)");
            assertThatThrownBy(() -> array.perCpu(2)).hasMessageContaining("past the end");
            array.put(1, new byte[] {1, 2, 3});
            assertThat(((PerCpu<?>) array.get(1)).cpu(0)).isEqualTo(new byte[] {1, 2, 3});
            assertThat(array.entries()).hasSize(2);
            assertThat(hash.lookupAndDelete(1))
                    .isEqualTo(new PerCpu<>(each.stream().map(Long::valueOf).toList()));
        }
    }

    @Test
    void prefixes() {
        try (var four = BpfMap.create("lpm_trie", "routes", 8, 4, 16);
                var six = BpfMap.create("lpm_trie", "routes6", 20, 4, 16);
                var other = BpfMap.create("lpm_trie", "bits", 6, 4, 16)) {
            four.put("10.0.0.0/8", 1);
            four.put("10.1.0.0/16", 2);
            assertThat(four.get("10.1.2.3")).isEqualTo(2L);
            assertThat(four.get("10.2.2.3")).isEqualTo(1L);
            assertThat(four.get("11.0.0.1")).isNull();
            assertThat(four.keys()).containsExactlyInAnyOrder(Prefix.of("10.0.0.0/8"), Prefix.of("10.1.0.0/16"));
            assertThat(four.entries().toString()).contains("10.1.0.0/16=2");
            assertThat(four.remove("10.1.0.0/16")).isTrue();
            assertThat(four.get("10.1.2.3")).isEqualTo(1L);
            assertThatThrownBy(() -> four.put("fe80::/10", 1))
                    .hasMessageContaining("routes key: fe80::/10 has 16 bytes, and the keys of this trie have 4");
            assertThatThrownBy(() -> four.put("nonsense", 1)).hasMessageContaining("routes key: nonsense");
            six.put("fe80::/10", 3);
            assertThat(six.get("fe80::1")).isEqualTo(3L);
            assertThat(six.keys()).hasToString("[fe80::/10]");
            other.put(Prefix.of(12, (byte) 0xab, (byte) 0xc0), 4);
            assertThat(other.get(Prefix.of(16, (byte) 0xab, (byte) 0xcd))).isEqualTo(4L);
            assertThat(other.keys()).hasToString("[abc0/12]");
            four.clear();
            assertThat(four.size()).isZero();
            for (int i = 0; i < 16; i++) {
                four.put("10.0." + i + ".0/24", i);
            }
            assertThat(four.size()).isEqualTo(16);
            assertThatThrownBy(() -> four.put("10.0.16.0/24", 1))
                    .hasMessageContaining("it is full: max_entries is 16 (ENOSPC)");
        }
    }

    @Test
    void queuesAndStacks() {
        try (var queue = BpfMap.create("queue", "jobs", 0, 4, 2);
                var stack = BpfMap.create("stack", "pile", 0, 4, 2)) {
            assertThat(queue.pop()).isNull();
            assertThat(queue.peek()).isNull();
            for (var map : List.of(queue, stack)) {
                map.push(1);
                map.push(2);
                assertThatThrownBy(() -> map.push(3))
                        .isInstanceOf(BpfException.class)
                        .hasMessageContaining("it is full: max_entries is 2 (E2BIG)")
                        .hasMessageContaining("pop() makes room");
                assertThatThrownBy(() -> map.get(0)).hasMessageContaining("it can: push(value), pop(), peek()");
                assertThatThrownBy(map::entries).hasMessageContaining("cannot do that");
            }
            assertThat(queue.peek()).isEqualTo(1L);
            queue.pushOver(3);
            assertThat(queue.pop()).isEqualTo(2L);
            assertThat(queue.pop()).isEqualTo(3L);
            assertThat(stack.pop()).isEqualTo(2L);
            stack.clear();
            assertThat(stack.pop()).isNull();
        }
    }

    @Test
    void aBloomFilter() {
        try (var filter =
                MapSpec.of("bloom_filter", "seen", 0, 4, 1000).extra(4).create()) {
            assertThat(filter.mightContain(7)).isFalse();
            filter.add(7);
            filter.push(8);
            assertThat(filter.mightContain(7)).isTrue();
            assertThat(filter.mightContain(8)).isTrue();
            assertThatThrownBy(filter::pop).hasMessageContaining("it can: add(value), mightContain(value)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"array_of_maps", "hash_of_maps"})
    void mapsInMaps(String type) {
        var before = Leaks.snapshot();
        try (var inner = BpfMap.create("hash", "inner", 4, 4, 8);
                var other = BpfMap.create("array", "other", 4, 4, 8);
                var outer = MapSpec.of(type, "outer", 4, 4, 4).inner(inner).create()) {
            assertThat(outer.get(1)).isNull();
            outer.put(1, inner);
            inner.put(5, 55);
            try (var found = (BpfMap) outer.get(1)) {
                assertThat(found.get(5)).isEqualTo(55L);
                assertThat(found.info().id()).isEqualTo(inner.info().id());
            }
            assertThat(outer.entries())
                    .containsExactly(Map.entry(1L, (long) inner.info().id()));
            assertThatThrownBy(() -> outer.put(2, other))
                    .hasMessageContaining("it takes maps of the type and sizes it was declared with (EINVAL)");
            assertThatThrownBy(() -> outer.put(2, "inner")).hasMessageContaining("outer value");
            assertThat(outer.remove(1)).isTrue();
            assertThat(outer.isEmpty()).isTrue();
        }
        Leaks.assertNoneSince(before);
    }

    @Test
    void devicesAndCpus() {
        try (var devices = BpfMap.create("devmap", "devs", 4, 4, 4);
                var hash = BpfMap.create("devmap_hash", "devs", 4, 8, 4);
                var cpus = BpfMap.create("cpumap", "cpus", 4, 4, 1)) {
            devices.put(2, "lo");
            assertThat(devices.get(2)).isEqualTo(1L);
            assertThat(devices.entries()).containsExactly(Map.entry(2L, 1L));
            assertThat(devices.remove(2)).isTrue();
            hash.put(70, "lo");
            assertThat(hash.get(70)).hasToString("1");
            assertThat(hash.keys()).containsExactly(70L);
            hash.clear();
            assertThat(hash.isEmpty()).isTrue();
            assertThatThrownBy(() -> devices.put(0, "no-such-dev"))
                    .hasMessageContaining("there is no interface no-such-dev");
            assertThatThrownBy(() -> devices.put(0, 99_999)).hasMessageContaining("interfaces of this network");
            cpus.put(0, 192);
            assertThat(cpus.get(0)).isEqualTo(192L);
            assertThatThrownBy(() -> cpus.put(0, 1 << 20)).hasMessageContaining("1 to 16384");
        }
    }

    @Test
    void whereTheKernelHasNoBatchesItGoesOneByOne() {
        try (var devices = BpfMap.create("devmap_hash", "devs", 4, 4, 64)) {
            var entries = new HashMap<Integer, String>();
            for (int i = 0; i < 50; i++) {
                entries.put(i, "lo");
            }
            devices.putAll(entries);
            devices.putAll(Map.of(50, 1));
            assertThat(devices.size()).isEqualTo(51);
            assertThat(devices.removeAll(List.of(1, 2, 99, 50))).isEqualTo(3);
            assertThat(devices.size()).isEqualTo(48);
            devices.clear();
            assertThat(devices.isEmpty()).isTrue();
            assertThatThrownBy(() -> devices.putAll(Map.of(1, 99_999))).hasMessageContaining("devs[1]");
            assertThatThrownBy(devices::drain).hasMessageContaining("cannot do that");
        }
    }

    @Test
    void whatIsFullSaysHowManyItHolds() {
        try (var map = BpfMap.create("hash", "small", 4, 4, 2)) {
            map.putAll(Map.of(1, 1, 2, 2));
            assertThatThrownBy(() -> map.put(3, 3)).isInstanceOfSatisfying(BpfException.class, full -> {
                assertThat(full.errno()).hasValue(Errno.E2BIG);
                assertThat(full).hasMessageContaining("put small[3]: it is full: max_entries is 2 (E2BIG)");
                assertThat(full).hasMessageContaining("hash, key of 4 B, value of 4 B, max_entries 2");
            });
            assertThatThrownBy(() -> map.putAll(Map.of(4, 4))).hasMessageContaining("small[4]");
            assertThat(map.size()).isEqualTo(2);
        }
    }

    @Test
    void whatIsReadOnlySaysWhy() {
        try (var frozen = BpfMap.create("array", "frozen", 4, 4, 1);
                var readOnly = BpfMap.create("array", "read_only", 4, 4, 1, 1 << 3);
                var writeOnly = BpfMap.create("array", "write_only", 4, 4, 1, 1 << 4)) {
            frozen.put(0, 1);
            frozen.freeze();
            assertThat(frozen.get(0)).isEqualTo(1L);
            assertThatThrownBy(() -> frozen.put(0, 2)).hasMessageContaining("it is frozen");
            assertThatThrownBy(frozen::clear).hasMessageContaining("it is frozen");
            assertThatThrownBy(() -> readOnly.put(0, 2)).hasMessageContaining("BPF_F_RDONLY");
            assertThatThrownBy(() -> writeOnly.get(0)).hasMessageContaining("BPF_F_WRONLY");
            assertThatThrownBy(writeOnly::values).hasMessageContaining("BPF_F_WRONLY");
            writeOnly.put(0, 2);
        }
    }

    @Test
    void wrongKeysAndValuesAreNamed() {
        try (var map = BpfMap.create("hash", "counts", 4, 8, 4)) {
            assertThatThrownBy(() -> map.put("a", 1)).hasMessageContaining("set counts key: ");
            assertThatThrownBy(() -> map.put(1, "a")).hasMessageContaining("set counts value: ");
            assertThatThrownBy(() -> map.get(1L << 40)).hasMessageContaining("does not fit 4 bytes");
            assertThatThrownBy(() -> map.get(null)).hasMessageContaining("not null");
        }
    }

    @Test
    void whatTheKernelWouldNotMakeIsExplained() {
        assertThatThrownBy(() -> BpfMap.create("hsh", "x", 4, 4, 1))
                .hasMessageContaining("no map type is named hsh")
                .hasMessageContaining("did you mean hash");
        assertThatThrownBy(() -> BpfMap.create("array", "x", 8, 4, 1))
                .hasMessageContaining("create x: the kernel would not make this map: invalid argument (EINVAL)")
                .hasMessageContaining("array, key of 8 B, value of 4 B, max_entries 1");
        assertThatThrownBy(() -> BpfMap.create("array", "x", 4, 4, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BpfMap.create("task_storage", "x", 4, 4, 0))
                .hasMessageContaining("declare it in an object");
    }

    @Test
    void anArrayInMemory() {
        var before = Leaks.snapshot();
        var map = BpfMap.create("array", "mapped", 4, 4, 100, 1 << 10);
        try (var plain = BpfMap.create("array", "plain", 4, 4, 1);
                var hash = BpfMap.create("hash", "hash", 4, 4, 1)) {
            map.put(3, 33);
            assertThat(map.memory().size()).isEqualTo(800);
            assertThat(map.memory().read(24, 4)).startsWith((byte) 33);
            map.memory().write(32, new byte[] {44, 0, 0, 0});
            assertThat(map.get(4)).isEqualTo(44L);
            assertThat(map.memory()).isSameAs(map.memory());
            assertThatThrownBy(plain::memory).hasMessageContaining("BPF_F_MMAPABLE");
            assertThatThrownBy(hash::memory).hasMessageContaining("cannot do that");
            var memory = map.memory();
            map.close();
            assertThatThrownBy(() -> memory.read(0, 4)).isInstanceOf(IllegalStateException.class);
        }
        Leaks.assertNoneSince(before);
    }

    @Test
    void anArenaIsMemoryOrSaysWhatItNeeds() {
        BpfMap made = null;
        try {
            made = BpfMap.create("arena", "arena", 0, 0, 4);
        } catch (UnsupportedByKernel older) {
            assertThat(older).hasMessageContaining("arenas came with Linux v6.9");
            return;
        }
        try (var arena = made) {
            var memory = arena.memory();
            assertThat(memory.size()).isEqualTo(4 * Linux.pageSize());
            memory.write(memory.size() - 4, new byte[] {1, 2, 3, 4});
            assertThat(memory.read(memory.size() - 4, 4)).containsExactly(1, 2, 3, 4);
            assertThatThrownBy(() -> arena.get(0)).hasMessageContaining("it can: memory()");
        }
        try (var deadly = BpfMap.create("arena", "deadly", 0, 0, 4, 1 << 17)) {
            assertThatThrownBy(deadly::memory).hasMessageContaining("BPF_F_SEGV_ON_FAULT");
        }
    }

    @Test
    void whatIsReadFromOutsideOnlyTellsWhatItIs() {
        try (var ring = BpfMap.create("ringbuf", "ring", 0, 0, 4096);
                var perf = BpfMap.create("perf_event_array", "perf", 4, 4, 2);
                var sockets = BpfMap.create("xskmap", "xsks", 4, 4, 4)) {
            assertThat(ring.info().maxEntries()).isEqualTo(4096);
            assertThat(ring.type()).isEqualTo("ringbuf");
            assertThat(ring).hasToString("ring (ringbuf, id " + ring.info().id() + ")");
            assertThatThrownBy(perf::entries).hasMessageContaining("read its events: perfBuffer(\"perf\")");
            assertThatThrownBy(() -> sockets.get(0)).hasMessageContaining("it can: put(key, value), remove(key)");
            assertThatThrownBy(() -> sockets.put(0, 99_999)).isInstanceOf(BpfException.class);
        }
    }
}
