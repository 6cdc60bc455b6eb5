// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Which scripts are meant by files, folders and globs. */
final class ScriptFiles {
    private static final String SCRIPT = ".jsh";
    private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

    private ScriptFiles() {}

    /** There is no such script; the message says which. */
    static final class NoSuch extends Exception {
        private static final long serialVersionUID = 1;

        NoSuch(String message) {
            super(message);
        }
    }

    /**
     * The scripts, each once, in the order of the names; those of a folder, or of a glob, by name.
     *
     * @throws NoSuch if a name means none, or a folder cannot be read
     */
    static List<Path> of(List<String> names) throws NoSuch {
        var files = new LinkedHashSet<Path>();
        for (var name : names) {
            try {
                files.addAll(named(name));
            } catch (InvalidPathException e) {
                throw new NoSuch("no file name: " + name.replace('\0', '?'));
            } catch (IOException | UncheckedIOException e) {
                throw new NoSuch(name + ": cannot be read: " + e.getMessage());
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> named(String name) throws NoSuch, IOException {
        var path = Path.of(name);
        if (Files.isDirectory(path)) {
            var found = below(path);
            if (found.isEmpty()) {
                throw new NoSuch("no " + SCRIPT + " in " + name);
            }
            return found;
        } else if (Files.exists(path)) {
            return List.of(path);
        } else if (GLOB.matcher(name).find()) {
            return matching(name);
        }
        throw new NoSuch("no such file or folder: " + name);
    }

    /** Hidden folders are those of tools. */
    private static List<Path> below(Path folder) throws IOException {
        // With a dot also where it is a link itself; others in it are not followed: they may lead back.
        try (Stream<Path> all = Files.walk(folder.resolve("."))) {
            return all.map(Path::normalize)
                    .filter(file -> file.toString().endsWith(SCRIPT))
                    .filter(file -> Stream.of(folder.normalize()
                                    .relativize(file)
                                    .toString()
                                    .split("/"))
                            .noneMatch(part -> part.startsWith(".")))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** As a shell with {@code **} has it: one that was quoted, so that it comes here as it is. */
    private static List<Path> matching(String glob) throws NoSuch, IOException {
        var parts = new ArrayList<>(List.of(glob.split("/")));
        var folder = Path.of(glob.startsWith("/") ? "/" : "");
        while (parts.size() > 1 && !GLOB.matcher(parts.get(0)).find()) {
            folder = folder.resolve(parts.remove(0));
        }
        try {
            var matcher = FileSystems.getDefault().getPathMatcher("glob:" + String.join("/", parts));
            var from = folder;
            if (Files.isDirectory(folder.toAbsolutePath())) {
                try (Stream<Path> all = Files.walk(from.toString().isEmpty() ? Path.of(".") : from)) {
                    var found = all.map(file ->
                                    from.toString().isEmpty() ? Path.of(".").relativize(file) : file)
                            .filter(file -> matcher.matches(from.relativize(file)))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
            throw new NoSuch("nothing is named " + glob);
        } catch (PatternSyntaxException e) {
            throw new NoSuch("no glob: " + glob);
        }
    }
}
