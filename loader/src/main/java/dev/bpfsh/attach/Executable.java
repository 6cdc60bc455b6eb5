// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program or shared library of this machine, as far as probes in it need: its functions and where in the file they
 * are, and its USDT probes. Source: elf(5). Only the sections that are asked for are read.
 */
final class Executable {
    private static final int HEADER_SIZE = 64;
    private static final int SECTION_SIZE = 64;
    private static final int SEGMENT_SIZE = 56;
    private static final int SYMBOL_SIZE = 24;
    private static final int PT_LOAD = 1;
    private static final int SHT_SYMTAB = 2;
    private static final int SHT_NOBITS = 8;
    private static final int SHT_DYNSYM = 11;
    private static final int STT_FUNC = 2;
    private static final int STT_GNU_IFUNC = 10;
    // A section of a file that is not damaged; the symbols of the largest browsers have some 300 MiB.
    private static final long LARGEST = 1L << 30;

    /** {@code Elf64_Shdr}. */
    private record Section(String name, int type, long offset, long size, int link) {}

    /** {@code Elf64_Phdr} of a part that is loaded. */
    private record Segment(long offset, long address, long size) {}

    /** A symbol's place, and how good a symbol it is: one that others may not see, or an old version, is worse. */
    private record Place(long offset, int rank) {}

    private final Path path;
    private final List<Section> sections = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private ByteOrder order = ByteOrder.nativeOrder();

    private Executable(Path path) {
        this.path = path;
    }

    /**
     * The file that is meant: a path as it is; the name of a library among the system's and {@code LD_LIBRARY_PATH}'s;
     * any other name in {@code PATH}, as libbpf looks for it.
     *
     * @throws IOException if there is none
     */
    static Path find(String name) throws IOException {
        if (name.contains("/") && Files.isDirectory(Path.of(name))) {
            throw new IOException(name + " is a folder");
        }
        return folders(name)
                .map(folder -> Path.of(folder, name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no "
                        + (name.contains("/") ? "file " : name.contains(".so") ? "library " : "program ") + name));
    }

    /** The names of what is where that would have been found; none for a path. */
    static Set<String> names(String name) {
        if (name.contains("/")) {
            return Set.of();
        }
        return folders(name)
                .flatMap(folder ->
                        Stream.ofNullable(Path.of(folder).toFile().list()).flatMap(Stream::of))
                .filter(file -> file.contains(".so") == name.contains(".so"))
                .collect(Collectors.toSet());
    }

    private static Stream<String> folders(String name) {
        return name.contains("/") ? Stream.of("") : name.contains(".so") ? libraries() : programs();
    }

    private static Stream<String> libraries() {
        var machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        var multiarch = machine + "-linux-gnu";
        return Stream.concat(
                listed("LD_LIBRARY_PATH"),
                Stream.of("/lib64", "/usr/lib64", "/lib/" + multiarch, "/usr/lib/" + multiarch, "/lib", "/usr/lib"));
    }

    private static Stream<String> programs() {
        return Stream.concat(listed("PATH"), Stream.of("/usr/bin", "/usr/sbin"));
    }

    private static Stream<String> listed(String variable) {
        var value = System.getenv(variable);
        return value == null ? Stream.empty() : Stream.of(value.split(":")).filter(folder -> !folder.isEmpty());
    }

    /**
     * Reads the headers.
     *
     * @throws IOException if it cannot be read, or is no ELF file of 64 bits
     */
    static Executable open(Path path) throws IOException {
        var executable = new Executable(path);
        try (var file = FileChannel.open(path)) {
            executable.readHeaders(file);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | EOFException damaged) {
            throw new IOException(path + " is damaged or cut short");
        }
        return executable;
    }

    Path path() {
        return path;
    }

    ByteOrder order() {
        return order;
    }

    private void readHeaders(FileChannel file) throws IOException {
        if (file.size() < HEADER_SIZE) {
            throw new IOException(path + " is no program and no library");
        }
        var header = read(file, 0, HEADER_SIZE);
        if (header.getInt(0) != Integer.reverseBytes(0x7f454c46) && header.getInt(0) != 0x7f454c46) {
            throw new IOException(path + " is no program and no library, but maybe a script");
        }
        if (header.get(4) != 2) {
            throw new IOException(path + " is for 32 bits");
        }
        order = header.get(5) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        header.order(order);
        var table = read(file, header.getLong(32), (long) SEGMENT_SIZE * (header.getShort(56) & 0xffff));
        for (int at = 0; at < table.capacity(); at += SEGMENT_SIZE) {
            if (table.getInt(at) == PT_LOAD) {
                segments.add(new Segment(table.getLong(at + 8), table.getLong(at + 16), table.getLong(at + 32)));
            }
        }
        readSections(file, header.getLong(40), header.getShort(60) & 0xffff, header.getShort(62) & 0xffff);
    }

