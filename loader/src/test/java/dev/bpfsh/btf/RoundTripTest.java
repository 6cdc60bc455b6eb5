// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of any type and any value. A failure names its seed, with which it comes again. */
class RoundTripTest {
    private static final int TYPES = 1_500;
    private static final int VALUES = 8;

    private interface Property {
        void holds(Codec codec, Btf btf, Random random) throws Exception;
    }

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    private static void check(ByteOrder order, Property property) {
        IntStream.range(0, TYPES).forEach(seed -> {
            var random = new Random(seed);
            var types = new RandomTypes(random, order);
            int type = types.struct();
            var btf = types.build();
            try {
                for (int i = 0; i < VALUES; i++) {
                    property.holds(Codec.of(btf, type), btf, random);
                }
            } catch (Exception | AssertionError failure) {
                throw new AssertionError("with seed " + seed + ", " + order, failure);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatIsEncodedIsDecoded(ByteOrder order) {
        check(order, (codec, btf, random) -> {
            var value = new RandomValues(btf, random).of(codec.type());
            var bytes = codec.encode(value, "value");
            assertSame(codec.decode(bytes), value, "value");
        });
    }

    // A union's map names one member of it.
    private static void assertSame(Object found, Object expected, String path) {
        if (expected instanceof Map<?, ?> map) {
            map.forEach((name, value) -> assertSame(((Struct) found).get((String) name), value, path + "." + name));
        } else if (expected instanceof List<?> list) {
            assertThat((List<?>) found).as(path).hasSameSizeAs(list);
            for (int i = 0; i < list.size(); i++) {
                assertSame(((List<?>) found).get(i), list.get(i), path + "[" + i + "]");
            }
        } else {
            assertThat(found).as(path).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whatIsDecodedIsEncodedAgainAlsoFromItsText(ByteOrder order) {
        check(order, (codec, btf, random) -> {
            var decoded = codec.decode(codec.encode(new RandomValues(btf, random).of(codec.type()), "value"));
            assertThat(codec.decode(codec.encode(decoded, "value")))
                    .isEqualTo(decoded)
                    .hasSameHashCodeAs(decoded);
            assertThat(codec.decode(codec.encode(decoded.toString(), "value")))
                    .as(decoded.toString())
                    .isEqualTo(decoded);
        });
    }

    @ParameterizedTest
    @MethodSource("orders")
    void anyBytesAreDecodedAndComeBackUnlessTextHasNoEnd(ByteOrder order) {
        check(order, (codec, btf, random) -> {
            var bytes = new byte[codec.size() + (isFlexible(btf, codec) ? random.nextInt(20) : 0)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextBoolean() ? 0 : bytes[i];
            }
            var decoded = codec.decode(bytes);
            try {
                assertThat(codec.decode(codec.encode(decoded, "value"))).isEqualTo(decoded);
            } catch (BpfException refused) {
                assertThat(refused).hasMessageContaining("final zero");
            }
        });
    }

    // Where its array lies behind all else; one that a union has beside other members is not told from those.
    private static boolean isFlexible(Btf btf, Codec codec) {
        var members = ((BtfType.Composite) btf.resolve(codec.type())).members();
        var last = members.get(members.size() - 1);
        return btf.resolve(last.type()) instanceof BtfType.Array array
                && array.count() == 0
                && last.bitOffset() == 8 * codec.size();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void decodingNeverReadsOutside(ByteOrder order) {
        check(order, (codec, btf, random) -> {
            int length = codec.size() + random.nextInt(9);
            int at = random.nextInt(9);
            // A direct buffer that ends with the value: one byte further is an exception of the buffer's.
            var buffer = ByteBuffer.allocateDirect(at + length);
            var bytes = new byte[at + length];
            random.nextBytes(bytes);
            buffer.put(bytes);
            assertThat(codec.decode(buffer, at, length))
                    .isEqualTo(codec.decode(Arrays.copyOfRange(bytes, at, at + length)));
            if (codec.size() > 0) {
                assertThatThrownBy(() -> codec.decode(new byte[random.nextInt(codec.size())]))
                        .isInstanceOf(BpfException.class)
                        .hasMessageContaining("takes " + codec.size() + " bytes");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("orders")
    void damagedTypesAreRefusedOrDecoded(ByteOrder order) {
        for (int seed = 0; seed < TYPES; seed++) {
            var random = new Random(seed);
            var builder = new RandomTypes(random, order);
            int type = builder.struct();
            var raw = builder.raw();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                raw[24 + random.nextInt(raw.length - 24)] = (byte) random.nextInt();
            }
            try {
                var codec = Codec.of(Btf.parse(raw), type);
                var bytes = new byte[Math.min(codec.size(), 1 << 16)];
                random.nextBytes(bytes);
                var decoded = codec.decode(bytes);
                codec.encode(decoded, "value");
                codec.encode(decoded.toString(), "value");
            } catch (BpfException expected) {
                continue;
            } catch (RuntimeException | Error other) {
                throw new AssertionError("with seed " + seed, other);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void anyTextIsReadOrRefused(ByteOrder order) {
        var pieces = List.of(
                "{",
                "}",
                ".",
                "m1",
                "m2",
                "m3",
                "=",
                ",",
                "[",
                "]",
                "0",
                "1",
                "'",
                "\"",
                "\\",
                "x",
                "-",
                "0x",
                "1.5",
                "e9",
                "true",
                " ",
                "\n",
                "é",
                "999999999",
                "{.m0 = 1}");
        check(order, (codec, btf, random) -> {
            var text = new StringBuilder("{");
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            try {
                codec.encode(text.append("}").toString(), "value");
            } catch (BpfException expected) {
                assertThat(expected).hasMessageContaining("value");
            }
        });
    }
}
