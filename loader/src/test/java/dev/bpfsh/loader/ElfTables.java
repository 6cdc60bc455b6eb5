// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.testing.ReferenceTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The sections and symbols of an object as {@code llvm-readelf} tells them.
 *
 * @param sections by their number
 */
record ElfTables(Map<Integer, Section> sections, List<Symbol> symbols) {
    record Section(String name, boolean executable) {}

    record Symbol(String name, String kind, String binding, Section section, long value, long size) {}

    private static final Pattern SECTION = Pattern.compile(
            "\\s*\\[\\s*(\\d+)] (\\S+)\\s+\\S+\\s+[0-9a-f]{16} [0-9a-f]{6} [0-9a-f]{6} [0-9a-f]{2}\\s+(\\S*)\\s+\\d+\\s+\\d+\\s+\\d+");
    private static final Pattern SYMBOL =
            Pattern.compile("\\s*\\d+: ([0-9a-f]{16})\\s+(\\d+|0x[0-9a-f]+) (\\S+)\\s+(\\S+)\\s+\\S+\\s+(\\d+) (\\S*)");

    static ElfTables of(Path object) {
        var sections = new HashMap<Integer, Section>();
        var symbols = new ArrayList<Symbol>();
        for (var line : ReferenceTool.elf(object).lines().toList()) {
            var section = SECTION.matcher(line);
            var symbol = SYMBOL.matcher(line);
            if (section.matches()) {
                sections.put(
                        Integer.parseInt(section.group(1)),
                        new Section(section.group(2), section.group(3).contains("X")));
            } else if (symbol.matches()) {
                symbols.add(new Symbol(
                        symbol.group(6),
                        symbol.group(3),
                        symbol.group(4),
                        sections.get(Integer.parseInt(symbol.group(5))),
                        Long.parseLong(symbol.group(1), 16),
                        Long.decode(symbol.group(2))));
            }
        }
        return new ElfTables(sections, symbols);
    }

    /** The functions that libbpf makes programs of: a section of code without a hook holds what those call. */
    List<Symbol> programs() {
        return symbols.stream()
                .filter(symbol ->
                        symbol.kind.equals("FUNC") && symbol.section.executable && !symbol.section.name.equals(".text"))
                .toList();
    }

    /** The variables that others see, in sections that hold data. */
    List<Symbol> variables() {
        return symbols.stream()
                .filter(symbol -> symbol.kind.equals("OBJECT")
                        && !symbol.binding.equals("LOCAL")
                        && symbol.section.name.matches("\\.(data|rodata|bss)(\\..*)?"))
                .toList();
    }
}
