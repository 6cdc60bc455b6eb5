// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel says of a descriptor of ours. */
final class KernelId {
    private KernelId() {}

    static int ofProgram(int fd) {
        return Integer.parseInt(field(fd, "prog_id"));
    }

    static int ofMap(int fd) {
        return Integer.parseInt(field(fd, "map_id"));
    }

    /** A field of {@code /proc/self/fdinfo}. */
    static String field(int fd, String name) {
        try {
            return Files.readAllLines(Path.of("/proc/self/fdinfo", String.valueOf(fd))).stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
