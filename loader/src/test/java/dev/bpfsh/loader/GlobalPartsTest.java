// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.btf.Struct;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs, their members and elements, bit fields: {@code loader/src/test/bpf/values.h}. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class GlobalPartsTest {
    private BpfObject object;

    @BeforeEach
    void open() {
        object = Fixture.open("values");
    }

    @AfterEach
    void close() {
        object.close();
    }

    private Struct config() {
        return (Struct) object.global("config").get();
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                Arguments.of("limits[2].max", 7, 7L),
                Arguments.of("limits[1]", Map.of("min", 8), null),
                Arguments.of("limits[1]", "{9, 10}", null),
                Arguments.of("limits", "{[2] = {.min = 3}}", null),
                Arguments.of("name", "other", "other"),
                Arguments.of("name[0]", 'X', (byte) 'X'),
                Arguments.of("mode", "FAST", null),
                Arguments.of("on", false, false),
                Arguments.of("kind", 2, (short) 2),
                Arguments.of("rest", 31, (short) 31),
                Arguments.of("low", 3, 3L),
                Arguments.of("middle", 2047, 2047L),
                Arguments.of("delta", -16, -16),
                Arguments.of("flag", false, false),
                Arguments.of("narrow", "OFF", null),
                Arguments.of("wide", -549755813888L, -549755813888L),
                Arguments.of("full", 1, 1L),
                Arguments.of("second", 255, (short) 255),
                Arguments.of("left", -300, (short) -300),
                Arguments.of("either.real", 2.5, 2.5f),
                Arguments.of("id", 5, 5L),
                Arguments.of("balance", -5, -5L),
                Arguments.of("precise", 0.125, 0.125),
                Arguments.of("next", 4096, null),
                Arguments.of("huge", -1, null),
                Arguments.of("grid[1][2]", 100, (byte) 100),
                Arguments.of("grid[0]", new int[] {7, 8, 9}, List.of((byte) 7, (byte) 8, (byte) 9)),
                Arguments.of("names[1]", "z", "z"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("parts")
    void aPartIsSetAndTheRestStays(String path, Object value, Object read) {
        for (var step : List.of("opened", "loaded")) {
            if (step.equals("loaded")) {
                object.load();
                object.global("config").set(object.section(".data.values").get("values"));
            }
            var before = object.snapshot();
            var part = object.global("config").at(path);
            // Text has no elements, but its bytes do.
            boolean letter = path.equals("name[0]");
            assertThat(part.get()).isEqualTo(letter ? (byte) 'c' : config().get(path));
            part.set(value);
            if (read != null) {
                assertThat(part.get()).isEqualTo(read);
            }
            assertThat(letter ? config().get("name") : part.get()).isEqualTo(letter ? "Xonfig" : config().get(path));
            // Members that share the part's bytes change with it.
            var own = path.replaceFirst("[.\\[].*", "");
            var allowed = own.equals("second") ? List.of("whole", "second") : List.of(own);
            assertThat(before.diff(object.snapshot())).as(step).isNotEmpty().allSatisfy(change -> assertThat(allowed)
                    .anySatisfy(member -> assertThat(change.path()).startsWith("config." + member)));
        }
    }

    @Test
    void pathsWorkFromEverywhere() {
        object.load();
        object.data().set("config.limits[2].max", 11);
        assertThat(object.data().get("config.limits[2].max")).isEqualTo(11L);
        assertThat(object.global("config.limits[2].max").getLong()).isEqualTo(11);
        object.global("config").set("limits[2].max", 12);
        assertThat(object.global("config").get("limits[2]")).hasToString("{.min = 5, .max = 12}");
        var max = object.global("config.limits[2].max");
        assertThat(max.name()).isEqualTo("config.limits[2].max");
        assertThat(max).hasToString("__u32 config.limits[2].max = 12");
        assertThat(object.global("config.delta").declaration()).isEqualTo("int config.delta : 5");
        max.setLong(4294967295L);
        assertThat(max.getLong()).isEqualTo(4294967295L);
        assertThat(object.global("config.mode").getLong()).isEqualTo(5);
        assertThat(object.global("config.delta").getLong()).isEqualTo(-7);
        assertThat(object.global("ready").getLong()).isZero();
        object.global("config.id").setLong(-1);
        assertThat(object.global("config.id").get()).hasToString("18446744073709551615");
    }

    record Limit(int min, long max) {}

    record Config(String name, List<Limit> limits) {}

    @Test
    void aWholeStructIsSetFromAnythingAndTheRestOfItIsZero() {
        object.load();
        var expected = "{.min = 1, .max = 2}";
        for (var value : List.of(
                "{.name = \"x\", .limits[0] = {1, 2}}",
                Map.of("name", "x", "limits", List.of(Map.of("min", 1, "max", 2))),
                new Config("x", List.of(new Limit(1, 2))))) {
            object.global("config").set(value);
            assertThat(config().get("name")).isEqualTo("x");
            assertThat(config().get("limits[0]")).hasToString(expected);
            assertThat(config().getLong("id")).isZero();
            object.global("config").set(object.section(".data.values").get("values"));
            assertThat(config().getLong("id")).isEqualTo(-2);
        }
        assertThat(config()).isEqualTo(object.global("values").get());
        assertThat(config().as(Config.class).name()).isEqualTo("config");
    }

    @Test
    void programsSeeWhatIsSetAndTheOtherWayRound() {
        object.load();
        object.attach();
        object.data().set("config.low", 6);
        object.data().set("config.delta", -9);
        object.data().set("config.limits[2].max", 77);
        object.bss().set("watched_tgid", ProcessHandle.current().pid());
        Getpid.call();
        assertThat(object.global("seen_low").getLong()).isEqualTo(6);
        assertThat(object.global("seen_delta").getLong()).isEqualTo(-9);
        assertThat(object.global("seen_max").getLong()).isEqualTo(77);
        assertThat(object.global("ticks").getLong()).isPositive();
        object.bss().set("watched_tgid", 0);
        long ticks = object.global("ticks").getLong();
        assertThat(object.global("config.balance").get()).isEqualTo(-42 - ticks);
        assertThat(object.global("config.limits[0].min").get()).isEqualTo(1 + 7 * ticks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{.limits[2].max = -1}",
                "{.name = \"good\", .limits = {{1}, {.mix = 2}}}",
                "{.name = \"good\", .delta = 16}",
                "{.name = \"much too long a name\"}",
                "{.name = \"good\", .grid = {{1}, {2}, {3}}}"
            })
    void whatDoesNotFitChangesNothing(String value) {
        object.load();
        var before = config();
        assertThatThrownBy(() -> object.global("config").set(value))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("config.");
        assertThat(config()).isEqualTo(before);
    }

    @Test
    void aWrongPathOffersWhatIsNear() {
        assertThatThrownBy(() -> object.global("config.limit"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("find config.limit: struct config has no member limit")
                .hasMessageContaining("did you mean limits?");
        assertThatThrownBy(() -> object.global("confg.limits")).hasMessageContaining("did you mean config?");
        assertThatThrownBy(() -> object.global("config.limits[3]"))
                .hasMessageContaining("config.limits[3]: its elements are [0] to [2]");
        assertThatThrownBy(() -> object.global("config.none[0]"))
                .hasMessageContaining("config.none[0]: lies outside of config");
        assertThatThrownBy(() -> object.global("ticks.x")).hasMessageContaining("has no members and no elements");
    }

    @Test
    void bitFieldsThatAreSetTogetherDoNotUndoEachOther() throws Exception {
        object.load();
        var threads = new ArrayList<Thread>();
        for (var field : List.of("low", "middle", "kind")) {
            var thread = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    object.global("config").at(field).set(i % 7);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        for (var field : List.of("low", "middle", "kind")) {
            assertThat(config().getLong(field)).isEqualTo(19_999 % 7);
        }
        assertThat(config().getLong("rest")).isEqualTo(18);
    }

    @Test
    void constantsOfTheKernelAreShown() {
        object.load();
        var version = object.section(".kconfig").global("LINUX_KERNEL_VERSION");
        assertThat(version.getLong()).isGreaterThan(5 << 16);
        assertThatThrownBy(() -> version.set(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("libbpf fills it in");
        assertThatThrownBy(() -> version.setLong(1)).isInstanceOf(IllegalStateException.class);
        assertThat(object.snapshot().values()).containsKeys("LINUX_KERNEL_VERSION", "fixed", "config", "values");
    }

    @Test
    void constantsOfTheProgramAreReadOnlyAfterLoad() {
        object.rodata().set("fixed.min", 3);
        object.load();
        assertThat(object.rodata().get("fixed")).hasToString("{.min = 3, .max = 9}");
        for (var part : List.of("fixed", "fixed.min")) {
            assertThatThrownBy(() -> object.rodata().set(part, "{1, 2}"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("read-only once");
        }
        assertThatThrownBy(() -> object.global("fixed.max").setLong(1)).isInstanceOf(IllegalStateException.class);
    }
}
