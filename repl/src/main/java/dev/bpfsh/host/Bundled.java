// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.Near;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What comes with bpfsh, known by its name: the files of one kind in one folder.
 *
 * @param folder where they are; it need not exist
 * @param suffix what the name of each file ends with
 */
public record Bundled(Path folder, String suffix) {
    private static final int OFFERED = 3;

    /** The scripts of the installation that {@code bpfsh.home} names, set by the launcher. */
    public static Bundled scripts() {
        return ofHome(".jsh");
    }

    /** The lessons. */
    public static Bundled lessons() {
        return new Bundled(Path.of(System.getProperty("bpfsh.home", "."), "docs", "lessons"), ".md");
    }

    /** Pieces of code to begin with; the prelude is no such piece. */
    public static Bundled snippets() {
        return new Bundled(Path.of(System.getProperty("bpfsh.home", "."), "snippets"), ".jsh");
    }

    /** What every session and every script begins with. */
    public static String prelude() {
        try (var text = Bundled.class.getResourceAsStream("/dev/bpfsh/snippets/prelude.jsh")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The BPF objects of these scripts. */
    static Bundled objects() {
        return ofHome(".bpf.o");
    }

    private static Bundled ofHome(String suffix) {
        return new Bundled(Path.of(System.getProperty("bpfsh.home", "."), "scripts"), suffix);
    }

    /** The file of that name, if there is one. */
    public Optional<Path> find(String name) {
        return names().contains(name) ? Optional.of(file(name)) : Optional.empty();
    }

    /** Names like this one. */
    public List<String> near(String name) {
        return Near.matches(name, names(), OFFERED);
    }

    /** All names, sorted. */
    public List<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** All names, and what the first comment of each says. */
    public Map<String, String> described() {
        var all = new TreeMap<String, String>();
        names().forEach(name -> all.put(name, about(name)));
        return all;
    }

    /** A line for each: its name and what its first comment says. */
    public String list() {
        var all = described();
        int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
        return all.entrySet().stream()
                .map(each -> String.format("%-" + width + "s  %s", each.getKey(), each.getValue())
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    /** Where that of this name is. */
    public Path file(String name) {
        return folder.resolve(name + suffix);
    }

    /** What the first comment of that of this name says. */
    String about(String name) {
        try (var lines = Files.lines(file(name))) {
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
