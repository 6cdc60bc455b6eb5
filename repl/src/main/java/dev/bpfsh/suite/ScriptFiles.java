// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
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
     * @throws NoSuch if a name means none
     * @throws IOException if a folder cannot be read
     */
    static List<Path> of(List<String> names) throws NoSuch, IOException {
        var files = new LinkedHashSet<Path>();
        for (var name : names) {
            var path = Path.of(name);
            if (Files.isDirectory(path)) {
                var found = below(path);
                if (found.isEmpty()) {
                    throw new NoSuch("no " + SCRIPT + " in " + name);
                }
                files.addAll(found);
            } else if (Files.exists(path)) {
                files.add(path);
            } else if (GLOB.matcher(name).find()) {
                files.addAll(matching(name));
            } else {
                throw new NoSuch("no such file or folder: " + name);
            }
        }
        return List.copyOf(files);
    }

    /** Hidden folders are those of tools. */
    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(file -> file.toString().endsWith(SCRIPT))
                    .filter(file -> Stream.of(folder.relativize(file).toString().split("/"))
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
