// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.elf.ElfImage;
import dev.bpfsh.elf.ElfSymbol;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program or shared library of this machine, as far as probes in it need: its functions and where in the file they
 * are, and its USDT probes. Only the sections that are asked for are read.
 */
final class Executable {
    /** A symbol's place, and how good a symbol it is: one that others may not see, or an old version, is worse. */
    private record Place(long offset, int rank) {}

    private final Path path;
    private final ElfImage image;

    private Executable(Path path, ElfImage image) {
        this.path = path;
        this.image = image;
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
        return new Executable(path, ElfImage.open(path));
    }

    Path path() {
        return path;
    }

    ByteOrder order() {
        return image.order();
    }

    /** The bytes of a section; none where there is no such section. */
    ByteBuffer section(String name) throws IOException {
        return image.contents(name);
    }

    /**
     * Where the functions begin in the file, by name: those it offers others, and all others where it is not stripped.
     * Of versions of one name it is the default one.
     */
    Map<String, Long> functions() throws IOException {
        var places = new HashMap<String, Place>();
        try {
            collect(image.symbols(ElfImage.SYMBOLS), ByteBuffer.allocate(0), places);
            collect(image.symbols(ElfImage.DYNAMIC_SYMBOLS), section(".gnu.version"), places);
        } catch (IndexOutOfBoundsException damaged) {
            throw new IOException(path + " is damaged: a symbol lies outside of it");
        }
        var functions = new TreeMap<String, Long>();
        places.forEach((name, place) -> functions.put(name, place.offset));
        return functions;
    }

    private void collect(List<ElfSymbol> symbols, ByteBuffer versions, Map<String, Place> places) {
        for (int i = 0; i < symbols.size(); i++) {
            var symbol = symbols.get(i);
            long offset = offset(symbol.value());
            if (symbol.isFunction() && offset > 0) {
                // The highest bit of a version says that it is not the default one.
                boolean old = (i + 1) * 2 <= versions.capacity() && versions.getShort(i * 2) < 0;
                var name = symbol.name().replaceFirst("@@.*", "");
                var place = new Place(offset, symbol.rank() - (old ? 1 : 0));
                places.merge(name, place, (a, b) -> a.rank >= b.rank ? a : b);
            }
        }
    }

    /** Where in the file what is loaded at an address is; -1 where nothing is. */
    long offset(long address) {
        return image.offset(address).orElse(-1);
    }

    /** The text up to the next zero byte. */
    static String text(ByteBuffer bytes, int from) {
        return ElfImage.text(bytes, from);
    }
}
