// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The file systems that BPF and this library use. */
public final class FileSystemFeatures {
    private static final String AREA = "file systems";

    private FileSystemFeatures() {}

    /**
     * Those of this process's mount namespace. Where tracefs is not mounted and we may, it is mounted, as by
     * {@link Tracefs#find}.
     */
    public static List<Feature> all() {
        return List.of(
                tracefs(),
                mounted(
                        Mount.all(),
                        "debugfs",
                        "debugfs",
                        "/sys/kernel/debug",
                        "what kernels before 4.1 and some drivers show"),
                mounted(Mount.all(), "bpf", "bpffs", "/sys/fs/bpf", "pinning"),
                mounted(Mount.all(), "cgroup2", "cgroup2", "/sys/fs/cgroup", "programs for cgroups"),
                temporaryFolder(Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static Feature tracefs() {
        return Feature.tried(AREA, "tracefs", () -> {
            var folder = Tracefs.find();
            return folder + ", " + Tracefs.tracepoints().size() + " tracepoints";
        });
    }

    static Feature mounted(List<Mount> mounts, String type, String name, String place, String purpose) {
        var folders = mounts.stream()
                .filter(mount -> mount.type().equals(type))
                .map(mount -> mount.folder().toString())
                .collect(Collectors.joining(", "));
        return folders.isEmpty()
                ? Feature.warning(
                        AREA,
                        name,
                        "not mounted; needed for " + purpose,
                        "sudo mount -t " + type + " " + type + " " + place)
                : Feature.ok(AREA, name, folders);
    }

    /** Native libraries are unpacked into it, unless they lie beside the jars, as the launcher says they do. */
    static Feature temporaryFolder(Path folder) {
        var name = "temporary folder";
        var advice = "let JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=... name another, such as one in your home";
        try {
            var real = folder.toRealPath();
            if (!Files.isWritable(real)) {
                return Feature.missing(AREA, name, real + " cannot be written to", advice);
            }
            boolean barred = System.getProperty("jffi.boot.library.path") == null
                    && Mount.of(real)
                            .filter(mount -> mount.options().contains("noexec"))
                            .isPresent();
            return barred
                    ? Feature.missing(AREA, name, real + " is mounted noexec: native libraries cannot be used", advice)
                    : Feature.ok(AREA, name, real.toString());
        } catch (IOException none) {
            return Feature.missing(AREA, name, folder + " is not there", advice);
        }
    }
}
