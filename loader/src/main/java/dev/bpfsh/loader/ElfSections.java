// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.elf.ElfImage;
import dev.bpfsh.elf.ElfSymbol;
import dev.bpfsh.libbpf.BpfException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what each section of an object's file is for. Sources: elf(5); {@code bpf_object__elf_collect} of libbpf, for what
 * it makes of which name; the kernel's {@code Documentation/bpf/btf.rst}.
 */
final class ElfSections {
    private static final int SHF_EXECINSTR = 4;

    private final ElfSymbols elf;
    private final String license;

    private ElfSections(byte[] file, String license) throws IOException {
        this.elf = new ElfSymbols(file);
        this.license = license;
    }

    /**
     * The sections that are not empty, in the order of the file.
     *
     * @throws BpfException if the file is damaged
     */
    static List<ElfSection> of(BpfObject object) {
        try {
            return new ElfSections(object.file(), object.license()).all();
        } catch (IOException | IndexOutOfBoundsException damaged) {
            throw CompiledCode.damaged(object.name());
        }
    }

    private List<ElfSection> all() {
        var all = elf.sections();
        return Stream.iterate(0, index -> index < all.size(), index -> index + 1)
                .filter(index -> all.get(index).size() > 0)
                .map(index ->
                        new ElfSection(all.get(index).name(), all.get(index).size(), holds(index, all.get(index))))
                .toList();
    }

    private String holds(int index, ElfImage.Section section) {
        var name = section.name();
        if (section.type() == ElfSymbols.SHT_REL) {
            return name.startsWith(".rel.BTF")
                    ? "for linkers"
                    : "for libbpf to fill in: " + names(elf.relocated(section.info()));
        } else if ((section.flags() & SHF_EXECINSTR) != 0) {
            return (name.equals(".text") ? "functions: " : "programs: ") + names(elf.in(index, ElfSymbol.FUNCTION));
        }
        return switch (name) {
            case "license" -> license;
            case ".maps" -> "maps: " + names(elf.in(index, ElfSymbol.VARIABLE));
            case ".BTF" -> "types";
            case ".BTF.ext" -> "lines of C, CO-RE relocations";
            case ".symtab" -> "symbols: what is where";
            case ".llvm_addrsig" -> "for linkers";
            case ".strtab" -> "names of sections and symbols";
            default -> name.matches("\\.(bss|data|rodata)(\\..*)?") ? variables(index, name) : "";
        };
    }

    private String variables(int index, String name) {
        var what = name.startsWith(".rodata") ? "constants" : "variables";
        var names = names(elf.in(index, ElfSymbol.VARIABLE));
        return names.isEmpty() ? what : what + ": " + names;
    }

    private static String names(Stream<String> names) {
        return names.filter(name -> !name.isEmpty()).distinct().collect(Collectors.joining(", "));
    }
}
