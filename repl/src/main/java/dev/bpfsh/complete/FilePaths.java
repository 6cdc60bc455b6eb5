// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.kernel.Printable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Names of files that begin as typed: relative to the current folder, below {@code ~}, or absolute. */
public final class FilePaths {
    private static final int MOST = 2000;

    private FilePaths() {}

    /**
     * The candidates for {@code typed}. A folder ends in {@code /}. {@code ~} becomes the home folder, which Java would
     * not do. Hidden files are offered when the name begins with a dot.
     */
    public static List<Candidate> startingWith(String typed) {
        return startingWith(typed, name -> true);
    }

    /** As {@link #startingWith(String)}, of files only those with such names; folders all the same. */
    static List<Candidate> startingWith(String typed, Predicate<String> wanted) {
        var full = typed.startsWith("~/") ? home() + typed.substring(1) : typed;
        int slash = full.lastIndexOf('/');
        var folder = full.substring(0, slash + 1);
        var begun = full.substring(slash + 1);
        var found = new ArrayList<Candidate>();
        try (var entries = Files.newDirectoryStream(
                Path.of(folder.isEmpty() ? "." : folder),
                entry -> offered(entry.getFileName().toString(), begun))) {
            for (var entry : entries) {
                boolean isFolder = Files.isDirectory(entry);
                if (isFolder || wanted.test(entry.getFileName().toString())) {
                    found.add(candidate(folder, entry.getFileName().toString(), isFolder));
                }
                if (found.size() == MOST) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException | InvalidPathException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Candidate::name));
        return found;
    }

    private static boolean offered(String name, String begun) {
        return name.startsWith(begun)
                && (begun.startsWith(".") || !name.startsWith("."))
                && name.indexOf('"') < 0
                && name.indexOf('\\') < 0
                && Printable.of(name).equals(name);
    }

    private static Candidate candidate(String folder, String name, boolean isFolder) {
        var shown = name + (isFolder ? "/" : "");
        return new Candidate(Group.FILES, shown, "", folder + shown, !isFolder, false);
    }

    /** The folder that {@code ~} stands for, as in the shells: Java's own property is of the list of users. */
    public static String home() {
        var home = System.getenv("HOME");
        return home == null || home.isEmpty() ? System.getProperty("user.home") : home;
    }
}
