// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.deps.Dependencies;
import dev.bpfsh.libbpf.BpfException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Where the classes are that a session or a script wants besides bpfsh's own. */
final class Libraries {
    private Libraries() {}

    /**
     * What was found.
     *
     * @param name as it was asked for, as {@code //DEPS} takes it
     */
    record Named(String name, List<Path> paths) {
        Named {
            paths = List.copyOf(paths);
        }

        /** What a class path names; so that a script finds it from any folder, by absolute paths. */
        static Named files(String classPath) {
            var paths = Libraries.files(classPath);
            return new Named(paths.stream().map(Path::toString).collect(Collectors.joining(" ")), paths);
        }
    }

    /** Finds what a directive names, apart by blanks or commas: libraries, and jars or folders by their paths. */
    static List<Path> named(String names, Consumer<String> progress) {
        var libraries = new ArrayList<String>();
        var found = new ArrayList<Path>();
        for (var name : names.strip().split("[\\s,]+")) {
            if (name.contains("/") || name.endsWith(".jar") || name.equals(".")) {
                found.addAll(files(name));
            } else {
                libraries.add(name);
            }
        }
        if (!libraries.isEmpty()) {
            found.addAll(Dependencies.ofUser().resolve(libraries, progress));
            try {
                OwnLibraries.inForce(found).forEach(progress);
            } catch (IOException unknown) {
                // Of our own jars one cannot be read: then there is nothing to compare with.
                return found;
            }
        }
        return found;
    }

    /**
     * The jars and folders of a class path as {@code java -cp} takes it: between colons, {@code FOLDER/*} for the jars in
     * it.
     *
     * @throws BpfException if one is not there, or is no jar
     */
    static List<Path> files(String classPath) {
        var found = new ArrayList<Path>();
        for (var each : classPath.split(File.pathSeparator)) {
            try {
                boolean all = each.endsWith("/*");
                var path = Path.of(all ? each.substring(0, each.length() - 1) : each)
                        .toAbsolutePath()
                        .normalize();
                if (all) {
                    found.addAll(jars(path));
                } else {
                    found.add(checked(path));
                }
            } catch (InvalidPathException e) {
                throw failed(each.replace('\0', '?'), "is no name of a file", null);
            }
        }
        return found;
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            var jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(Libraries::checked)
                    .toList();
            if (jars.isEmpty()) {
                throw failed(folder + "/*", "there is no .jar in it", "a folder of classes is named without the star");
            }
            return jars;
        } catch (IOException e) {
            throw failed(folder.toString(), Files.exists(folder) ? "is no folder" : "no such folder", null);
        }
    }

    private static Path checked(Path file) {
        if (Files.isDirectory(file)) {
            return file;
        } else if (!Files.isRegularFile(file)) {
            throw failed(file.toString(), Files.exists(file) ? "is no file" : "no such file or folder", null);
        }
        try {
            new ZipFile(file.toFile()).close();
            return file;
        } catch (IOException e) {
            throw failed(file.toString(), "is no jar: " + e.getMessage(), "a jar, or the folder that has the packages");
        }
    }

    private static BpfException failed(String what, String why, String hint) {
        return new BpfException("class path", what, why, null, List.of(), hint);
    }
}
