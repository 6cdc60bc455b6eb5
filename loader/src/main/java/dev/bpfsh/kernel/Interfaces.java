// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.Near;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The network interfaces of the calling thread's network namespace. */
public final class Interfaces {
    private static final int HEADER_LINES = 2;
    private static final int OFFERED = 5;

    private Interfaces() {}

    /** Their names, those that are down included; empty where {@code /proc} is not mounted. */
    public static List<String> names() {
        // Not /proc/net, which shows those of the process's first thread.
        try (var lines = Files.lines(Path.of("/proc/thread-self/net/dev"))) {
            return lines.skip(HEADER_LINES)
                    .map(line -> line.substring(0, line.indexOf(':')).strip())
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** Names that may have been meant by one that is not there; where none is near, the first few. */
    public static List<String> near(String name) {
        var names = names();
        var near = Near.matches(name, names, OFFERED);
        return near.isEmpty() ? names.stream().limit(OFFERED).toList() : near;
    }
}
