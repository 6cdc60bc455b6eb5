// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All objects that {@code scripts/build} makes, the shell's scripts included, whose names a test is run with. */
final class Corpus {
    private static final List<Path> FOLDERS =
            List.of(Path.of("../scripts"), Path.of("src/test/bpf"), Path.of("src/test/bpf/corpus"));

    private static final int DATA = 5;
    private static final int LITTLE_ENDIAN = 1;

    // At load it leaves a pin behind, which others would reuse.
    private static final Set<String> PINNING = Set.of("map_pinned");

    private Corpus() {}

    /** The objects that can be opened, in an order that does not change. */
    static List<Path> all() {
        return FOLDERS.stream()
                .flatMap(Corpus::objectsIn)
                .filter(Corpus::isForThisMachine)
                .toList();
    }

    private static boolean isForThisMachine(Path object) {
        return read(object)[DATA] == LITTLE_ENDIAN == (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    }

    /** Those of them that leave nothing behind when they are loaded. */
    static List<Path> loadable() {
        return all().stream()
                .filter(object -> !PINNING.contains(new ObjectFile(object).name()))
                .toList();
    }

    /** The bytes of each, by its place in {@link #all}. */
    static List<byte[]> bytes(List<Path> objects) {
        return objects.stream().map(Corpus::read).toList();
    }

    private static byte[] read(Path object) {
        try {
            return Files.readAllBytes(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> objectsIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".bpf.o")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
