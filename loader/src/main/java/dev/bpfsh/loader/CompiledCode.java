// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.kernel.Instruction;
import dev.bpfsh.kernel.InstructionText;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** A program as the compiler wrote it, with names where libbpf will put addresses. */
final class CompiledCode {
    private static final int SIZE = 8;
    private static final int OWN_CALL = 1;
    private static final String MAPS = ".maps";

    private final ElfSymbols elf;
    private final byte[] btf;
    private final byte[] btfExt;

    private CompiledCode(byte[] file) throws IOException {
        elf = new ElfSymbols(file);
        btf = elf.bytes(".BTF");
        btfExt = elf.bytes(".BTF.ext");
    }

    /**
     * The program and the functions that it calls.
     *
     * @throws BpfException if the object is damaged
     */
    static Disassembly of(byte[] file, String program) {
        try {
            return new CompiledCode(file).disassembly(program);
        } catch (IOException | IndexOutOfBoundsException | ArithmeticException damaged) {
            throw damaged(program);
        }
    }

    static BpfException damaged(String program) {
        var hint = "compile it again: clang -g -O2 -target bpf";
        return new BpfException("read", program, "the object is damaged", null, List.of(), hint).about(Topic.OBJECT);
    }

    private Disassembly disassembly(String program) throws IOException {
        var functions = new ArrayList<Disassembly.Function>();
        var seen = new LinkedHashSet<ElfSymbols.Symbol>();
        Deque<ElfSymbols.Symbol> waiting = new ArrayDeque<>();
        elf.function(program).ifPresent(waiting::add);
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            if (seen.add(next)) {
                functions.add(function(next, waiting));
            }
        }
        return new Disassembly(List.copyOf(functions));
    }

    private Disassembly.Function function(ElfSymbols.Symbol function, Deque<ElfSymbols.Symbol> called)
            throws IOException {
        var section = elf.contents(function.section());
        // The slice before the array: a damaged size is beyond the section, and maybe beyond all memory.
        var slice = section.slice(Math.toIntExact(function.value()), Math.toIntExact(function.size()));
        var bytes = new byte[slice.capacity()];
        slice.get(bytes);
        int begin = (int) (function.value() / SIZE);
        var lines = LineInfo.ofSection(elf.name(function.section()), btfExt, btf);
        var names = new Names(function.section(), begin, called);
        var text = new InstructionText(names);
        return new Disassembly.Function(
                function.name(),
                Instruction.decode(bytes).stream()
                        .map(insn -> new Disassembly.Line(insn, text.of(insn), lines.at(begin + insn.index())))
                        .toList());
    }

    private final class Names implements InstructionText.Names {
        private final int section;
        private final int begin;
        private final Deque<ElfSymbols.Symbol> called;

        private Names(int section, int begin, Deque<ElfSymbols.Symbol> called) {
            this.section = section;
            this.begin = begin;
            this.called = called;
        }

        private Optional<ElfSymbols.Symbol> relocated(Instruction insn) {
            return elf.relocated(section, (long) (begin + insn.index()) * SIZE);
        }

        @Override
        public String call(Instruction call) {
            if (call.src() != OWN_CALL) {
                return HelperNames.of(call.immediate());
            }
            var relocated = relocated(call);
            // Against a whole section, the constant says which instruction of it; with no relocation, how far it is.
            var target = relocated.isEmpty()
                    ? elf.at(section, (long) (begin + call.index() + 1 + call.immediate()) * SIZE)
                    : relocated.get().kind() == ElfSymbols.STT_SECTION
                            ? elf.at(relocated.get().section(), (long) (call.immediate() + 1) * SIZE)
                            : relocated;
            target.filter(symbol -> symbol.kind() == ElfSymbols.STT_FUNC).ifPresent(called::add);
            return target.map(ElfSymbols.Symbol::name).orElse("pc%+d".formatted(call.immediate()));
        }

        @Override
        public String constant(Instruction load) {
            return relocated(load)
                    .map(symbol -> address(symbol, load))
                    .orElse("0x" + Long.toHexString(load.constant()));
        }

        private String address(ElfSymbols.Symbol symbol, Instruction load) {
            if (symbol.kind() != ElfSymbols.STT_SECTION) {
                boolean defined = symbol.section() > 0 && symbol.section() < 0xff00;
                if (symbol.kind() == ElfSymbols.STT_FUNC) {
                    called.add(symbol);
                }
                return defined && elf.name(symbol.section()).equals(MAPS)
                        ? "map[" + symbol.name() + "]"
                        : "&" + symbol.name() + further(load.immediate());
            }
            // Against a whole section, the constant says how many bytes from its beginning.
            var found = elf.at(symbol.section(), load.immediate());
            found.filter(each -> each.kind() == ElfSymbols.STT_FUNC).ifPresent(called::add);
            return found.map(each -> "&" + each.name() + further(load.immediate() - each.value()))
                    .orElse(elf.name(symbol.section()) + "+" + load.immediate());
        }

        private static String further(long bytes) {
            return bytes == 0 ? "" : "+" + bytes;
        }
    }
}
