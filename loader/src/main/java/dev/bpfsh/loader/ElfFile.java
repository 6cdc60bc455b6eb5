// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.elf.ElfImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sections of an ELF file by name, as far as is needed to say in plain words why a file is no BPF object, and to
 * read what libbpf keeps to itself. Source: elf(5).
 */
final class ElfFile {
    /** Why a file is not what was hoped for. */
    static final class NotBpf extends Exception {
        NotBpf(String why) {
            super(why, null, false, false);
        }
    }

    private static final int HEADER_SIZE = 64;
    private static final int SECTION_SIZE = 64;
    private static final int SYMBOL_SIZE = 24;
    private static final int CLASS = 4;
    private static final int DATA = 5;
    private static final int MACHINE = 18;
    private static final int EM_BPF = 247;
    private static final int SHT_PROGBITS = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_NOBITS = 8;
    private static final int SHF_EXECINSTR = 4;
    private static final int STT_FUNC = 2;
    private static final int INSN_SIZE = 8;
    private static final int LD_IMM64 = 0x18;

    private final Map<String, ByteBuffer> sections = new LinkedHashMap<>();

    private ElfFile() {}

    static ElfFile parse(byte[] bytes) throws NotBpf {
        if (bytes.length == 0) {
            throw new NotBpf("the file is empty");
        }
        if (bytes.length < 4 || bytes[0] != 0x7f || bytes[1] != 'E' || bytes[2] != 'L' || bytes[3] != 'F') {
            throw new NotBpf("it is not an ELF file: it begins with " + beginning(bytes));
        }
        if (bytes.length < HEADER_SIZE) {
            throw truncated(bytes);
        }
        boolean little = bytes[DATA] == 1;
        var elf = ByteBuffer.wrap(bytes).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int machine = elf.getShort(MACHINE) & 0xffff;
        if (bytes[CLASS] != 2 || machine != EM_BPF) {
            throw new NotBpf("it is an ELF file, but not for BPF: it is for machine " + machine + ", BPF is " + EM_BPF);
        }
        if (elf.order() != ByteOrder.nativeOrder()) {
            throw new NotBpf(
                    "it is built for " + (little ? "little" : "big") + "-endian machines, and this one is not");
        }
        try {
            return new ElfFile().index(elf);
        } catch (IndexOutOfBoundsException e) {
            throw truncated(bytes);
        }
    }

    private static NotBpf truncated(byte[] bytes) {
        return new NotBpf("the file is cut short or damaged: parts of it lie beyond its " + bytes.length + " bytes");
    }

    private static String beginning(byte[] bytes) {
        var text = new StringBuilder("\"");
        for (int i = 0; i < Math.min(bytes.length, 8); i++) {
            text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        return text.append('"').toString();
    }

    private ElfFile index(ByteBuffer elf) throws NotBpf {
        long table = elf.getLong(40);
        int count = elf.getShort(60) & 0xffff;
        int namesIndex = elf.getShort(62) & 0xffff;
        if (count == 0) {
            throw new IndexOutOfBoundsException();
        }
        var names = contents(elf, at(elf, table, namesIndex));
        for (int i = 1; i < count; i++) {
            int header = at(elf, table, i);
            var name = ElfImage.text(names, elf.getInt(header));
            // Of two sections with one name libbpf takes the last, and others the first.
            if (sections.putIfAbsent(name, contents(elf, header)) != null && name.equals(".BTF")) {
                throw new NotBpf("the file is damaged: it has two sections " + name);
            }
            if (elf.getInt(header + 4) == SHT_SYMTAB) {
                new Symbols(elf, table, count, header).check();
            }
        }
        return this;
    }

    /** A table of symbols, of which libbpf believes what they say. */
    private record Symbols(ByteBuffer elf, long table, int count, int header) {
        void check() {
            var symbols = contents(elf, header);
            var names = contents(elf, at(elf, table, elf.getInt(header + 40)));
            for (int at = 0; at + SYMBOL_SIZE <= symbols.capacity(); at += SYMBOL_SIZE) {
                int name = symbols.getInt(at);
                int section = symbols.getShort(at + 6) & 0xffff;
                // libbpf compares names, and does not ask whether they are there.
                require(name >= 0 && name < names.capacity());
                if (section > 0 && section < count) {
                    int type = symbols.get(at + 4) & 0xf;
                    check(at(elf, table, section), type, symbols.getLong(at + 8), symbols.getLong(at + 16));
                }
            }
        }

        private void check(int section, int type, long value, long size) {
            // libbpf looks for a variable where its symbol says, cut to 32 bits.
            require(value >= 0 && value <= elf.getLong(section + 32));
            boolean code = elf.getInt(section + 4) == SHT_PROGBITS && (elf.getLong(section + 8) & SHF_EXECINSTR) != 0;
            if (code && type == STT_FUNC && size > 0) {
                var instructions = contents(elf, section);
                require(size % INSN_SIZE == 0 && size <= instructions.capacity() - value);
                // libbpf writes into the second half of what has two.
                require((instructions.get((int) (value + size - INSN_SIZE)) & 0xff) != LD_IMM64);
            }
        }

        private static void require(boolean sound) {
            if (!sound) {
                throw new IndexOutOfBoundsException();
            }
        }
    }

    private static int at(ByteBuffer elf, long table, int index) {
        long offset = table + (long) index * SECTION_SIZE;
        if (table < 0 || index < 0 || offset > elf.capacity() - SECTION_SIZE) {
            throw new IndexOutOfBoundsException();
        }
        return (int) offset;
    }

    private static ByteBuffer contents(ByteBuffer elf, int header) {
        long offset = elf.getLong(header + 24);
        long size = elf.getInt(header + 4) == SHT_NOBITS ? 0 : elf.getLong(header + 32);
        if (offset < 0 || size < 0 || size > elf.capacity() || offset > elf.capacity() - size && size > 0) {
            throw new IndexOutOfBoundsException();
        }
        return size == 0
                ? ByteBuffer.allocate(0)
                : elf.slice((int) offset, (int) size).order(elf.order());
    }

    /** The bytes of a section; none where there is no such section. */
    byte[] bytes(String section) {
        var contents = sections.getOrDefault(section, ByteBuffer.allocate(0));
        var bytes = new byte[contents.capacity()];
        contents.get(0, bytes);
        return bytes;
    }

    /** The text of a section that holds one, such as {@code license}. */
    Optional<String> text(String section) {
        return Optional.ofNullable(sections.get(section)).map(bytes -> ElfImage.text(bytes, 0));
    }
}
