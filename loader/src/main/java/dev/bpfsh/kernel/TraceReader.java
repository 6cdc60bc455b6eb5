// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that takes lines out of trace_pipe: whoever reads a line, no other reader gets it.
 *
 * @param pid its process id
 * @param name its name; any user may choose one, so show {@link #toString()}
 */
public record TraceReader(int pid, String name) {
    /**
     * Who has trace_pipe open, or that of one CPU, or the raw form that trace-cmd and perf read. Those that we may not
     * look into are left out: it takes root to see the processes of others.
     *
     * @param tracefs the folder whose trace_pipe is meant
     * @param ownFd of this process, not to be told; -1 for none
     */
    static List<TraceReader> of(Path tracefs, int ownFd) {
        var pipes = pipes(tracefs);
        var own = Path.of("/proc", Long.toString(ProcessHandle.current().pid()), "fd", Integer.toString(ownFd));
        var readers = new ArrayList<TraceReader>();
        for (var process : list(Path.of("/proc"), "[0-9]*")) {
            var files = list(process.resolve("fd"), "*");
            if (files.stream().anyMatch(fd -> !fd.equals(own) && isAny(pipes, fd))) {
                readers.add(
                        new TraceReader(Integer.parseInt(process.getFileName().toString()), name(process)));
            }
        }
        return readers;
    }

    private static Set<Object> pipes(Path tracefs) {
        return Stream.concat(Stream.of(tracefs), list(tracefs.resolve("per_cpu"), "cpu*").stream())
                .flatMap(folder -> list(folder, "trace_pipe*").stream())
                .flatMap(pipe -> identity(pipe).stream())
                .collect(Collectors.toSet());
    }

    /** By name first: to ask for the identity of any file could hang on a dead network mount. */
    private static boolean isAny(Set<Object> pipes, Path fd) {
        try {
            var name = String.valueOf(Files.readSymbolicLink(fd).getFileName());
            return name.startsWith("trace_pipe")
                    && identity(fd).filter(pipes::contains).isPresent();
        } catch (IOException gone) {
            return false;
        }
    }

    /** Device and inode: the same by whatever path, through debugfs or in another mount namespace. */
    private static Optional<Object> identity(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static List<Path> list(Path folder, String glob) {
        try (var entries = Files.newDirectoryStream(folder, glob)) {
            var paths = new ArrayList<Path>();
            entries.forEach(paths::add);
            return paths;
        } catch (IOException | DirectoryIteratorException goneOrNotOurs) {
            return List.of();
        }
    }

    private static String name(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("comm")), StandardCharsets.UTF_8).strip();
        } catch (IOException gone) {
            return "?";
        }
    }

    /** {@code 4242 (cat)}. */
    @Override
    public String toString() {
        return pid + " (" + Printable.of(name) + ")";
    }
}
