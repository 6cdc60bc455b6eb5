// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ObjectHandle;
import dev.bpfsh.loader.Fixture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BtfTest {
    private static byte[] raw;

    @BeforeAll
    static void readRawBtf() throws Exception {
        try (var object = ObjectHandle.open(Fixture.bytes("globals"), "globals")) {
            raw = object.btf();
        }
    }

    @Test
    void readsTypesAndWhereVariablesLie() {
        var btf = Btf.parse(raw);
        var bss = btf.section(".bss").orElseThrow();
        var names = bss.variables().stream()
                .map(place -> btf.type(place.variable()).name())
                .toList();
        assertThat(names).contains("watched_tgid", "calls", "seen_grid");
        assertThat(bss.variables()).allSatisfy(place -> assertThat(place.size())
                .isEqualTo(btf.sizeOf(((BtfType.Variable) btf.type(place.variable())).type())));
        var sample = btf.all(BtfType.Composite.class)
                .filter(type -> type.name().equals("sample"))
                .findFirst()
                .orElseThrow();
        assertThat(sample.members()).extracting(BtfType.Member::name).contains("kind", "when", "low", "high");
        assertThat(sample.members()).filteredOn(member -> member.bitSize() > 0).hasSize(2);
    }

    @Test
    void declaresAsCDoes() {
        var btf = Btf.parse(raw);
        assertThat(declaration(btf, "grid")).isEqualTo("__s32 grid[2][3]");
        assertThat(declaration(btf, "watched_tgid")).isEqualTo("tgid_type watched_tgid");
        assertThat(declaration(btf, "word")).isEqualTo("union word word");
    }

    private static String declaration(Btf btf, String name) {
        return btf.all(BtfType.Variable.class)
                .filter(variable -> variable.name().equals(name))
                .map(variable -> btf.declare(variable.type(), name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theOtherByteOrderIsReadAlike() {
        var swapped = raw.clone();
        var from = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        var to = ByteBuffer.wrap(swapped).order(ByteOrder.BIG_ENDIAN);
        to.putShort(0, from.getShort(0));
        int types = from.getInt(4) + from.getInt(8);
        for (int at = 4; at < types + from.getInt(12); at += 4) {
            to.putInt(at, from.getInt(at));
        }
        var btf = Btf.parse(raw);
        var other = Btf.parse(swapped);
        assertThat(other.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(other.all(BtfType.class)).isEqualTo(btf.all(BtfType.class).toList());
        assertThatThrownBy(() -> Btf.parse(swapped, btf)).isInstanceOf(BpfException.class);
    }

    @Test
    void noBtfMeansNoTypes() {
        var none = Btf.parse(new byte[0]);
        assertThat(none.count()).isEqualTo(1);
        assertThat(none.section(".bss")).isEmpty();
        assertThatThrownBy(() -> none.type(1)).isInstanceOf(BpfException.class);
    }

    @Test
    void damageIsAnsweredWithOurExceptionOnly() {
        var random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            var damaged = random.nextInt(4) == 0 ? Arrays.copyOf(raw, random.nextInt(raw.length)) : raw.clone();
            for (int flips = 0; flips < 3 && damaged.length > 0; flips++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                walk(Btf.parse(damaged));
            } catch (BpfException expected) {
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 4_999);
    }

    private static void walk(Btf btf) {
        var decoder = new Decoder(btf);
        for (int id = 1; id < btf.count(); id++) {
            if (btf.type(id) instanceof BtfType.Variable variable) {
                btf.declare(variable.type(), variable.name());
                int size = btf.sizeOf(variable.type());
                if (size < 1 << 16) {
                    decoder.decode(variable.type(), new byte[size]);
                }
            }
        }
    }

    @Test
    void aDescriptionThatIsCutShortIsDamage() {
        for (int length : new int[] {1, 8, 11, 13, 20}) {
            var cut = ByteBuffer.allocate(24 + length).order(ByteOrder.LITTLE_ENDIAN);
            cut.putInt(0x0001eb9f)
                    .putInt(24)
                    .putInt(0)
                    .putInt(length)
                    .putInt(length)
                    .putInt(0);
            // A forward declaration, which has no more than what all types have.
            if (length >= 8) {
                cut.putInt(24 + 4, 7 << 24);
            }
            if (length >= 20) {
                cut.putInt(24 + 16, 7 << 24);
            }
            assertThatThrownBy(() -> Btf.parse(cut.array()).check())
                    .as("%d bytes of types", length)
                    .isInstanceOf(BpfException.class);
        }
    }
}
