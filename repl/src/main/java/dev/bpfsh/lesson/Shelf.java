// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.host.Bundled;
import dev.bpfsh.libbpf.Near;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The lessons of a folder, in the order of the numbers that their files begin with.
 *
 * @param folder it need not exist
 */
public record Shelf(Path folder) {
    private static final String SUFFIX = ".md";
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)-([\\w-]+)");
    private static final Pattern TITLE = Pattern.compile("#\\s+(.+)");
    private static final int OFFERED = 3;

    /**
     * A lesson that is there.
     *
     * @param number its place among the others
     * @param name by which it is asked for
     */
    public record Entry(int number, String name, Path file) {
        /** The first heading of it; empty where it cannot be read. */
        public String title() {
            try (var lines = Files.lines(file)) {
                return lines.map(TITLE::matcher)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> matcher.group(1).strip())
                        .findFirst()
                        .orElse("");
            } catch (IOException | UncheckedIOException e) {
                return "";
            }
        }

        /**
         * Reads it.
         *
         * @throws LessonErrors if it is no lesson
         * @throws IOException if it cannot be read
         */
        public Lesson read() throws IOException {
            return LessonReader.read(name, file.getFileName().toString(), Files.readString(file));
        }
    }

    /** Those that come with bpfsh. */
    public static Shelf bundled() {
        return new Shelf(Bundled.lessons().folder());
    }

    /** All, in order; none where the folder is missing. */
    public List<Entry> entries() {
        return new Bundled(folder, SUFFIX)
                .names().stream()
                        .map(NUMBERED::matcher)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> new Entry(
                                Integer.parseInt(matcher.group(1)),
                                matcher.group(2),
                                folder.resolve(matcher.group() + SUFFIX)))
                        .sorted((a, b) -> Integer.compare(a.number(), b.number()))
                        .toList();
    }

    /** That of a name, a number, or both as the file has them; the beginning of one name is enough. */
    public Optional<Entry> find(String sought) {
        var named = entries().stream()
                .filter(entry -> entry.name().equals(sought)
                        || sought.matches("\\d{1,4}") && Integer.parseInt(sought) == entry.number()
                        || entry.file().getFileName().toString().equals(sought + SUFFIX))
                .findFirst();
        var begun = entries().stream()
                .filter(entry -> entry.name().startsWith(sought))
                .toList();
        return named.isPresent() || begun.size() != 1 ? named : Optional.of(begun.get(0));
    }

    /** Names like this one. */
    public List<String> near(String name) {
        return Near.matches(name, entries().stream().map(Entry::name).toList(), OFFERED);
    }
}
