// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.MemoryMapping;
import dev.bpfsh.kernel.Processes;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A program or library that a process runs code of, from {@code /proc/PID/maps}: where to put a probe into that process,
 * which may have another library of the same name than this one.
 *
 * <pre>{@code
 * var jvm = MappedBinary.find(4242, "libjvm.so");
 * program.attach(usdt(jvm.file(), "hotspot", "gc__begin").pid(4242));
 * }</pre>
 *
 * @param path as the process knows it: in a container it is another file here, or none
 * @param file the same file for us: the path where it leads there, else the kernel's way to it, {@code
 *     /proc/PID/map_files/RANGE}, which leads also to a file of a container, and to one that was replaced meanwhile
 */
public record MappedBinary(String path, String file) {
    /**
     * All that a process runs code of, each once, in the order of their addresses; none for a thread of the kernel.
     *
     * @throws BpfException if there is no such process
     * @throws PermissionDenied if this process may not look at it
     */
    public static List<MappedBinary> of(long pid) {
        var binaries = new LinkedHashMap<String, MappedBinary>();
        try {
            for (var mapping : MemoryMapping.of(pid)) {
                if (mapping.executable() && mapping.isFile()) {
                    binaries.computeIfAbsent(mapping.path(), path -> of(path, mapping.file(pid)));
                }
            }
            return List.copyOf(binaries.values());
        } catch (IOException unseen) {
            throw Processes.unseen(pid, unseen);
        }
    }

    private static MappedBinary of(String path, Path range) {
        return new MappedBinary(path, sameFile(Path.of(path), range) ? path : range.toString());
    }

    // Compared as files, not by the numbers in maps: on overlays and btrfs these are other ones than stat(2) gives.
    private static boolean sameFile(Path path, Path range) {
        try {
            return Files.isSameFile(path, range);
        } catch (IOException refused) {
            // Without CAP_SYS_ADMIN or CAP_CHECKPOINT_RESTORE the kernel's way is closed.
            return !Files.exists(range);
        }
    }

    /**
     * That of a process by its name.
     *
     * @param name the last part of its path, such as {@code libjvm.so} or {@code bash}; or the whole path
     * @throws BpfException if the process runs none of that name, with names that are near, or is gone
     * @throws PermissionDenied if this process may not look at it
     */
    public static MappedBinary find(long pid, String name) {
        var binaries = of(pid);
        return find(name, binaries).orElseThrow(() -> {
            var names = binaries.stream().map(MappedBinary::name).toList();
            var near = Candidates.near(name, names);
            return new BpfException(
                            "find " + name + " in",
                            "process " + pid,
                            "it runs no code of " + name,
                            null,
                            names.isEmpty() ? List.of() : List.of("it is " + names.get(0)),
                            near.isEmpty() ? null : "did you mean " + String.join(", ", near) + "?")
                    .about(Topic.USER_SPACE);
        });
    }

    private static Optional<MappedBinary> find(String name, Collection<MappedBinary> binaries) {
        return binaries.stream()
                .filter(binary -> binary.name().equals(name) || binary.path.equals(name))
                .findFirst();
    }

    private String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
