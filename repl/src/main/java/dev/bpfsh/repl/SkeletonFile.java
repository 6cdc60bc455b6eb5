// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.host.ObjectFiles;
import dev.bpfsh.loader.Skeleton;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code bpfsh --skeleton}. */
final class SkeletonFile {
    private static final String SUFFIX = ".java";

    private SkeletonFile() {}

    /**
     * Writes the skeleton of an object; returns the exit status.
     *
     * @param file where to; empty for standard output
     * @param packageName empty for none
     * @throws dev.bpfsh.libbpf.BpfException if there is no such object, or it is none
     */
    static int write(String object, Optional<Path> file, String packageName) {
        String text;
        try {
            Skeleton skeleton = Skeleton.of(ObjectFiles.find(object));
            text = file.map(SkeletonFile::className)
                    .map(skeleton::named)
                    .orElse(skeleton)
                    .text(packageName);
        } catch (IllegalArgumentException e) {
            System.err.println("bpfsh: " + e.getMessage());
            return ExitStatus.USAGE;
        }
        if (file.isEmpty()) {
            System.out.print(text);
            return ExitStatus.DONE;
        }
        try {
            Files.writeString(file.get(), text);
            return ExitStatus.DONE;
        } catch (IOException e) {
            String why = e instanceof FileSystemException system && system.getReason() != null
                    ? system.getReason()
                    : e.getClass().getSimpleName();
            System.err.println("bpfsh: cannot write " + file.get() + ": " + why);
            return ExitStatus.UNCAUGHT;
        }
    }

    private static String className(Path file) {
        String name = file.getFileName().toString();
        if (!name.endsWith(SUFFIX)) {
            throw new IllegalArgumentException(file + ": a Java class is in a file that ends in " + SUFFIX);
        }
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
