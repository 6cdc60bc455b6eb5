// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.kernel.Printable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jline.reader.Candidate;

/** Names of files that begin as typed: relative to the current folder, below {@code ~}, or absolute. */
final class FileNames {
    private static final int MOST = 2000;

    private FileNames() {}

    /**
     * The candidates for {@code typed}. A folder ends in {@code /}; nothing is put behind a name, since it stands in a
     * string literal or may go on. {@code ~} becomes the home folder, which Java would not do. Hidden files are offered
     * when the name begins with a dot.
     */
    static List<Candidate> startingWith(String typed) {
        String full = typed.startsWith("~/") ? home() + typed.substring(1) : typed;
        int slash = full.lastIndexOf('/');
        String folder = full.substring(0, slash + 1);
        String begun = full.substring(slash + 1);
        try (var entries = Files.newDirectoryStream(Path.of(folder.isEmpty() ? "." : folder))) {
            return StreamSupport.stream(entries.spliterator(), false)
                    .filter(entry -> offered(entry.getFileName().toString(), begun))
                    .limit(MOST)
                    .map(entry -> candidate(folder, entry))
                    .collect(Collectors.toList());
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return List.of();
        }
    }

    private static boolean offered(String name, String begun) {
        return name.startsWith(begun)
                && (begun.startsWith(".") || !name.startsWith("."))
                && name.indexOf('"') < 0
                && name.indexOf('\\') < 0
                && Printable.of(name).equals(name);
    }

    private static Candidate candidate(String folder, Path entry) {
        String name = entry.getFileName() + (Files.isDirectory(entry) ? "/" : "");
        return new Candidate(folder + name, name, null, null, null, null, false);
    }

    /** The folder that {@code ~} stands for, as in the shells: Java's own property is of the list of users. */
    static String home() {
        String home = System.getenv("HOME");
        return home == null || home.isEmpty() ? System.getProperty("user.home") : home;
    }
}
