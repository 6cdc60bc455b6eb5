// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static dev.bpfsh.host.Values.chart;
import static dev.bpfsh.host.Values.hist;
import static dev.bpfsh.host.Values.linear;
import static dev.bpfsh.host.Values.row;
import static dev.bpfsh.host.Values.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.EventTail;
import dev.bpfsh.loader.Session;
import dev.bpfsh.loader.map.PerCpu;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Views;
import example.Things.Task;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValuesTest {
    /** {@code BPF_F_MMAPABLE}. */
    private static final int MMAPABLE = 1 << 10;

    private static final Style PLAIN = new Style(false, 60, 24);

    record Event(long sequence, String comm) {}

    private static BpfObject fixture(String name) {
        return BpfObject.open(Bpfsh.root().resolve("loader/src/test/bpf/" + name + ".bpf.o"));
    }

    private static String answer(Object value) {
        return Views.answer("x", value, PLAIN);
    }

    @Test
    void aTableHasTheColumnsThatAreWanted() {
        var tasks = List.of(new Task(1, "init", 0), new Task(2, "sh", 1));
        assertThat(answer(table(tasks, "comm", "pid"))).isEqualTo("comm  pid\ninit    1\nsh      2");
        assertThat(table(tasks)).hasSize(2).first().isEqualTo(row("pid", 1, "comm", "init", "cpu", 0.0));
        assertThat(answer(table(List.of(7, 8)))).isEqualTo("value\n    7\n    8");
        assertThatThrownBy(() -> table(tasks, "com")).hasMessage("there is no column com but comm");
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void aMapOfSlotsIsAHistogram() {
        try (var slots = BpfMap.create("array", "usecs", 4, 8, 32);
                var perCpu = BpfMap.create("percpu_array", "usecs", 4, 8, 32);
                var sizes = BpfMap.create("hash", "sizes", 4, 8, 100);
                var none = BpfMap.create("hash", "none", 4, 8, 4)) {
            slots.put(2, 12L);
            slots.put(1, 4L);
            assertThat(answer(hist(slots)))
                    .isEqualTo("usecs   count\n[2, 4)      4 |" + "@".repeat(15) + " ".repeat(29) + "|\n[4, 8)     12 |"
                            + "@".repeat(44) + "|");
            perCpu.put(
                    1, Collections.nCopies(((PerCpu<?>) perCpu.get(1)).values().size(), 3L));
            assertThat(hist(perCpu).byName().get("").count())
                    .isEqualTo(3L * ((PerCpu<?>) perCpu.get(1)).values().size());
            sizes.put(70, 5L);
            assertThatThrownBy(() -> hist(sizes)).hasMessageContaining("linear(");
            sizes.put(99, 1L);
            assertThat(answer(hist(sizes, linear(0, 100, 50))).lines())
                    .containsExactly("sizes      count", "[50, 100)      6 |" + "@".repeat(41) + "|");
            assertThat(answer(chart(sizes))).startsWith("70  5 @@@").contains("\n99  1 @");
            assertThat(answer(hist(none))).isEqualTo("empty");
        }
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void aMapOfHistogramsIsOneForEachKey() {
        try (var object = BpfObject.open(Bpfsh.root().resolve("scripts/biolatency.bpf.o"))) {
            object.load();
            var map = object.map("histograms");
            var counts = new long[32];
            counts[3] = 7;
            map.put(0, Map.of("slots", Arrays.stream(counts).boxed().toList()));
            assertThat(answer(hist(map))).startsWith("histograms  count\n[8, 16)         7 |@@@");
            map.put(8, Map.of("slots", Arrays.stream(counts).boxed().toList()));
            assertThat(hist(map).byName()).containsOnlyKeys("0", "8");
            assertThat(answer(hist(map)).lines()).contains("0", "8");
            var issued = object.map("issued");
            issued.put(Map.of("dev", 1, "sector", 5), 100L);
            assertThat(answer(issued))
                    .isEqualTo("issued  lru_hash  10240 x 16 -> 8 B\ndev  sector  value\n  1       5    100");
            // A key that is a struct: its last number is the slot, the rest says of what.
            issued.put(Map.of("dev", 2, "sector", 3), 7L);
            issued.put(Map.of("dev", 2, "sector", 4), 5L);
            assertThat(hist(issued).byName()).containsOnlyKeys("dev 1", "dev 2");
            assertThat(hist(issued).byName().get("dev 2").count()).isEqualTo(12);
            assertThat(answer(hist(issued)).lines())
                    .anyMatch(line -> line.startsWith("[8, 16)") && line.contains(" 7 |"));
        }
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void theValuesOfAllCpusAreFoldedAndUnfolded() {
        try (var object = fixture("mapuse")) {
            object.load();
            var map = object.map("per_cpu");
            map.put("a", Map.of("count", 3, "comm", "x"));
            var cpus = ((PerCpu<?>) map.get("a")).values().size();
            assertThat(answer(map).lines())
                    .containsExactly(
                            "per_cpu  percpu_hash  8 x 16 -> 24 B",
                            "key  count  comm",
                            "a    " + " ".repeat(5 - Integer.toString(3 * cpus).length()) + 3 * cpus + "  x",
                            "(of " + cpus + " CPUs; get(KEY) has each)");
            assertThat(answer(map.get("a")).lines()).hasSize(1 + cpus).startsWith("cpu  count  comm", "  0      3  x");
            try (var numbers = BpfMap.create("percpu_array", "n", 4, 8, 1)) {
                numbers.put(0, IntStream.range(0, cpus).mapToObj(i -> (long) i).toList());
                assertThat(answer(numbers))
                        .contains("\nkey  sum  min..max\n  0    ")
                        .contains("0.." + (cpus - 1));
            }
        }
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void eventsAreATableThatGrows() throws Exception {
        var shown = new StringBuffer();
        try (var object = fixture("events");
                var route = Output.route(shown::append)) {
            object.load();
            var ring = object.ringBuffer("ring", "event");
            try (var tail = table(ring)) {
                var two = ByteBuffer.allocate(8)
                        .order(ByteOrder.nativeOrder())
                        .putLong(2)
                        .array();
                object.program("send").testRun().context(two).run();
                for (int i = 0; i < 3_000 && tail.count() < 2; i++) {
                    Thread.sleep(10);
                }
            }
            assertThat(shown.toString().lines().map(line -> line.replaceFirst("\\d\\d:\\d\\d:\\d\\d", "hh:mm:ss")))
                    .first()
                    .isEqualTo("time       sequence negative        cpu kind     comm");
            assertThat(shown.toString()).contains("FIRST    0123456789\n", "SECOND   0123456789\n");
            assertThatThrownBy(() -> table(ring, "comm", "sequnce"))
                    .hasMessage("there is no column sequnce but sequence");
            assertThatThrownBy(() -> table(object.ringBuffer("ring", Event.class), "komm"))
                    .hasMessage("there is no column komm but comm");
            assertThat(Session.current().alive()).noneMatch(EventTail.class::isInstance);
            assertThat(route).isNotNull();
        }
    }

    @Test
    @RequiresKernel(Feature.BPF)
    void memoryOfAMapIsAHexDump() {
        try (var array = BpfMap.create("array", "bytes", 4, 8, 512, MMAPABLE)) {
            array.put(1, 0x4142L);
            assertThat(Views.answer("x", array.memory(), Style.plain().withAll("show(x)"))
                            .lines())
                    .startsWith(
                            "memory, 4096 bytes",
                            "0000  00 00 00 00 00 00 00 00  42 41 00 00 00 00 00 00  |........BA......|")
                    .endsWith("... 3792 more bytes: show(x)");
            assertThat(Views.all(array.memory(), Style.plain())).hasSize(257);
        }
    }

    @Test
    void showIsWholeWhereNobodyWaits() {
        var shown = new StringBuffer();
        try (var route = Output.route(shown::append)) {
            Values.show(IntStream.range(0, 1_200).mapToObj(i -> row("i", i)).toList());
            assertThat(route).isNotNull();
        }
        assertThat(shown.toString().lines()).hasSize(1_201).last().isEqualTo("1199");
    }
}
