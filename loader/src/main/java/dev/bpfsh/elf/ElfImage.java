// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.elf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A program, library or object of 64 bits: its sections, what of it is loaded where, its symbols. Only what is asked for
 * is read. What is damaged answers with an {@link IOException} that names the file. Source: elf(5).
 */
public final class ElfImage {
    /** {@code SHT_SYMTAB}: all symbols, where they have not been stripped. */
    public static final int SYMBOLS = 2;
    /** {@code SHT_DYNSYM}: those that others may see. */
    public static final int DYNAMIC_SYMBOLS = 11;

    private static final int HEADER_SIZE = 64;
    private static final int SECTION_SIZE = 64;
    private static final int SEGMENT_SIZE = 56;
    private static final int SYMBOL_SIZE = 24;
    private static final int PT_LOAD = 1;
    private static final int SHT_NOBITS = 8;
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int LONGEST_BUILD_ID = 64;

    /**
     * {@code Elf64_Shdr}.
     *
     * @param type {@code SHT_*}
     * @param flags {@code SHF_*}
     * @param link index of another section that it needs, such as of its names
     * @param info what that is depends on the type
     */
    public record Section(String name, int type, long flags, long offset, long size, int link, int info) {}

    /** {@code Elf64_Phdr} of a part that is loaded. */
    private record Segment(long offset, long address, long size) {}

    private final ElfSource source;
    private final String name;
    private final ByteOrder order;
    private final List<Segment> segments = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    private ElfImage(ElfSource source, String name) throws IOException {
        this.source = source;
        this.name = name;
        try {
            var header = header();
            order = header.order();
            readSegments(header.getLong(32), header.getShort(56) & 0xffff);
            readSections(header.getLong(40), header.getShort(60) & 0xffff, header.getShort(62) & 0xffff);
        } catch (EOFException | IndexOutOfBoundsException cut) {
            throw damaged();
        }
    }

    /**
     * Reads the headers of a file.
     *
     * @throws IOException if it cannot be read, or is no ELF file of 64 bits
     */
    public static ElfImage open(Path file) throws IOException {
        return new ElfImage(ElfSource.of(file), file.toString());
    }

    /**
     * As {@link #open}, of a file that is in memory.
     *
     * @param name for messages
     */
    public static ElfImage of(byte[] bytes, String name) throws IOException {
        return new ElfImage(ElfSource.of(bytes), name);
    }

    private IOException damaged() {
        return new IOException(name + " is damaged or cut short");
    }

    private ByteBuffer header() throws IOException {
        ByteBuffer header;
        try {
            header = source.read(0, HEADER_SIZE);
        } catch (EOFException tooShort) {
            throw new IOException(name + " is no program and no library");
        }
        if (header.order(ByteOrder.BIG_ENDIAN).getInt(0) != 0x7f454c46) {
            throw new IOException(name + " is no program and no library, but maybe a script");
        }
        if (header.get(4) != 2) {
            throw new IOException(name + " is for 32 bits");
        }
        return header.order(header.get(5) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    private ByteBuffer read(long offset, long size) throws IOException {
        return source.read(offset, size).order(order);
    }

    private void readSegments(long offset, int count) throws IOException {
        var table = read(offset, (long) SEGMENT_SIZE * count);
        for (int at = 0; at < table.capacity(); at += SEGMENT_SIZE) {
            if (table.getInt(at) == PT_LOAD) {
                segments.add(new Segment(table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32)));
            }
        }
    }

    private void readSections(long offset, int count, int namesIndex) throws IOException {
        if (count == 0) {
            return;
        }
        var table = read(offset, (long) SECTION_SIZE * count);
        int names = namesIndex * SECTION_SIZE;
        var texts = read(table.getLong(names + 24), table.getLong(names + 32));
        for (int at = 0; at < table.capacity(); at += SECTION_SIZE) {
            sections.add(new Section(
                    text(texts, table.getInt(at)),
                    table.getInt(at + 4),
                    table.getLong(at + 8),
                    table.getLong(at + 24),
                    table.getLong(at + 32),
                    table.getInt(at + 40),
                    table.getInt(at + 44)));
        }
    }

    /** The order of the bytes in it. */
    public ByteOrder order() {
        return order;
    }

    /** All sections, where indices lead. */
    public List<Section> sections() {
        return Collections.unmodifiableList(sections);
    }

    /** The first section of that name. */
    public Optional<Section> section(String wanted) {
        return sections.stream().filter(each -> each.name.equals(wanted)).findFirst();
    }

    /** The bytes of a section; none where there is no such section. */
    public ByteBuffer contents(String wanted) throws IOException {
        var section = section(wanted);
        return section.isEmpty() ? ByteBuffer.allocate(0).order(order) : contents(section.get());
    }

    /** The bytes of a section; none for one that has none in the file. */
    public ByteBuffer contents(Section section) throws IOException {
        try {
            return section.type == SHT_NOBITS || section.size == 0
                    ? ByteBuffer.allocate(0).order(order)
                    : read(section.offset, section.size);
        } catch (EOFException cut) {
            throw damaged();
        }
    }

    /**
     * The symbols of a kind, in the order of the file.
     *
     * @param table {@link #SYMBOLS} or {@link #DYNAMIC_SYMBOLS}
     */
    public List<ElfSymbol> symbols(int table) throws IOException {
        var symbols = new ArrayList<ElfSymbol>();
        for (var section : sections) {
            if (section.type == table && section.link >= 0 && section.link < sections.size()) {
                var names = contents(sections.get(section.link));
                var bytes = contents(section);
                for (int at = 0; at + SYMBOL_SIZE <= bytes.capacity(); at += SYMBOL_SIZE) {
                    symbols.add(new ElfSymbol(
                            names,
                            bytes.getInt(at),
                            bytes.get(at + 4),
                            bytes.getShort(at + 6) & 0xffff,
                            bytes.getLong(at + 8),
                            bytes.getLong(at + 16)));
                }
            }
        }
        return symbols;
    }

    /** Where in the file what is loaded at an address is; empty where nothing is. */
    public OptionalLong offset(long address) {
        for (var segment : segments) {
            if (address >= segment.address && address - segment.address < segment.size) {
                return OptionalLong.of(address - segment.address + segment.offset);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The address, as the symbols have it, of what is at a place in the file: for a library or a program that may lie
     * anywhere, what is behind the beginning of it. Empty for what is not loaded.
     */
    public OptionalLong address(long offset) {
        for (var segment : segments) {
            if (offset >= segment.offset && offset - segment.offset < segment.size) {
                return OptionalLong.of(offset - segment.offset + segment.address);
            }
        }
        return OptionalLong.empty();
    }

    /** What the linker made of the contents, in hexadecimal ({@code NT_GNU_BUILD_ID}): two with one id are the same. */
    public Optional<String> buildId() throws IOException {
        var note = contents(".note.gnu.build-id");
        // { namesz, descsz, type, "GNU\0", desc }
        if (note.capacity() < 16 || note.getInt(0) != 4 || note.getInt(8) != NT_GNU_BUILD_ID) {
            return Optional.empty();
        }
        int length = note.getInt(4);
        if (length <= 1 || length > Math.min(LONGEST_BUILD_ID, note.capacity() - 16)) {
            return Optional.empty();
        }
        var id = new byte[length];
        note.get(16, id);
        return Optional.of(HexFormat.of().formatHex(id));
    }

    /** The text up to the next zero byte. */
    public static String text(ByteBuffer bytes, int from) {
        int end = from;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        var text = new byte[end - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
