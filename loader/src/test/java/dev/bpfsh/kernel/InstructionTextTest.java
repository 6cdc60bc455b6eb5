// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notation of {@code print_bpf_insn}; what clang here writes is compared with bpftool elsewhere. */
class InstructionTextTest {
    private static final InstructionText TEXT = new InstructionText(new InstructionText.Names() {
        @Override
        public String call(Instruction call) {
            return "called#" + call.immediate();
        }

        @Override
        public String constant(Instruction load) {
            return "0x" + Long.toHexString(load.constant());
        }
    });

    private static byte[] bytes(int opcode, int dst, int src, int offset, int immediate) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return ByteBuffer.allocate(8)
                .order(ByteOrder.nativeOrder())
                .put((byte) opcode)
                .put((byte) (little ? src << 4 | dst : dst << 4 | src))
                .putShort((short) offset)
                .putInt(immediate)
                .array();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
                    0x07 ; 1 ; 0 ;   0 ;      -5 ; r1 += -5
                    0x0c ; 1 ; 2 ;   0 ;       0 ; w1 += w2
                    0x17 ; 1 ; 0 ;   0 ;       1 ; r1 -= 1
                    0x2f ; 1 ; 2 ;   0 ;       0 ; r1 *= r2
                    0x3f ; 1 ; 2 ;   0 ;       0 ; r1 /= r2
                    0x3f ; 1 ; 2 ;   1 ;       0 ; r1 s/= r2
                    0x94 ; 1 ; 0 ;   1 ;       7 ; w1 s%= 7
                    0x97 ; 1 ; 0 ;   0 ;       7 ; r1 %= 7
                    0x47 ; 1 ; 0 ;   0 ;       7 ; r1 |= 7
                    0x5f ; 1 ; 2 ;   0 ;       0 ; r1 &= r2
                    0x67 ; 1 ; 0 ;   0 ;       3 ; r1 <<= 3
                    0x77 ; 1 ; 0 ;   0 ;       3 ; r1 >>= 3
                    0xc7 ; 1 ; 0 ;   0 ;       3 ; r1 s>>= 3
                    0xaf ; 1 ; 1 ;   0 ;       0 ; r1 ^= r1
                    0x87 ; 3 ; 0 ;   0 ;       0 ; r3 = -r3
                    0x84 ; 3 ; 0 ;   0 ;       0 ; w3 = -w3
                    0xb7 ; 2 ; 0 ;   0 ;      65 ; r2 = 65
                    0xbf ; 2 ; 3 ;   0 ;       0 ; r2 = r3
                    0xbc ; 2 ; 3 ;   0 ;       0 ; w2 = w3
                    0xbf ; 2 ; 3 ;   8 ;       0 ; r2 = (s8)r3
                    0xbf ; 2 ; 3 ;  32 ;       0 ; r2 = (s32)r3
                    0xbc ; 2 ; 3 ;  16 ;       0 ; w2 = (s16)w3
                    0xbf ; 2 ; 3 ;   1 ;   65536 ; r2 = addr_space_cast(r3, 1, 0)
                    0xbf ; 2 ; 3 ;   1 ;       1 ; r2 = addr_space_cast(r3, 0, 1)
                    0xbf ; 2 ; 3 ;  -1 ;       0 ; r2 = &(void __percpu *)(r3)
                    0xd4 ; 4 ; 0 ;   0 ;      16 ; r4 = le16 r4
                    0xdc ; 4 ; 0 ;   0 ;      64 ; r4 = be64 r4
                    0xd7 ; 4 ; 0 ;   0 ;      32 ; r4 = bswap32 r4
                    0x71 ; 1 ; 6 ;  10 ;       0 ; r1 = *(u8 *)(r6 +10)
                    0x69 ; 1 ; 6 ;  -2 ;       0 ; r1 = *(u16 *)(r6 -2)
                    0x79 ; 1 ;10 ;  -8 ;       0 ; r1 = *(u64 *)(r10 -8)
                    0x91 ; 1 ; 6 ;   0 ;       0 ; r1 = *(s8 *)(r6 +0)
                    0x81 ; 1 ; 6 ;   0 ;       0 ; r1 = *(s32 *)(r6 +0)
                    0x72 ; 1 ; 0 ;   3 ;     200 ; *(u8 *)(r1 +3) = 200
                    0x7b ;10 ; 1 ;  -8 ;       0 ; *(u64 *)(r10 -8) = r1
                    0xc2 ; 0 ; 0 ;   0 ;       0 ; nospec
                    0xdb ; 1 ; 2 ;   0 ;       0 ; lock *(u64 *)(r1 +0) += r2
                    0xc3 ; 1 ; 2 ;   4 ;    0xa0 ; lock *(u32 *)(r1 +4) ^= r2
                    0xdb ; 1 ; 2 ;   0 ;    0x41 ; r2 = atomic64_fetch_or((u64 *)(r1 +0), r2)
                    0xc3 ; 1 ; 2 ;   0 ;    0x51 ; r2 = atomic_fetch_and((u32 *)(r1 +0), r2)
                    0xc3 ; 1 ; 2 ;   0 ;    0xe1 ; r2 = atomic_xchg((u32 *)(r1 +0), r2)
                    0xdb ; 1 ; 2 ;   0 ;    0xf1 ; r0 = atomic64_cmpxchg((u64 *)(r1 +0), r0, r2)
                    0xdb ; 1 ; 2 ;   8 ;   0x100 ; r1 = load_acquire((u64 *)(r2 +8))
                    0xd3 ; 1 ; 2 ;   8 ;   0x110 ; store_release((u8 *)(r1 +8), r2)
                    0x28 ; 0 ; 0 ;   0 ;      12 ; r0 = *(u16 *)skb[12]
                    0x50 ; 0 ; 7 ;   0 ;       1 ; r0 = *(u8 *)skb[r7 + 1]
                    0x05 ; 0 ; 0 ;  -3 ;       0 ; goto pc-3
                    0x06 ; 0 ; 0 ;   0 ;   70000 ; gotol pc+70000
                    0x0d ; 3 ; 0 ;   0 ;       0 ; gotox r3
                    0x15 ; 0 ; 0 ;   3 ;       0 ; if r0 == 0x0 goto pc+3
                    0x55 ; 0 ; 0 ;   3 ;      -1 ; if r0 != 0xffffffff goto pc+3
                    0x1e ; 0 ; 1 ;  -3 ;       0 ; if w0 == w1 goto pc-3
                    0x2d ; 0 ; 1 ;   3 ;       0 ; if r0 > r1 goto pc+3
                    0x45 ; 0 ; 0 ;   3 ;       4 ; if r0 & 0x4 goto pc+3
                    0xc5 ; 0 ; 0 ;   3 ;       4 ; if r0 s< 0x4 goto pc+3
                    0xd6 ; 0 ; 0 ;   3 ;       4 ; if w0 s<= 0x4 goto pc+3
                    0xe5 ; 0 ; 0 ;   3 ;       0 ; may_goto pc+3
                    0x85 ; 0 ; 0 ;   0 ;       1 ; call called#1
                    0x8d ; 3 ; 0 ;   0 ;       0 ; callx r3
                    0x95 ; 0 ; 0 ;   0 ;       0 ; exit
                    0xff ; 1 ; 2 ;   3 ;       4 ; unknown: opcode 0xff dst 1 src 2 off 3 imm 4
                    """)
    void oneOfEach(int opcode, int dst, int src, int offset, int immediate, String expected) {
        var decoded = Instruction.decode(bytes(opcode, dst, src, offset, immediate));
        assertThat(decoded).singleElement().extracting(TEXT::of).isEqualTo(expected);
    }

    @Test
    void aConstantOf64BitsTakesTwoPlaces() {
        var code = ByteBuffer.allocate(24);
        code.put(bytes(0x18, 1, 0, 0, 0x89abcdef));
        code.put(bytes(0, 0, 0, 0, 0x1234567));
        code.put(bytes(0x95, 0, 0, 0, 0));
        var decoded = Instruction.decode(code.array());
        assertThat(decoded).extracting(Instruction::index).containsExactly(0, 2);
        assertThat(decoded).extracting(TEXT::of).containsExactly("r1 = 0x123456789abcdef", "exit");
    }

    @Test
    void anyBytesHaveAText() {
        var random = new Random(7);
        var bytes = new byte[8 * 10_000 + 3];
        random.nextBytes(bytes);
        assertThat(Instruction.decode(bytes))
                .hasSizeBetween(9_000, 10_000)
                .allSatisfy(insn -> assertThat(TEXT.of(insn)).isNotBlank().doesNotContain("null"));
    }
}
