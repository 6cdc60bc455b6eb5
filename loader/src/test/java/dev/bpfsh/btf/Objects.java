// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.libbpf.ObjectHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The objects that are part of this project and have types for this machine. */
final class Objects {
    private Objects() {}

    static Stream<Path> all() throws IOException {
        var found = Stream.<Path>builder();
        for (var folder : List.of("../scripts", "src/test/bpf")) {
            try (var files = Files.list(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".bpf.o"))
                        .filter(file -> !file.endsWith("bigendian.bpf.o"))
                        .sorted()
                        .forEach(found);
            }
        }
        return found.build();
    }

    static byte[] btf(Path object) throws Exception {
        try (var handle = ObjectHandle.open(Files.readAllBytes(object), "object")) {
            return handle.btf();
        }
    }
}
