// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The scripts that come with bpfsh: {@code NAME.jsh} in one folder.
 *
 * @param folder where they are; it need not exist
 */
record Bundled(Path folder) {
    private static final String SUFFIX = ".jsh";

    /** The scripts of the installation that {@code bpfsh.home} names, set by the launcher. */
    static Bundled ofHome() {
        return new Bundled(Path.of(System.getProperty("bpfsh.home", "."), "scripts"));
    }

    /** The file of the script {@code name}, if there is one. */
    Optional<Path> find(String name) {
        return names().contains(name) ? Optional.of(folder.resolve(name + SUFFIX)) : Optional.empty();
    }

    /** The names of all scripts, sorted. */
    List<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** A line for each script: its name and what its first comment says. */
    String list() {
        int width = names().stream().mapToInt(String::length).max().orElse(0);
        return names().stream()
                .map(name ->
                        String.format("%-" + width + "s  %s", name, about(name)).stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private String about(String name) {
        try (var lines = Files.lines(folder.resolve(name + SUFFIX))) {
            return lines.map(String::strip)
                    .dropWhile(line -> line.isEmpty() || line.startsWith("#!") || line.contains("SPDX-License"))
                    .map(Bundled::comment)
                    .takeWhile(Optional::isPresent)
                    .map(Optional::get)
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (IOException | UncheckedIOException e) {
            return "(" + e.getMessage() + ")";
        }
    }

    /** The words of a line of comment, empty for anything else. */
    private static Optional<String> comment(String line) {
        return line.startsWith("//") || line.startsWith("/*") || line.startsWith("*")
                ? Optional.of(line.replaceFirst("^(//+|/\\*+|\\*+/?)\\s*", "").replaceFirst("\\s*\\*/$", ""))
                : Optional.empty();
    }
}
