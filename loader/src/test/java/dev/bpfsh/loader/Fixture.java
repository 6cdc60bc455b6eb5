// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The objects that {@code scripts/build} makes of {@code src/test/bpf}. */
public final class Fixture {
    private Fixture() {}

    public static Path path(String name) {
        return Path.of("src/test/bpf", name + ".bpf.o").toAbsolutePath();
    }

    public static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static BpfObject open(String name) {
        return BpfObject.open(path(name));
    }
}