    private void readSections(FileChannel file, long offset, int count, int names) throws IOException {
        var table = read(file, offset, (long) SECTION_SIZE * count);
        var texts = count == 0
                ? ByteBuffer.allocate(0)
                : read(file, table.getLong(names * SECTION_SIZE + 24), table.getLong(names * SECTION_SIZE + 32));
        for (int at = 0; at < table.capacity(); at += SECTION_SIZE) {
            sections.add(new Section(
                    text(texts, table.getInt(at)),
                    table.getInt(at + 4),
                    table.getLong(at + 24),
                    table.getLong(at + 32),
                    table.getInt(at + 40)));
        }
    }

    private ByteBuffer read(FileChannel file, long offset, long size) throws IOException {
        if (offset < 0 || size < 0 || size > LARGEST || offset > file.size() - size) {
            throw new EOFException();
        }
        var bytes = ByteBuffer.allocate((int) size).order(order);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip().order(order);
    }

    /** The bytes of a section; none where there is no such section. */
    ByteBuffer section(String name) throws IOException {
        for (var section : sections) {
            if (section.name.equals(name)) {
                return contents(section);
            }
        }
        return ByteBuffer.allocate(0).order(order);
    }

    private ByteBuffer contents(Section section) throws IOException {
        if (section.type == SHT_NOBITS) {
            return ByteBuffer.allocate(0).order(order);
        }
        try (var file = FileChannel.open(path)) {
            return read(file, section.offset, section.size);
        } catch (EOFException cut) {
            throw new IOException(path + " is damaged or cut short");
        }
    }

    /**
     * Where the functions begin in the file, by name: those it offers others, and all others where it is not stripped.
     * Of versions of one name it is the default one.
     */
    Map<String, Long> functions() throws IOException {
        var places = new HashMap<String, Place>();
        try {
            for (var section : sections) {
                if ((section.type == SHT_SYMTAB || section.type == SHT_DYNSYM) && section.link < sections.size()) {
                    var versions = section.type == SHT_DYNSYM ? section(".gnu.version") : ByteBuffer.allocate(0);
                    collect(contents(section), contents(sections.get(section.link)), versions, places);
                }
            }
        } catch (IndexOutOfBoundsException damaged) {
            throw new IOException(path + " is damaged: a symbol lies outside of it");
        }
        var functions = new TreeMap<String, Long>();
        places.forEach((name, place) -> functions.put(name, place.offset));
        return functions;
    }

    private void collect(ByteBuffer symbols, ByteBuffer names, ByteBuffer versions, Map<String, Place> places) {
        for (int i = 0; (i + 1) * SYMBOL_SIZE <= symbols.capacity(); i++) {
            int at = i * SYMBOL_SIZE;
            int info = symbols.get(at + 4);
            int type = info & 0xf;
            boolean defined = symbols.getShort(at + 6) != 0;
            if (!defined || type != STT_FUNC && type != STT_GNU_IFUNC) {
                continue;
            }
            // The highest bit of a version says that it is not the default one.
            boolean old = (i + 1) * 2 <= versions.capacity() && versions.getShort(i * 2) < 0;
            int binding = info >>> 4 & 0xf;
            int rank = (binding == 1 ? 4 : binding == 2 ? 2 : 1) - (old ? 1 : 0);
            var name = text(names, symbols.getInt(at)).replaceFirst("@@.*", "");
            long offset = offset(symbols.getLong(at + 8));
            if (offset > 0) {
                places.merge(name, new Place(offset, rank), (a, b) -> a.rank >= b.rank ? a : b);
            }
        }
    }

    /** Where in the file what is loaded at an address is; -1 where nothing is. */
    long offset(long address) {
        for (var segment : segments) {
            if (address >= segment.address && address - segment.address < segment.size) {
                return address - segment.address + segment.offset;
            }
        }
        return -1;
    }

    /** The text up to the next zero byte. */
    static String text(ByteBuffer bytes, int from) {
        int end = from;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        var text = new byte[end - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
