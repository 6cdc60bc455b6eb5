// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
        return mount(path).filter(mount -> mount.type().equals(TYPE)).isPresent();
    }

    /** The file system that a path is on: {@code tmpfs, mounted at /tmp}. */
    public static String fileSystem(Path path) {
        return mount(path)
                .map(mount -> mount.type() + ", mounted at " + mount.folder())
                .orElse("an unknown file system");
    }

    // Of two mounts at one place the later one covers the earlier.
    private static Optional<Mount> mount(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        return Mount.all().stream()
                .filter(mount -> absolute.startsWith(mount.folder()))
                .reduce((best, mount) ->
                        Comparator.<Mount>comparingInt(each -> each.folder().getNameCount())
                                                .compare(mount, best)
                                        >= 0
                                ? mount
                                : best);
    }
}
