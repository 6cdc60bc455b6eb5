// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.BpfException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes are, all that can be asked of them is answered, or refused with our exception, and soon. */
@Timeout(300)
class DamageTest {
    private static final List<byte[]> HONEST = new ArrayList<>();

    @BeforeAll
    static void readHonest() throws Exception {
        for (var object : Objects.all().toList()) {
            HONEST.add(Objects.btf(object));
        }
    }

    @Test
    void changedBytes() {
        var random = new Random(31);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            var raw = HONEST.get(random.nextInt(HONEST.size()));
            var damaged = random.nextInt(5) == 0 ? Arrays.copyOf(raw, random.nextInt(raw.length + 1)) : raw.clone();
            for (int flips = random.nextInt(1, 6); flips > 0 && damaged.length > 0; flips--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            refused += refusals(damaged);
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void randomBytes() {
        var random = new Random(32);
        for (int i = 0; i < 2_000; i++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            refusals(bytes);
            if (bytes.length >= 24) {
                // A header that fits, so that the rest is read.
                System.arraycopy(new BtfBytes().raw(), 0, bytes, 0, 8);
                int types = (bytes.length - 24) / 2 & ~3;
                Arrays.fill(bytes, 8, 24, (byte) 0);
                bytes[12] = (byte) types;
                bytes[16] = (byte) types;
                bytes[20] = (byte) (bytes.length - 24 - types);
                refusals(bytes);
            }
        }
    }

    @Test
    void typesThatReferToEachOtherAtRandom() {
        var random = new Random(33);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            refused += refusals(graph(random, random.nextInt(1, 40)));
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    private static byte[] graph(Random random, int count) {
        var bytes = new BtfBytes();
        int name = bytes.string("name");
        for (int i = 0; i < count; i++) {
            var kind = BtfKind.values()[random.nextInt(1, BtfKind.values().length)];
            int length = random.nextInt(5);
            var more = random.ints(kind.extraWords(length), 0, count + 1).toArray();
            bytes.type(
                    kind,
                    random.nextBoolean() ? 0 : name,
                    random.nextInt(4) == 0,
                    kind == BtfKind.FUNC ? random.nextInt(3) : length,
                    random.nextInt(count + 1),
                    more);
        }
        return bytes.raw();
    }

    @Test
    void textThatDoublesWithEachTypeEnds() {
        // Each function takes the next one twice, each struct without a name contains the next one twice.
        var functions = new BtfBytes();
        var structs = new BtfBytes();
        for (int id = 1; id < 60; id++) {
            functions.type(BtfKind.FUNC_PROTO, 0, false, 2, id + 1, 0, id + 1, 0, id + 1);
            structs.type(BtfKind.STRUCT, 0, false, 2, 64, 0, id + 1, 0, 0, id + 1, 0);
        }
        functions.type(BtfKind.INT, "int", false, 0, 4, 32);
        structs.type(BtfKind.STRUCT, 0, false, 0, 0);
        assertThat(refusals(functions.raw())).isPositive();
        assertThat(refusals(structs.raw())).isPositive();
    }

    @Test
    void chainsWithoutEndAreRefused() {
        for (var kind : List.of(
                BtfKind.PTR, BtfKind.TYPEDEF, BtfKind.CONST, BtfKind.TYPE_TAG, BtfKind.ARRAY, BtfKind.FUNC_PROTO)) {
            var loop = new BtfBytes();
            var chain = new BtfBytes();
            for (int id = 1; id <= 10_000; id++) {
                int next = id % 10_000 + 1;
                add(loop, kind, next);
                add(chain, kind, id + 1);
            }
            chain.type(BtfKind.INT, "int", false, 0, 4, 32);
            assertThat(refusals(loop.raw(), 1, 5_000)).as("a loop of %s", kind).isPositive();
            assertThat(refusals(chain.raw(), 1, 5_000))
                    .as("a chain of %s", kind)
                    .isPositive();
        }
    }

    private static void add(BtfBytes bytes, BtfKind kind, int next) {
        int name = kind == BtfKind.TYPEDEF ? bytes.string("t") : 0;
        switch (kind) {
            case ARRAY -> bytes.type(kind, name, false, 0, 0, next, next, 1);
            case FUNC_PROTO -> bytes.type(kind, name, false, 1, next, 0, next);
            default -> bytes.type(kind, name, false, 0, next);
        }
    }

    @Test
    void aHoleOfHalfAGigabyteIsNotFilledLineByLine() {
        var bytes = new BtfBytes();
        bytes.type(BtfKind.INT, "char", false, 0, 1, 8);
        bytes.type(BtfKind.STRUCT, "vast", false, 1, Integer.MAX_VALUE, bytes.string("end"), 1, Integer.MAX_VALUE & ~7);
        var raw = bytes.raw();
        assertThat(refusals(raw)).isPositive();
        assertThat(Layout.of(Btf.parse(raw), "vast").holes()).hasSize(2);
    }

    @Test
    void namesThatOverlapDoNotMultiply() {
        // A megabyte without an end, and members whose names begin at each byte of it.
        var bytes = new BtfBytes();
        int name = bytes.string("x".repeat(1 << 20));
        var members = new int[3 * 60_000];
        for (int i = 0; i < members.length; i += 3) {
            members[i] = name + i;
        }
        bytes.type(BtfKind.STRUCT, "wide", false, members.length / 3, 8, members);
        assertThat(refusals(bytes.raw())).isPositive();
    }

    @Test
    void aLongDeclarationOfEachMemberIsNotWrittenOut() {
        // 8,000 parameters, and 20,000 members that point to a function with them: a gigabyte of text.
        var bytes = new BtfBytes();
        bytes.type(BtfKind.INT, "int", false, 0, 4, 32);
        bytes.type(
                BtfKind.FUNC_PROTO,
                0,
                false,
                8_000,
                1,
                IntStream.range(0, 16_000).map(i -> i % 2).toArray());
        bytes.type(BtfKind.PTR, 0, false, 0, 2);
        var members = new int[3 * 20_000];
        for (int i = 0; i < members.length; i += 3) {
            members[i + 1] = 3;
        }
        bytes.type(BtfKind.UNION, "wide", false, members.length / 3, 8, members);
        assertThat(refusals(bytes.raw(), 4)).isEqualTo(2 + 2);
    }

    private static int refusals(byte[] raw, int... ids) {
        long begun = System.nanoTime();
        Btf btf;
        try {
            btf = Btf.parse(raw);
        } catch (BpfException refused) {
            return 1;
        }
        int refused = refused(btf::check);
        refused += refused(() -> btf.find("name"));
        refused += refused(() -> btf.find("struct nmae"));
        refused += refused(() -> btf.section(".bss"));
        var asked = ids.length > 0 ? Arrays.stream(ids) : IntStream.range(0, btf.count());
        refused += asked.map(id -> refused(() -> btf.type(id))
                        + refused(() -> btf.declare(id, "name"))
                        + refused(() -> btf.sizeOf(id))
                        + refused(() -> btf.alignOf(id))
                        + refused(() -> btf.define(id))
                        + refused(() -> Layout.of(btf, id).toString()))
                .sum();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
        return refused;
    }

    private static int refused(Runnable question) {
        try {
            question.run();
            return 0;
        } catch (BpfException expected) {
            return 1;
        }
    }
}
