// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.ObjectHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The objects that are part of this project and have types for this machine. */
final class Objects {
    private Objects() {}

    static Stream<Path> all() throws IOException {
        var found = Stream.<Path>builder();
        for (var folder : List.of("../scripts", "src/test/bpf", "src/test/bpf/corpus")) {
            try (var files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".bpf.o"))
                        .filter(Objects::isUsable)
                        .sorted()
                        .forEach(found);
            }
        }
        return found.build();
    }

    private static boolean isUsable(Path object) {
        try {
            // EI_DATA of elf(5): 1 is little-endian.
            boolean little = Files.readAllBytes(object)[5] == 1;
            return little == (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) && btf(object).length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] btf(Path object) throws IOException {
        try (var handle = ObjectHandle.open(Files.readAllBytes(object), "object")) {
            return handle.btf();
        } catch (ErrnoException e) {
            throw new IOException(object.toString(), e);
        }
    }
}
