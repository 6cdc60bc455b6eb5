// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.nio.file.Path;
import java.util.List;

/** The file system in which things of BPF are pinned: {@code bpf}, by custom at {@code /sys/fs/bpf}. */
public final class Bpffs {
    private static final String TYPE = "bpf";

    private Bpffs() {}

    /** Where it is mounted. */
    public static List<Path> mounts() {
        return Mount.all().stream()
                .filter(mount -> mount.type().equals(TYPE))
                .map(Mount::folder)
                .toList();
    }

    /** Whether a path, which need not exist, is on it. */
    public static boolean contains(Path path) {
        return Mount.of(path).filter(mount -> mount.type().equals(TYPE)).isPresent();
    }

    /** The file system that a path is on: {@code tmpfs, mounted at /tmp}. */
    public static String fileSystem(Path path) {
        return Mount.of(path)
                .map(mount -> mount.type() + ", mounted at " + mount.folder())
                .orElse("an unknown file system");
    }
}
