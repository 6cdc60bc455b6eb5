// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

/**
 * Instructions in the notation of the verifier: {@code r1 = *(u64 *)(r10 -8)}, {@code if r0 == 0x0 goto pc+3}. What has
 * no notation is shown as its bytes' values. Source: {@code print_bpf_insn} in the kernel's {@code kernel/bpf/disasm.c}.
 *
 * @param names who is called, and what is loaded
 */
public record InstructionText(Names names) {
    /** Names for what instructions refer to by number. */
    public interface Names {
        /** Behind {@code call}: a helper, a function of the kernel or of the program. */
        String call(Instruction call);

        /** The 64-bit constant, or what it stands for. */
        String constant(Instruction load);
    }

    private static final int LD = 0;
    private static final int LDX = 1;
    private static final int ST = 2;
    private static final int STX = 3;
    private static final int ALU = 4;
    private static final int JMP = 5;
    private static final int JMP32 = 6;
    private static final int ALU64 = 7;

    private static final int ABS = 0x20;
    private static final int IND = 0x40;
    private static final int MEM = 0x60;
    private static final int MEMSX = 0x80;
    private static final int NOSPEC = 0xc0;
    private static final int ATOMIC = 0xc0;

    private static final int NEG = 0x80;
    private static final int MOV = 0xb0;
    private static final int END = 0xd0;
    private static final int DIV = 0x30;
    private static final int MOD = 0x90;
    private static final int JCOND = 0xe0;
    private static final int ADDRESS_SPACE = 1;
    private static final int PER_CPU = -1;

    private static final String[] ARITHMETIC = {
        "+=", "-=", "*=", "/=", "|=", "&=", "<<=", ">>=", "neg", "%=", "^=", "=", "s>>=", "endian"
    };
    private static final String[] COMPARISONS = {
        "", "==", ">", ">=", "&", "!=", "s>", "s>=", "", "", "<", "<=", "s<", "s<="
    };
    private static final String[] SIZES = {"u32", "u16", "u8", "u64"};
    private static final String[] SIGNED_SIZES = {"s32", "s16", "s8", "s64"};

    /** The text, without the opcode. */
    public String of(Instruction insn) {
        var text =
                switch (insn.kind()) {
                    case ALU, ALU64 -> arithmetic(insn);
                    case JMP, JMP32 -> jump(insn);
                    case LDX -> load(insn);
                    case ST -> store(insn);
                    case STX -> storeRegister(insn);
                    default -> loadConstant(insn);
                };
        return text != null
                ? text
                : "unknown: opcode 0x%02x dst %d src %d off %d imm %d"
                        .formatted(insn.opcode(), insn.dst(), insn.src(), insn.offset(), insn.immediate());
    }

    private static String arithmetic(Instruction insn) {
        char width = insn.kind() == ALU64 ? 'r' : 'w';
        int operation = insn.operation();
        int index = operation >> 4;
        if (operation == END) {
            var order = insn.kind() == ALU64 ? "bswap" : insn.fromRegister() ? "be" : "le";
            return "r%d = %s%d r%d".formatted(insn.dst(), order, insn.immediate(), insn.dst());
        } else if (operation == NEG) {
            return "%c%d = -%c%d".formatted(width, insn.dst(), width, insn.dst());
        } else if (index >= ARITHMETIC.length) {
            return null;
        } else if (operation == MOV && insn.fromRegister() && insn.offset() != 0) {
            return move(insn, width);
        }
        boolean signed = (operation == DIV || operation == MOD) && insn.offset() == 1;
        var operator = (signed ? "s" : "") + ARITHMETIC[index];
        return insn.fromRegister()
                ? "%c%d %s %c%d".formatted(width, insn.dst(), operator, width, insn.src())
                : "%c%d %s %d".formatted(width, insn.dst(), operator, insn.immediate());
    }

    private static String move(Instruction insn, char width) {
        return switch (insn.offset()) {
            case 8, 16, 32 -> "%c%d = (s%d)%c%d".formatted(width, insn.dst(), insn.offset(), width, insn.src());
            case ADDRESS_SPACE ->
                "r%d = addr_space_cast(r%d, %d, %d)"
                        .formatted(insn.dst(), insn.src(), insn.immediate() >>> 16, insn.immediate() & 0xffff);
            case PER_CPU -> "r%d = &(void __percpu *)(r%d)".formatted(insn.dst(), insn.src());
            default -> null;
        };
    }

