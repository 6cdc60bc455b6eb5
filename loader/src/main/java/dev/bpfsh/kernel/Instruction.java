// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A BPF instruction ({@code struct bpf_insn}); the one that loads 64 bits takes the place of two. Source: the kernel's
 * {@code Documentation/bpf/standardization/instruction-set.rst}.
 *
 * @param index where it stands, counted in units of 8 bytes, as jumps do
 * @param opcode one byte
 * @param dst the destination register
 * @param src the source register, or what kind of load or call it is
 * @param offset of a memory access or a jump
 * @param immediate the constant
 * @param next the upper half of a 64-bit constant, 0 for all others
 */
public record Instruction(int index, int opcode, int dst, int src, int offset, int immediate, int next) {
    private static final int SIZE = 8;
    private static final int LOAD_64 = 0x18;

    /** Reads instructions, in native byte order; what is left over at the end is no instruction. */
    public static List<Instruction> decode(byte[] bytes) {
        var code = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        boolean little = code.order() == ByteOrder.LITTLE_ENDIAN;
        var instructions = new ArrayList<Instruction>();
        for (int at = 0; at + SIZE <= bytes.length; at += SIZE) {
            int opcode = code.get(at) & 0xff;
            int registers = code.get(at + 1) & 0xff;
            boolean wide = opcode == LOAD_64 && at + 2 * SIZE <= bytes.length;
            instructions.add(new Instruction(
                    at / SIZE,
                    opcode,
                    little ? registers & 0xf : registers >> 4,
                    little ? registers >> 4 : registers & 0xf,
                    code.getShort(at + 2),
                    code.getInt(at + 4),
                    wide ? code.getInt(at + 12) : 0));
            at += wide ? SIZE : 0;
        }
        return instructions;
    }

    /** Whether it loads a 64-bit constant, and so takes the place of two. */
    public boolean wide() {
        return opcode == LOAD_64;
    }

    /** The 64-bit constant. */
    public long constant() {
        return (long) next << 32 | Integer.toUnsignedLong(immediate);
    }

    /** The class, the lower three bits of the opcode. */
    int kind() {
        return opcode & 7;
    }

    /** The operation of arithmetic and jumps. */
    int operation() {
        return opcode & 0xf0;
    }

    /** Whether the second operand of arithmetic and jumps is a register. */
    boolean fromRegister() {
        return (opcode & 8) != 0;
    }

    /** How memory is accessed. */
    int mode() {
        return opcode & 0xe0;
    }
}
