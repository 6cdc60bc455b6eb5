// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.elf.ElfImage;
import dev.bpfsh.elf.ElfSymbol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The sections of an object with what refers to what: symbols, and the places where libbpf puts their addresses.
 * What is damaged throws {@link IOException} or {@link IndexOutOfBoundsException}.
 */
final class ElfSymbols {
    private static final int RELOCATION_SIZE = 16;
    static final int SHT_REL = 9;
    static final int STT_FUNC = ElfSymbol.FUNCTION;
    static final int STT_SECTION = 3;

    /**
     * A symbol.
     *
     * @param kind {@code STT_*}
     * @param section its index; one beyond all sections for what is not in one
     */
    record Symbol(String name, int kind, int section, long value, long size) {
        private static Symbol of(ElfSymbol symbol) {
            return new Symbol(symbol.name(), symbol.type(), symbol.section(), symbol.value(), symbol.size());
        }
    }

    private final ElfImage image;
    private final List<Symbol> symbols;
    private final Map<Integer, Map<Long, Symbol>> relocations = new HashMap<>();

    ElfSymbols(byte[] file) throws IOException {
        image = ElfImage.of(file, "the object");
        symbols = image.symbols(ElfImage.SYMBOLS).stream().map(Symbol::of).toList();
        for (var section : image.sections()) {
            if (section.type() == SHT_REL) {
                readRelocations(section);
            }
        }
    }

    private void readRelocations(ElfImage.Section table) throws IOException {
        var bytes = image.contents(table);
        var places = relocations.computeIfAbsent(table.info(), section -> new HashMap<>());
        for (int at = 0; at + RELOCATION_SIZE <= bytes.capacity(); at += RELOCATION_SIZE) {
            places.put(bytes.getLong(at), symbols.get((int) (bytes.getLong(at + 8) >>> 32)));
        }
    }

    /** All sections, where indices lead. */
    List<ElfImage.Section> sections() {
        return image.sections();
    }

    /** The names of the symbols of a kind in a section, by their place. */
    Stream<String> in(int section, int kind) {
        return symbols.stream()
                .filter(symbol -> symbol.section() == section && symbol.kind() == kind)
                .sorted(Comparator.comparingLong(Symbol::value))
                .map(Symbol::name);
    }

    /** The names of what is put into a section; of a whole section, its own. */
    Stream<String> relocated(int section) {
        return relocations.getOrDefault(section, Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .map(symbol -> symbol.kind() == STT_SECTION ? name(symbol.section()) : symbol.name());
    }

    /** The name of a section. */
    String name(int section) {
        return image.sections().get(section).name();
    }

    /** The bytes of a section, by its index. */
    ByteBuffer contents(int section) throws IOException {
        return image.contents(image.sections().get(section));
    }

    /** The bytes of the section of that name, empty where there is none. */
    byte[] bytes(String name) throws IOException {
        var contents = image.contents(name);
        var bytes = new byte[contents.capacity()];
        contents.get(0, bytes);
        return bytes;
    }

    /** The function of that name. */
    Optional<Symbol> function(String name) {
        return symbols.stream()
                .filter(symbol -> symbol.kind() == STT_FUNC && symbol.name().equals(name))
                .findFirst();
    }

    /** What begins at a place of a section, or holds it; a section itself does not count. */
    Optional<Symbol> at(int section, long offset) {
        return symbols.stream()
                .filter(symbol -> symbol.section() == section && symbol.kind() != STT_SECTION && symbol.size() > 0)
                .filter(symbol -> offset >= symbol.value() && offset < symbol.value() + symbol.size())
                .findFirst();
    }

    /** The symbol whose address is put at a place of a section. */
    Optional<Symbol> relocated(int section, long offset) {
        return Optional.ofNullable(relocations.getOrDefault(section, Map.of()).get(offset));
    }
}