    private String jump(Instruction insn) {
        char width = insn.kind() == JMP ? 'r' : 'w';
        int operation = insn.operation();
        int index = operation >> 4;
        if (index == 8) {
            return insn.fromRegister() ? "callx r" + insn.dst() : "call " + names.call(insn);
        } else if (index == 9) {
            return insn.kind() == JMP ? "exit" : null;
        } else if (index == 0) {
            return insn.fromRegister()
                    ? "gotox r" + insn.dst()
                    : insn.kind() == JMP ? "goto pc" + signed(insn.offset()) : "gotol pc" + signed(insn.immediate());
        } else if (operation == JCOND) {
            return insn.src() == 0 ? "may_goto pc" + signed(insn.offset()) : null;
        } else if (index >= COMPARISONS.length) {
            return null;
        }
        var against = insn.fromRegister() ? width + "" + insn.src() : "0x" + Integer.toHexString(insn.immediate());
        return "if %c%d %s %s goto pc%s"
                .formatted(width, insn.dst(), COMPARISONS[index], against, signed(insn.offset()));
    }

    private static String load(Instruction insn) {
        return switch (insn.mode()) {
            case MEM -> "r%d = *(%s *)%s".formatted(insn.dst(), size(insn), at(insn.src(), insn));
            case MEMSX ->
                "r%d = *(%s *)%s".formatted(insn.dst(), SIGNED_SIZES[insn.opcode() >> 3 & 3], at(insn.src(), insn));
            default -> null;
        };
    }

    private static String store(Instruction insn) {
        return switch (insn.mode()) {
            case MEM -> "*(%s *)%s = %d".formatted(size(insn), at(insn.dst(), insn), insn.immediate());
            case NOSPEC -> "nospec";
            default -> null;
        };
    }

    private static String storeRegister(Instruction insn) {
        return switch (insn.mode()) {
            case MEM -> "*(%s *)%s = r%d".formatted(size(insn), at(insn.dst(), insn), insn.src());
            case ATOMIC -> atomic(insn);
            default -> null;
        };
    }

    private static String atomic(Instruction insn) {
        var where = "(%s *)%s".formatted(size(insn), at(insn.dst(), insn));
        var wide = size(insn).equals("u64") ? "64" : "";
        return switch (insn.immediate()) {
            case 0x00, 0x40, 0x50, 0xa0 ->
                "lock *%s %s r%d".formatted(where, ARITHMETIC[insn.immediate() >> 4], insn.src());
            case 0x01, 0x41, 0x51, 0xa1 ->
                "r%d = atomic%s_fetch_%s(%s, r%d)"
                        .formatted(insn.src(), wide, fetched(insn.immediate()), where, insn.src());
            case 0xe1 -> "r%d = atomic%s_xchg(%s, r%d)".formatted(insn.src(), wide, where, insn.src());
            case 0xf1 -> "r0 = atomic%s_cmpxchg(%s, r0, r%d)".formatted(wide, where, insn.src());
            case 0x100 -> "r%d = load_acquire((%s *)%s)".formatted(insn.dst(), size(insn), at(insn.src(), insn));
            case 0x110 -> "store_release(%s, r%d)".formatted(where, insn.src());
            default -> null;
        };
    }

    private static String fetched(int operation) {
        return switch (operation & 0xf0) {
            case 0x00 -> "add";
            case 0x40 -> "or";
            case 0x50 -> "and";
            default -> "xor";
        };
    }

    private String loadConstant(Instruction insn) {
        return switch (insn.mode()) {
            case ABS -> "r0 = *(%s *)skb[%d]".formatted(size(insn), insn.immediate());
            case IND -> "r0 = *(%s *)skb[r%d + %d]".formatted(size(insn), insn.src(), insn.immediate());
            case LD -> insn.wide() ? "r%d = %s".formatted(insn.dst(), names.constant(insn)) : null;
            default -> null;
        };
    }

    private static String size(Instruction insn) {
        return SIZES[insn.opcode() >> 3 & 3];
    }

    private static String at(int register, Instruction insn) {
        return "(r%d %s)".formatted(register, signed(insn.offset()));
    }

    private static String signed(int number) {
        return (number < 0 ? "" : "+") + number;
    }
}
