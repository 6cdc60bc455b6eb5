// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.cache.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far the learner is in each lesson, kept in a file with a line each: {@code 5/14 begun lifecycle}. It is written whole
 * or not at all, for its owner only; a file that others could write to is not believed.
 *
 * @param folder of the user's state; made when something is first kept
 */
public record Progress(Path folder) {
    private static final String FILE = "lessons";
    private static final Pattern LINE = Pattern.compile("(\\d{1,6})/(\\d{1,6}) (begun|done) (.+)");

    /**
     * Where the learner is in a lesson.
     *
     * @param at how many parts are behind
     * @param of how many there are
     * @param done whether the end was reached once
     */
    public record Mark(String lesson, int at, int of, boolean done) {
        private String line() {
            return at + "/" + of + (done ? " done " : " begun ") + lesson;
        }

        private static Optional<Mark> of(String line) {
            var parts = LINE.matcher(line);
            return parts.matches()
                    ? Optional.of(new Mark(
                            parts.group(4),
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            parts.group(3).equals("done")))
                    : Optional.empty();
        }
    }

    /** Where the learner is in a lesson; empty where it was never begun, or nothing is known. */
    public Optional<Mark> of(String lesson) {
        return marks().stream().filter(mark -> mark.lesson().equals(lesson)).findFirst();
    }

    /** All that is known. */
    public List<Mark> marks() {
        try {
            return lines().stream().map(Mark::of).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Keeps where the learner is, in the place of what was kept of this lesson; what was done once stays done.
     *
     * @throws IOException if it cannot be kept
     */
    public void keep(String lesson, int at, int of) throws IOException {
        var ours = ours();
        ours.make();
        var lines = new ArrayList<String>();
        boolean done = at >= of;
        for (var line : lines()) {
            var mark = Mark.of(line);
            boolean same = mark.filter(other -> other.lesson().equals(lesson)).isPresent();
            done |= same && mark.get().done();
            if (!same) {
                lines.add(line);
            }
        }
        lines.add(new Mark(lesson, at >= of ? 0 : at, of, done).line());
        var file = Files.createTempFile(ours.path(), "." + FILE, "");
        try {
            Files.write(file, lines);
            Files.move(
                    file,
                    ours.path().resolve(FILE),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private List<String> lines() throws IOException {
        try {
            return Files.readAllLines(ours().require(FILE));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private PrivateFolder ours() throws IOException {
        var real = Files.exists(folder) ? folder.toRealPath() : folder;
        return new PrivateFolder(real);
    }
}
