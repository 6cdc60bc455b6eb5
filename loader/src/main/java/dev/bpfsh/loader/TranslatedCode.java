// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.kernel.Instruction;
import dev.bpfsh.kernel.InstructionText;
import dev.bpfsh.kernel.KernelSymbols;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.KernelTypes;
import dev.bpfsh.libbpf.ProgramBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A loaded program as the kernel rewrote it: calls are distances from {@code __bpf_call_base}, maps are ids. The same
 * source as {@code bpftool prog dump xlated}: {@code bpf_insn_prepare_dump} in the kernel's {@code syscall.c}.
 */
final class TranslatedCode implements InstructionText.Names {
    private static final int MAP = 1;
    private static final int MAP_VALUE = 2;
    private static final int MAP_INDEX = 5;
    private static final int MAP_INDEX_VALUE = 6;
    private static final int FUNCTION = 4;
    private static final int OWN_CALL = 1;
    private static final int FUNCTION_RECORD = 132;
    private static final int LINE_RECORD = 172;
    private static final int BTF_ID = 128;

    /** Read when first needed: it takes some ten milliseconds. */
    private static final class Kernel {
        private static final Optional<KernelSymbols> SYMBOLS = symbols();
        private static final Optional<Long> CALL_BASE = SYMBOLS.flatMap(symbols -> symbols.address("__bpf_call_base"));

        private static Optional<KernelSymbols> symbols() {
            try {
                return Optional.of(KernelSymbols.load());
            } catch (BpfException withheld) {
                return Optional.empty();
            }
        }
    }

    private record Begin(int index, String name) {}

    private final ProgramBytes bytes;
    private final ByteBuffer info;
    private final byte[] btf;
    private final List<Begin> begins = new ArrayList<>();

    private TranslatedCode(String name, ProgramBytes bytes) {
        this.bytes = bytes;
        this.info = ByteBuffer.wrap(bytes.info()).order(ByteOrder.nativeOrder());
        this.btf = btf(info.getInt(BTF_ID));
        readFunctions();
        if (begins.isEmpty()) {
            begins.add(new Begin(0, name));
        }
    }

    static Disassembly of(String name, ProgramBytes bytes) {
        return new TranslatedCode(name, bytes).disassembly();
    }

    private static byte[] btf(int id) {
        try {
            return id == 0 ? new byte[0] : new KernelTypes().btf(id).raw();
        } catch (ErrnoException gone) {
            return new byte[0];
        }
    }

    private void readFunctions() {
        int size = info.getInt(FUNCTION_RECORD);
        if (btf.length == 0 || size < 2 * Integer.BYTES) {
            return;
        }
        var types = Btf.parse(btf);
        var records = ByteBuffer.wrap(bytes.functions()).order(ByteOrder.nativeOrder());
        for (int at = 0; at + size <= records.capacity(); at += size) {
            begins.add(new Begin(
                    records.getInt(at), types.type(records.getInt(at + 4)).name()));
        }
    }

    private Disassembly disassembly() {
        var lines = LineInfo.ofProgram(bytes.lines(), info.getInt(LINE_RECORD), btf);
        var text = new InstructionText(this);
        var functions = new ArrayList<Disassembly.Function>();
        var instructions = Instruction.decode(bytes.instructions());
        for (int i = 0; i < begins.size(); i++) {
            int from = begins.get(i).index();
            int to = i + 1 < begins.size() ? begins.get(i + 1).index() : Integer.MAX_VALUE;
            functions.add(new Disassembly.Function(
                    begins.get(i).name(),
                    instructions.stream()
                            .filter(insn -> insn.index() >= from && insn.index() < to)
                            .map(insn -> new Disassembly.Line(insn, text.of(insn), lines.at(insn.index())))
                            .toList()));
        }
        return new Disassembly(functions);
    }

    @Override
    public String call(Instruction call) {
        if (call.src() == OWN_CALL) {
            // Compiled, the distance is in the offset, and the constant is which of the functions it is.
            boolean compiled = bytes.addresses().length > 0;
            int distance = compiled ? call.offset() : call.immediate();
            var name = begins.stream()
                    .filter(begin -> begin.index() == call.index() + distance + 1)
                    .map(begin -> "#" + begin.name())
                    .findFirst();
            return "pc" + (distance < 0 ? "" : "+") + distance + name.orElse("");
        }
        if (HelperNames.has(call.immediate())) {
            return HelperNames.of(call.immediate());
        }
        return target(call.immediate()) + "#" + call.immediate();
    }

    private static String target(int distance) {
        return Kernel.CALL_BASE
                .flatMap(base -> Kernel.SYMBOLS.get().at(base + distance))
                .filter(symbol -> symbol.offset() == 0)
                .map(KernelSymbols.Symbol::name)
                .orElse("unknown");
    }

    @Override
    public String constant(Instruction load) {
        var number = Integer.toUnsignedString(load.immediate());
        return switch (load.src()) {
            case MAP -> "map[id:" + number + "]";
            case MAP_VALUE -> "map[id:" + number + "][0]+" + Integer.toUnsignedString(load.next());
            case MAP_INDEX -> "map[idx:" + number + "]";
            case MAP_INDEX_VALUE -> "map[idx:" + number + "]+" + Integer.toUnsignedString(load.next());
            case FUNCTION -> "subprog[%+d]".formatted(load.immediate());
            default -> "0x" + Long.toHexString(load.constant());
        };
    }
}
