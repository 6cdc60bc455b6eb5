// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.Near;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that should hold a BPF object, and what there is to say where it cannot be read. */
record ObjectFile(Path path) {
    private static final String SUFFIX = ".bpf.o";
    private static final int OFFERED = 3;
    // The largest objects known are a few MiB; libbpf and we hold the whole of it in memory.
    private static final long LARGEST = 256L << 20;

    /** The file's name without {@code .bpf.o}. */
    String name() {
        var name = path.getFileName().toString();
        return name.endsWith(SUFFIX)
                ? name.substring(0, name.length() - SUFFIX.length())
                : name.replaceFirst("\\..*", "");
    }

    /**
     * The whole file.
     *
     * @throws OpenFailed if it cannot be read
     */
    byte[] read() {
        try {
            if (Files.isRegularFile(path) && Files.size(path) <= LARGEST) {
                return Files.readAllBytes(path);
            }
        } catch (AccessDeniedException e) {
            throw failed("you may not read it", Errno.EACCES, "ls -l " + path);
        } catch (IOException e) {
            var why = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
            throw failed("it cannot be read: " + why, null, null);
        }
        throw unfit();
    }

    private OpenFailed unfit() {
        if (Files.isDirectory(path)) {
            var inside = objectsIn(path);
            return failed(
                    "it is a folder",
                    null,
                    inside.isEmpty() ? "name a " + SUFFIX + " file" : "in it: " + String.join(", ", inside));
        } else if (Files.isRegularFile(path)) {
            return failed("it is larger than any BPF object, " + (LARGEST >> 20) + " MiB", null, "ls -l " + path);
        } else if (Files.exists(path)) {
            return failed("it is a device or a pipe, not a file", null, "name a " + SUFFIX + " file");
        }
        var near = Near.matches(
                path.getFileName().toString(), objectsIn(path.toAbsolutePath().getParent()), OFFERED);
        return failed(
                "no such file",
                Errno.ENOENT,
                near.isEmpty()
                        ? "compile it first, or give the whole path"
                        : "did you mean " + String.join(", ", near) + "?");
    }

    private OpenFailed failed(String cause, Errno errno, String hint) {
        return new OpenFailed(path.toString(), cause, errno, List.of(), hint);
    }

    private static List<String> objectsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
