// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.btf.EnumValue;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class GlobalsTest {
    private static final BigInteger U64_MAX = new BigInteger("18446744073709551615");

    private BpfObject object;

    @BeforeEach
    void open() {
        object = Fixture.open("globals");
    }

    @AfterEach
    void close() {
        object.close();
    }

    static Stream<Arguments> initialValues() {
        return Stream.of(
                Arguments.of("s8", "__s8 s8", (byte) -128),
                Arguments.of("u8", "__u8 u8", (short) 255),
                Arguments.of("s16", "__s16 s16", Short.MIN_VALUE),
                Arguments.of("u16", "__u16 u16", 65535),
                Arguments.of("s32", "__s32 s32", Integer.MIN_VALUE),
                Arguments.of("u32", "__u32 u32", 4294967295L),
                Arguments.of("s64", "__s64 s64", Long.MIN_VALUE),
                Arguments.of("u64", "__u64 u64", U64_MAX),
                Arguments.of("pattern", "__u64 pattern", 0x0123456789abcdefL),
                Arguments.of("yes", "_Bool yes", true),
                Arguments.of("weekday", "enum weekday weekday", new EnumValue("WEDNESDAY", 10)),
                Arguments.of("name", "char name[16]", "bpfsh"),
                Arguments.of("single", "float single", 1.5f),
                Arguments.of("twice", "double twice", -2.25),
                Arguments.of("s8s", "__s8 s8s[4]", List.of((byte) -1, (byte) 2, (byte) -3, (byte) 4)),
                Arguments.of("u64s", "__u64 u64s[2]", List.of(1L, U64_MAX)),
                Arguments.of("flags", "_Bool flags[3]", List.of(true, false, true)),
                Arguments.of("names", "char names[2][8]", List.of("first", "second")),
                Arguments.of("grid", "__s32 grid[2][3]", List.of(List.of(1, 2, 3), List.of(4, 5, 6))),
                Arguments.of("level", "__u32 level", 3L),
                Arguments.of("cold", "const volatile __u32 cold", 77L),
                Arguments.of("ratio", "const volatile double ratio", 0.75));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("initialValues")
    void areTypedByBtfBeforeAndAfterLoad(String name, String declaration, Object value) {
        assertThat(object.global(name).declaration()).isEqualTo(declaration);
        assertThat(object.global(name).get()).isEqualTo(value);
        object.load();
        assertThat(object.global(name).get()).isEqualTo(value);
    }

    static Stream<Arguments> newValues() {
        return Stream.of(
                Arguments.of("s8", 127, (byte) 127),
                Arguments.of("u8", 200, (short) 200),
                Arguments.of("u16", 1, 1),
                Arguments.of("s32", -5L, -5),
                Arguments.of("u32", 4000000000L, 4000000000L),
                Arguments.of("s64", BigInteger.TWO, 2L),
                Arguments.of("u64", U64_MAX.subtract(BigInteger.ONE), U64_MAX.subtract(BigInteger.ONE)),
                Arguments.of("letter", 'z', (byte) 'z'),
                Arguments.of("yes", false, false),
                Arguments.of("weekday", "SUNDAY", new EnumValue("SUNDAY", 20)),
                Arguments.of("weekday", 1, new EnumValue("TUESDAY", 1)),
                Arguments.of("name", "fifteen letters", "fifteen letters"),
                Arguments.of("name", "ö", "ö"),
                Arguments.of("single", 0.1, 0.1f),
                Arguments.of("twice", 7, 7.0),
                Arguments.of("s32s", new int[] {9, 8, 7, 6}, List.of(9, 8, 7, 6)),
                Arguments.of("s32s", List.of(5), List.of(5, 0, 0, 0)),
                Arguments.of("names", List.of("a", "b"), List.of("a", "b")),
                Arguments.of("grid", new int[][] {{6, 5, 4}, {3, 2, 1}}, List.of(List.of(6, 5, 4), List.of(3, 2, 1))),
                Arguments.of("level", 9, 9L));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("newValues")
    void areSetBeforeAndAfterLoad(String name, Object value, Object read) {
        var before = object.global(name).get();
        object.global(name).set(value);
        assertThat(object.global(name).get()).isEqualTo(read);
        object.load();
        assertThat(object.global(name).get()).isEqualTo(read);
        object.global(name).set(before);
        assertThat(object.global(name).get()).isEqualTo(before);
        object.global(name).set(value);
        assertThat(object.global(name).get()).isEqualTo(read);
    }

    @Test
    void reachTheKernelAndComeBack() {
        object.rodata().set("step", 5);
        object.load();
        object.attach();
        // After load: only the map's own memory is what the program reads.
        object.data().set("single", 2.5f);
        object.bss().set("watched_tgid", ProcessHandle.current().pid());
        Getpid.call();
        assertThat(object.global("calls").getLong()).isPositive().matches(calls -> calls % 5 == 0);
        assertThat(object.global("seen").get()).isEqualTo(true);
        assertThat(object.global("seen_tgid").getLong())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(object.global("seen_weekday").get()).hasToString("SUNDAY (20)");
        assertThat((String) object.global("seen_name").get()).isNotEmpty();
        assertThat(object.global("seen_s16").get()).isEqualTo((short) -2);
        assertThat(object.global("seen_bytes").get()).isEqualTo(List.of((short) 1, (short) 0, (short) 0, (short) 255));
        assertThat(object.global("seen_single").get()).isEqualTo(2.5f);
        assertThat(object.global("level").get()).isEqualTo(77L);
        assertThat(((Struct) object.global("seen_point").get()).get("x")).isEqualTo(-5);
        object.bss().set("watched_tgid", 1);
        object.bss().set("calls", 0);
        Getpid.call();
        assertThat(object.global("calls").get()).isEqualTo(0L);
    }

    static Stream<Arguments> refusedValues() {
        return Stream.of(
                Arguments.of("s8", 128, "128 does not fit __s8, which holds -128 to 127"),
                Arguments.of("u8", -1, "-1 does not fit __u8, which holds 0 to 255"),
                Arguments.of("s32", 1L << 31, "does not fit __s32"),
                Arguments.of("u64", U64_MAX.add(BigInteger.ONE), "which holds 0 to 18446744073709551615"),
                Arguments.of("s32", 1.5, "no whole number"),
                Arguments.of("s32", Double.NaN, "no whole number"),
                Arguments.of("s32", "abc", "takes no \"abc\" (text)"),
                Arguments.of("s32", null, "takes no null"),
                Arguments.of("yes", 2, "does not fit _Bool, which holds 0 to 1"),
                Arguments.of("weekday", "SATURDAY", "enum weekday has no SATURDAY"),
                Arguments.of("single", 1e300, "too large"),
                Arguments.of("twice", "pi", "takes no \"pi\" (text)"),
                Arguments.of("name", "sixteen letters!", "takes 17 bytes with its final zero"),
                Arguments.of("name", 5, "takes no Integer"),
                Arguments.of("s32s", List.of(1, 2, 3, 4, 5), "has 4 elements, not 5"),
                Arguments.of("s32s", List.of(1, "x"), "s32s[1]"),
                Arguments.of("sample", 1, "struct sample"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("refusedValues")
    void refuseWhatDoesNotFitAndKeepTheirValue(String name, Object value, String why) {
        var before = object.global(name).get();
        assertThatThrownBy(() -> object.global(name).set(value))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("set " + name)
                .hasMessageContaining(why);
        assertThat(object.global(name).get()).isEqualTo(before);
    }

    @Test
    void theNumbersOfAnArrayAreRead() {
        try (var object = Fixture.open("globals")) {
            assertThat(object.global("s32s").getLongs()).containsExactly(-1, 0, 1, 2);
            assertThat(object.global("u64s").getLongs()).containsExactly(1, -1);
            assertThat(object.global("grid").at("[1]").getLongs()).containsExactly(4, 5, 6);
            for (var name : List.of("singles", "flags", "single", "corners")) {
                assertThatThrownBy(() -> object.global(name).getLongs())
                        .isInstanceOf(BpfException.class)
                        .hasMessageContaining("no array of integers");
            }
        }
    }

    @Test
    void constantsAreReadOnlyAfterLoad() {
        object.rodata().set("greeting", "good day");
        object.load();
        assertThat(object.rodata().get("greeting")).isEqualTo("good day");
        assertThatThrownBy(() -> object.rodata().set("greeting", "no"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(".rodata is read-only")
                .hasMessageContaining("between open() and load()");
    }

    @Test
    void answerWithAnExceptionAfterClose() {
        var calls = object.global("calls");
        var greeting = object.rodata().global("greeting");
        object.close();
        assertThatThrownBy(calls::get).isInstanceOf(IllegalStateException.class).hasMessageContaining("CLOSED");
        assertThatThrownBy(() -> calls.set(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(greeting::get).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> greeting.set("no")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void structsAndUnionsAreRead() {
        var sample = (Struct) object.global("sample").get();
        assertThat(sample)
                .hasToString("{.kind = 7, .when = 1234567890123, .at = {.x = -5, .y = 6}, .label = \"here\","
                        + " .day = SUNDAY, .low = 5, .high = 17}");
        assertThat(((Struct) object.global("word").get()).get("bytes"))
                .isEqualTo(List.of((short) 1, (short) 2, (short) 3, (short) 4));
    }

    @Test
    void staticVariablesAreNotOffered() {
        assertThat(object.data().all()).doesNotContainKey("hidden");
    }
}
