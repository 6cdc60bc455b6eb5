// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sections of an object with what refers to what: symbols, and the places where libbpf puts their addresses.
 * Source: elf(5). Whoever asks has had {@link ElfFile} look at the bytes; what is damaged beyond that throws
 * {@link IndexOutOfBoundsException}.
 */
final class ElfSymbols {
    private static final int SECTION_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int RELOCATION_SIZE = 16;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_NOBITS = 8;
    private static final int SHT_REL = 9;
    static final int STT_FUNC = 2;
    static final int STT_SECTION = 3;

    /** A section; no bytes where the file has none for it. */
    record Section(String name, int type, int link, int info, ByteBuffer bytes) {}

    /**
     * A symbol.
     *
     * @param kind {@code STT_*}
     * @param section its index; one beyond all sections for what is not in one
     */
    record Symbol(String name, int kind, int section, long value, long size) {}

    private final List<Section> sections = new ArrayList<>();
    private final List<Symbol> symbols = new ArrayList<>();
    private final Map<Integer, Map<Long, Symbol>> relocations = new HashMap<>();

    ElfSymbols(byte[] file) {
        var elf = ByteBuffer.wrap(file).order(ByteOrder.nativeOrder());
        int table = Math.toIntExact(elf.getLong(40));
        int count = elf.getShort(60) & 0xffff;
        int names = table + (elf.getShort(62) & 0xffff) * SECTION_SIZE;
        for (int i = 0; i < count; i++) {
            int at = table + i * SECTION_SIZE;
            sections.add(new Section(
                    text(contents(elf, names), elf.getInt(at)),
                    elf.getInt(at + 4),
                    elf.getInt(at + 40),
                    elf.getInt(at + 44),
                    contents(elf, at)));
        }
        sections.stream().filter(section -> section.type() == SHT_SYMTAB).forEach(this::readSymbols);
        sections.stream().filter(section -> section.type() == SHT_REL).forEach(this::readRelocations);
    }

    private static ByteBuffer contents(ByteBuffer elf, int at) {
        int size = elf.getInt(at + 4) == SHT_NOBITS ? 0 : (int) elf.getLong(at + 32);
        return elf.slice(size == 0 ? 0 : (int) elf.getLong(at + 24), size).order(elf.order());
    }

    private void readSymbols(Section table) {
        var bytes = table.bytes();
        for (int at = 0; at + SYMBOL_SIZE <= bytes.capacity(); at += SYMBOL_SIZE) {
            symbols.add(new Symbol(
                    text(sections.get(table.link()).bytes(), bytes.getInt(at)),
                    bytes.get(at + 4) & 0xf,
                    bytes.getShort(at + 6) & 0xffff,
                    bytes.getLong(at + 8),
                    bytes.getLong(at + 16)));
        }
    }

    private void readRelocations(Section table) {
        var bytes = table.bytes();
        var places = relocations.computeIfAbsent(table.info(), section -> new HashMap<>());
        for (int at = 0; at + RELOCATION_SIZE <= bytes.capacity(); at += RELOCATION_SIZE) {
            places.put(bytes.getLong(at), symbols.get((int) (bytes.getLong(at + 8) >>> 32)));
        }
    }

    private static String text(ByteBuffer strings, int from) {
        int end = from;
        while (strings.get(end) != 0) {
            end++;
        }
        var text = new byte[end - from];
        strings.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    Section section(int index) {
        return sections.get(index);
    }

    /** The section of that name, empty where there is none. */
    byte[] bytes(String name) {
        for (var section : sections) {
            if (section.name().equals(name)) {
                var bytes = new byte[section.bytes().capacity()];
                section.bytes().get(0, bytes);
                return bytes;
            }
        }
        return new byte[0];
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
