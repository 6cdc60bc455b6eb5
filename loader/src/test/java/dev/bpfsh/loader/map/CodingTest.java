// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodingTest {
    @Test
    void fourAndEightBytesWithoutBtfAreUnsignedNumbers() {
        var four = new RawCoding(4);
        assertThat(four.decode(four.encode(-1, "key"))).isEqualTo(0xffffffffL);
        assertThat(four.decode(four.encode(0xffffffffL, "key"))).isEqualTo(0xffffffffL);
        var eight = new RawCoding(8);
        assertThat(eight.decode(eight.encode(7, "key"))).isEqualTo(7L);
        assertThat(eight.decode(eight.encode(-1L, "key"))).isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(new RawCoding(3).decode(new byte[] {1, 2, 3})).isEqualTo(new byte[] {1, 2, 3});
        assertThat(new RawCoding(1).encode(255, "key")).containsExactly(-1);
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        assertThatThrownBy(() -> new RawCoding(4).encode(1L << 32, "m key"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("m key: 4294967296 does not fit 4 bytes, which hold -2147483648 to 4294967295");
        assertThatThrownBy(() -> new RawCoding(4).encode(1.5, "m key")).hasMessageContaining("no whole number");
        assertThatThrownBy(() -> new RawCoding(4).encode("1", "m key")).hasMessageContaining("not String");
        assertThatThrownBy(() -> new RawCoding(4).encode(null, "m key")).hasMessageContaining("not null");
        assertThatThrownBy(() -> new RawCoding(6).encode(new byte[5], "m key"))
                .hasMessageContaining("takes 6 bytes, not 5");
        assertThatThrownBy(() -> new RawCoding(6).encode(1, "m key"))
                .hasMessageContaining("takes 6 bytes, not Integer");
    }

    @Test
    void aValueForEachCpuOrOneForAll() {
        var coding = new PerCpuCoding(new RawCoding(4), 4, 8, 3);
        assertThat(coding.decode(coding.encode(5, "v"))).isEqualTo(new PerCpu<>(List.of(5L, 5L, 5L)));
        var each = (PerCpu<?>) coding.decode(coding.encode(List.of(1, 2, 3), "v"));
        assertThat(each.values()).isEqualTo(List.of(1L, 2L, 3L));
        assertThat(each.sum()).isEqualTo(6);
        assertThat(each.cpu(2)).isEqualTo(3L);
        assertThat(coding.encode(each, "v")).isEqualTo(coding.encode(new int[] {1, 2, 3}, "v"));
        assertThatThrownBy(() -> coding.encode(List.of(1, 2), "v"))
                .hasMessageContaining("one for each of 3 CPUs, not 2");
        assertThatThrownBy(() -> coding.encode(List.of(1, 2, "x"), "v")).hasMessageContaining("v[cpu 2]");
        assertThatThrownBy(() -> each.cpu(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new PerCpu<>(List.of("a")).sum()).hasMessageContaining("say what to add");
        assertThatThrownBy(() -> new PerCpu<>(List.of(1)).sum("count"))
                .hasMessageContaining("no structs, such as 1; sum() adds");
        assertThat(new PerCpu<>(List.of("a", "bc")).sum(String::length)).isEqualTo(3);
    }

    @Test
    void aStackEndsWhereTheKernelFilledUpWithZeros() {
        var bytes = ByteBuffer.allocate(32).order(ByteOrder.nativeOrder());
        bytes.putLong(-16L).putLong(0x1000);
        var stack = (StackTrace) new StackCoding(32, false).decode(bytes.array());
        assertThat(stack).isEqualTo(List.of(-16L, 0x1000L));
        assertThat(stack).hasToString("[0xfffffffffffffff0, 0x1000]");
        assertThat(stack.frames(address -> address < 0 ? "kernel" : "user")).containsExactly("kernel", "user");
        assertThat((StackTrace) new StackCoding(16, false).decode(new byte[16])).isEmpty();
        assertThatThrownBy(() -> new StackCoding(16, false).encode(List.of(), "v"))
                .hasMessageContaining("bpf_get_stackid");
    }

    @Test
    void framesByBuildIdAreShownAsTheyAre() {
        var bytes = ByteBuffer.allocate(96).order(ByteOrder.nativeOrder());
        var id = new byte[20];
        id[0] = (byte) 0xab;
        bytes.putInt(1).put(id).putLong(0x12);
        bytes.putInt(2).put(new byte[20]).putLong(0x7f00);
        assertThat((List<?>) new StackCoding(96, true).decode(bytes.array()))
                .isEqualTo(List.of(new BuildIdFrame("ab" + "00".repeat(19), 0x12), new BuildIdFrame("", 0x7f00)))
                .asString()
                .contains("ab00", "+0x12, 0x7f00");
    }

    @Test
    void aWalkThatIsThrownBackEnds() {
        var seen = new Seen();
        assertThat(seen.first(new byte[] {1})).isTrue();
        assertThat(seen.first(new byte[] {2})).isTrue();
        assertThat(seen.first(new byte[] {1})).isFalse();
        assertThat(seen.enough()).isFalse();
        seen.first(new byte[] {2});
        seen.first(new byte[] {1});
        assertThat(seen.enough()).as("a round without anything new").isTrue();
        var restless = new Seen();
        for (byte i = 0; i < 9; i++) {
            assertThat(restless.enough()).isFalse();
            restless.first(new byte[] {i});
            restless.first(new byte[] {i});
        }
        assertThat(restless.enough()).as("too many new beginnings").isTrue();
    }
}
