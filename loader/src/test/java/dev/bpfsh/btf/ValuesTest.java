// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.Fixture;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that clang has laid out, for machines of both byte orders: {@code loader/src/test/bpf/values.h}. */
class ValuesTest {
    private static final String TEXT = "{.name = \"config\","
            + " .limits = {{.min = 1, .max = 2}, {.min = 3, .max = 4}, {.min = 5, .max = 4294967295}},"
            + " .mode = SLOW, .on = true, .kind = 5, .rest = 18, .low = 5, .middle = 1025, .delta = -7, .flag = true,"
            + " .narrow = FAST, .wide = -1234567890, .full = 18364758544493064720, .whole = 258, .first = %d,"
            + " .second = %d, .left = -2, .right = 300, .either = {.number = 1078530011, .real = 3.1415927},"
            + " .id = 18446744073709551614, .balance = -42, .ratio = 0.1, .precise = 1.0E-300,"
            + " .next = 0xffff888000001234, .huge = -1267650600228229401496703205376,"
            + " .most = 170141183460469231731687303715884105737, .grid = {{1, -2, 3}, {-4, 5, -6}},"
            + " .names = {\"ab\", \"cd\"}, .none = {}}";

    /** A section of an ELF file in either byte order. */
    private static byte[] section(byte[] file, String wanted) {
        var elf = ByteBuffer.wrap(file).order(file[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int table = (int) elf.getLong(40);
        int names = (int) elf.getLong(table + 64 * elf.getShort(62) + 24);
        for (int i = 0; i < elf.getShort(60); i++) {
            int header = table + 64 * i;
            int name = names + elf.getInt(header);
            var found = new byte[wanted.length() + 1];
            elf.get(name, found);
            if (new String(found, StandardCharsets.US_ASCII).equals(wanted + "\0")) {
                var bytes = new byte[(int) elf.getLong(header + 32)];
                elf.get((int) elf.getLong(header + 24), bytes);
                return bytes;
            }
        }
        throw new AssertionError("no section " + wanted);
    }

    private record Loaded(Codec codec, byte[] bytes) {
        static Loaded of(String fixture) {
            var file = Fixture.bytes(fixture);
            var btf = Btf.parse(section(file, ".BTF"));
            int type = btf.all(BtfType.Variable.class)
                    .filter(variable -> variable.name().equals("values"))
                    .findFirst()
                    .orElseThrow()
                    .type();
            return new Loaded(Codec.of(btf, type), section(file, ".data.values"));
        }

        Struct struct() {
            return (Struct) codec.decode(bytes);
        }

        byte[] encoded(Object value) {
            return codec.encode(value, "values");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"values", "valuesbe"})
    void areWhatTheCompilerPutThere(String fixture) {
        var loaded = Loaded.of(fixture);
        boolean little = fixture.equals("values");
        assertThat(loaded.struct()).hasToString(TEXT.formatted(little ? 2 : 1, little ? 1 : 2));
        assertThat(loaded.struct().get("narrow")).isEqualTo(new EnumValue("FAST", 4294967293L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"values", "valuesbe"})
    void becomeTheSameBytesAgain(String fixture) {
        var loaded = Loaded.of(fixture);
        assertThat(loaded.encoded(loaded.struct())).isEqualTo(loaded.bytes);
        assertThat(loaded.encoded(loaded.struct().toString())).isEqualTo(loaded.bytes);
        assertThat(loaded.encoded(loaded.struct().members())).isEqualTo(loaded.bytes);
        var config = new Config(
                "config",
                List.of(new Limit(1, 2), new Limit(3, 4), new Limit(5, 4294967295L)),
                Mode.SLOW,
                true,
                (byte) -6,
                -2,
                new int[][] {{1, -2, 3}, {-4, 5, -6}});
        assertThat(loaded.struct().as(Config.class))
                .usingRecursiveComparison()
                .isEqualTo(new Config("config", config.limits, Mode.SLOW, true, (byte) -7, -2, config.grid));
        var other = (Struct) loaded.codec.decode(loaded.encoded(config));
        assertThat(other.get("delta")).isEqualTo(-6);
        assertThat(other.get("limits")).isEqualTo(loaded.struct().get("limits"));
        assertThat(other.get("grid")).isEqualTo(loaded.struct().get("grid"));
        assertThat(other.get("id")).isEqualTo(0L);
    }

    enum Mode {
        OFF,
        SLOW
    }

    record Limit(int min, long max) {}

    record Config(String name, List<Limit> limits, Mode mode, boolean on, byte delta, long left, int[][] grid) {}

    @Test
    void pathsLeadToAnyPart() {
        var values = Loaded.of("values").struct();
        assertThat(values.get("limits[2].max")).isEqualTo(4294967295L);
        assertThat(values.get("grid[1][2]")).isEqualTo((byte) -6);
        assertThat(values.getLong("limits[1].min")).isEqualTo(3);
        assertThat(values.getLong("id")).isEqualTo(-2);
        assertThat(values.getLong("next")).isEqualTo(0xffff888000001234L);
        assertThat(values.getLong("on")).isEqualTo(1);
        assertThat(values.getLong("mode")).isEqualTo(5);
        assertThat(values.getString("names[1]")).isEqualTo("cd");
        assertThat(values.getString("mode")).isEqualTo("SLOW");
        assertThat(values.getStruct("limits[0]")).hasToString("{.min = 1, .max = 2}");
        assertThat(values.getLongs("grid[1]")).hasSize(3).endsWith(-6);
        assertThatThrownBy(() -> values.getLongs("id")).hasMessageContaining("no array");
        assertThatThrownBy(() -> values.getLongs("limits")).hasMessageContaining("no whole number");
    }

    static Stream<Arguments> wrongPaths() {
        return Stream.of(
                Arguments.of("limit", "struct config has no member limit", "limits"),
                Arguments.of("limits[2].maxi", "struct config.limits[2].maxi", "max"),
                Arguments.of("limits[3]", "struct config.limits[3]", "it has 3 elements"),
                Arguments.of("limits.max", "struct config.limits is a list of 3", "name an element"),
                Arguments.of("name.x", "name is \"config\"", ""),
                Arguments.of("either[0]", "name a member", ""),
                Arguments.of("", "is no path", "a.b[2].c"),
                Arguments.of("a..b", "is no path", ""),
                Arguments.of("a b", "is no path", ""),
                Arguments.of("a[x]", "is no path", ""),
                Arguments.of("a[99999999999]", "is no path", ""));
    }

    @ParameterizedTest
    @MethodSource("wrongPaths")
    void aWrongPathSaysWhatThereIs(String path, String why, String hint) {
        var values = Loaded.of("values").struct();
        assertThatThrownBy(() -> values.get(path))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(hint);
    }

    @Test
    void aPartOfTheWrongKindIsNamed() {
        var values = Loaded.of("values").struct();
        assertThatThrownBy(() -> values.getLong("name"))
                .hasMessageContaining("struct config.name: is \"config\", no whole");
        assertThatThrownBy(() -> values.getLong("huge")).hasMessageContaining("no whole number of 64 bits");
        assertThatThrownBy(() -> values.getString("id")).hasMessageContaining("no text");
        assertThatThrownBy(() -> values.getStruct("grid")).hasMessageContaining("no struct");
    }

    record Narrow(byte id) {}

    record Unknown(int limitz) {}

    record Camel(long seenId, int exitCode) {}

    record WrongKind(List<String> limits) {}

    record Throwing(long balance) {
        Throwing {
            throw new IllegalArgumentException("no");
        }
    }

    @Test
    void aRecordsErrorsNameTheComponent() {
        var values = Loaded.of("values").struct();
        assertThatThrownBy(() -> values.as(Narrow.class))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("Narrow.id: 18446744073709551614 does not fit byte");
        assertThatThrownBy(() -> values.as(Unknown.class))
                .hasMessageContaining("Unknown.limitz: struct config has no member limitz")
                .hasMessageContaining("limits");
        assertThatThrownBy(() -> values.as(WrongKind.class)).hasMessageContaining("WrongKind.limits[0]");
        assertThatThrownBy(() -> values.as(Throwing.class)).hasMessageContaining("Throwing: its constructor threw");
    }

    @Test
    void camelCaseStandsForUnderscores() {
        var builder = new BtfBuilder(ByteOrder.nativeOrder());
        int u32 = builder.integer("unsigned int", 4, 0);
        int type = builder.struct(
                "event", 8, new BtfBuilder.Member("seen_id", u32, 0), new BtfBuilder.Member("exit_code", u32, 32));
        var codec = Codec.of(builder.build(), type);
        var camel = new Camel(4294967295L, 3);
        assertThat(((Struct) codec.decode(codec.encode(camel, "event"))).as(Camel.class))
                .isEqualTo(camel);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("{.limits[1].max = 7, .on = true}", "limits[1].max", 7L),
                Arguments.of("{ .limits = { [2] = {.max = 0x10} } }", "limits[2].max", 16L),
                Arguments.of("{.limits = {{1}, {.max = 2u}, {3, 4UL},}}", "limits[2].max", 4L),
                Arguments.of("{\"name\", {{1, 2}}, FAST}", "mode", new EnumValue("FAST", 4294967293L)),
                Arguments.of("{.mode = OFF, true, 7}", "kind", (short) 7),
                Arguments.of("{.kind = 'c' }", null, "does not fit"),
                Arguments.of("{.whole = 'c'}", "whole", 99),
                Arguments.of("{.id = 0777}", "id", 511L),
                Arguments.of("{.id = 0b101}", "id", 5L),
                Arguments.of("{.ratio = 1.5f}", "ratio", 1.5f),
                Arguments.of("{.ratio = 2}", "ratio", 2f),
                Arguments.of("{.precise = -1e9}", "precise", -1e9),
                Arguments.of("{.precise = -INFINITY}", "precise", Double.NEGATIVE_INFINITY),
                Arguments.of("{.next = NULL}", "next", new Address(0)),
                Arguments.of("{.name = \"a\\tb\\x41\\101\"}", "name", "a\tbAA"),
                Arguments.of(
                        "{.grid[1] = {[1] = -1, 9}}",
                        "grid",
                        List.of(List.of((byte) 0, (byte) 0, (byte) 0), List.of((byte) 0, (byte) -1, (byte) 9))),
                Arguments.of("{.mode = {SLOW}}", "mode", new EnumValue("SLOW", 5)),
                Arguments.of("{.delta = {{-2}}}", "delta", -2),
                Arguments.of("{.delta = {1, 2}}", null, "values.delta: is int, and takes no list of 2"),
                Arguments.of("{.low = {8}}", null, "values.low: 8 does not fit"),
                Arguments.of("{.second = 1}", "whole", 256),
                Arguments.of("{}", "name", ""),
                Arguments.of("{.limits[3].max = 7}", null, "values.limits[3]: its elements are [0] to [2]"),
                Arguments.of("{.limits = {1, 2, 3, 4}}", null, "values.limits"),
                Arguments.of("{.nam = \"x\"}", null, "struct config has no member nam"),
                Arguments.of("{.low = 8}", null, "values.low: 8 does not fit unsigned int, which holds 0 to 7"),
                Arguments.of("{.delta = -17}", null, "values.delta: -17 does not fit int, which holds -16 to 15"),
                Arguments.of("{.flag = 2}", null, "values.flag: 2 does not fit _Bool"),
                Arguments.of("{.limits[0] = {.max = -1}}", null, "values.limits[0].max: -1 does not fit __u32"),
                Arguments.of("{.mode = FASTER}", null, "enum mode has no FASTER"),
                Arguments.of("{.id = FAST}", null, "takes no FAST"),
                Arguments.of("{.id = 1", null, "here should be }"),
                Arguments.of("{.id 1}", null, "here should be ="),
                Arguments.of("{.id = }", null, "here should be a value"),
                Arguments.of("{.name = \"x}", null, "a closing \" is missing"),
                Arguments.of("{} x", null, "more behind"),
                Arguments.of("pid", null, "here should be {"),
                Arguments.of("{.precise = 1e9999}", null, "too large"),
                Arguments.of("{.id = 1e9}", "id", 1000000000L),
                Arguments.of("{.id = 1e99}", null, "no whole number of its size"),
                Arguments.of("{".repeat(100_000), null, "braces in one another"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsReadAsCReadsIt(String text, String path, Object expected) {
        var loaded = Loaded.of("values");
        if (path == null) {
            assertThatThrownBy(() -> loaded.encoded(text))
                    .isInstanceOf(BpfException.class)
                    .hasMessageContaining((String) expected);
        } else {
            assertThat(((Struct) loaded.codec.decode(loaded.encoded(text))).get(path))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aBadTextIsShownWithAPointerToTheFault() {
        assertThatThrownBy(() -> Loaded.of("values").encoded("{.id = 1, .on ? 2}"))
                .hasMessage("""
                        read values: here should be =
                          {.id = 1, .on ? 2}
                                        ^
                        hint: write it as C does: {.pid = 42, .comm = "sh", .a[2] = {1, 2}}""");
    }

    @Test
    void mapsMayHavePaths() {
        var loaded = Loaded.of("values");
        var struct = (Struct) loaded.codec.decode(loaded.encoded(Map.of(
                "limits[1]", Map.of("max", 7), "either.real", 1f, "names", List.of("x"), "most", BigInteger.TEN)));
        assertThat(struct.get("limits[1].max")).isEqualTo(7L);
        assertThat(struct.getLong("either.number")).isEqualTo(0x3f800000);
        assertThat(struct.get("names")).isEqualTo(List.of("x", ""));
        assertThatThrownBy(() -> loaded.encoded(Map.of("limits[1].mix", 1)))
                .hasMessageContaining("values.limits[1].mix");
        assertThatThrownBy(() -> loaded.encoded(Map.of("limits", 1))).hasMessageContaining("takes no Integer");
        assertThatThrownBy(() -> loaded.encoded(null)).hasMessageContaining("takes no null");
    }

    @Test
    void aFlexibleArrayTakesWhatIsBeyond() {
        var builder = new BtfBuilder(ByteOrder.BIG_ENDIAN);
        int u16 = builder.integer("unsigned short", 2, 0);
        int type = builder.struct(
                "packet",
                4,
                new BtfBuilder.Member("length", u16, 0),
                new BtfBuilder.Member("data", builder.array(u16, 0), 32));
        var codec = Codec.of(builder.build(), type);
        assertThat(codec.decode(new byte[] {0, 2, 0, 0, 0, 7, 1, 0, 99}))
                .hasToString("{.length = 2, .data = {7, 256}}");
        assertThat(codec.decode(new byte[4])).hasToString("{.length = 0, .data = {}}");
        assertThat(codec.encode("{.length = 3, .data[1] = 5}", "packet")).containsExactly(0, 3, 0, 0, 0, 0, 0, 5);
        assertThat(codec.encode(Map.of("data", List.of(1, 2)), "packet")).containsExactly(0, 0, 0, 0, 0, 1, 0, 2);
        assertThatThrownBy(() -> codec.encode("{.data[999999999] = 1}", "packet"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("packet.data[999999999]");
    }

    @Test
    void aTypeThatHoldsItselfIsDamage() {
        var builder = new BtfBuilder(ByteOrder.nativeOrder());
        builder.struct("loop", 8, new BtfBuilder.Member("again", 1, 0));
        var btf = builder.build();
        assertThatThrownBy(() -> Codec.of(btf, 1))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("itself");
    }

    @Test
    void aTypeOfEndlessEmptyThingsIsDamage() {
        var builder = new BtfBuilder(ByteOrder.nativeOrder());
        int empty = builder.struct("empty", 0);
        int many = builder.array(empty, Integer.MAX_VALUE);
        var btf = builder.build();
        assertThatThrownBy(() -> Codec.of(btf, many))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("values");
    }
}
