// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Prelude;
import dev.bpfsh.testing.Bpfsh;
import java.nio.file.Path;
import java.util.List;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each lesson that comes with bpfsh is written as lessons are. */
class LessonFilesTest {
    private static final Shelf SHELF = new Shelf(Bpfsh.root().resolve("docs/lessons"));
    private static final int MOST_WORDS = 120;
    /** Of 80 the last is left free: behind a line that fills it the terminal shows an empty one. */
    private static final int COLUMNS = 79;

    private static final int CONTINUATION = "  ...> ".length();
    /** More would leave no room for what it shows. */
    private static final int MOST_LINES = 22;

    static List<Path> lessons() {
        return SHELF.entries().stream().map(Shelf.Entry::file).toList();
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("lessons")
    void keepsTheFormat(Path file) throws Exception {
        var all = SHELF.entries();
        var entry = all.stream()
                .filter(each -> each.file().equals(file))
                .findFirst()
                .orElseThrow();
        assertThat(all).filteredOn(each -> each.number() == entry.number()).hasSize(1);
        assertThat(Word.of(entry.name())).isEmpty();

        var lesson = entry.read();
        assertThat(lesson.aim().blocks()).isNotEmpty();
        assertThat(Passage.text(lesson.aim().blocks().get(0))).startsWith("You will be able to");
        assertThat(lesson.minutes()).isBetween(5, 25);
        var features = Prelude.features();
        assertThat(lesson.needs()).allSatisfy(need -> assertThat(need.features())
                .allMatch(name -> features.stream().anyMatch(feature -> Need.is(feature, name))));

        assertThat(lesson.parts()).hasSizeBetween(8, 24);
        assertThat(lesson.parts())
                .filteredOn(Exercise.class::isInstance)
                .hasSizeBetween(2, 4)
                .allSatisfy(part -> assertThat((Exercise) part).satisfies(exercise -> {
                    assertThat(exercise.hints())
                            .as("hints of line %d", exercise.line())
                            .isNotEmpty();
                    assertThat(exercise.wrong())
                            .as("wrong ones of line %d", exercise.line())
                            .isNotEmpty();
                }));
        for (int i = 0; i < lesson.parts().size(); i++) {
            var part = lesson.parts().get(i);
            assertThat(part.text().words())
                    .as("words before line %d", part.line())
                    .isLessThanOrEqualTo(MOST_WORDS);
            fits(part, (lesson.name() + " " + (i + 1) + "/" + lesson.parts().size() + "> ").length());
        }

        var learnt = lesson.learnt().blocks();
        assertThat(learnt).filteredOn(Heading.class::isInstance).last().satisfies(heading -> assertThat(
                        Passage.text(heading).strip())
                .isEqualTo("What you have learnt"));
        assertThat(learnt).last().isInstanceOfSatisfying(BulletList.class, list -> assertThat(points(list))
                .isBetween(3, 5));
        if (!entry.equals(all.get(all.size() - 1))) {
            assertThat(lesson.next()).hasValueSatisfying(next -> assertThat(file.resolveSibling(next))
                    .exists());
        }
    }

    /** A line that is broken by the terminal is hard to read, and to edit. */
    private static void fits(Part part, int prompt) {
        var lines = part.making().isEmpty()
                ? List.<String>of()
                : part.making().lines().toList();
        assertThat(lines).as("lines of line %d", part.line()).hasSizeLessThanOrEqualTo(MOST_LINES);
        for (int i = 0; i < lines.size(); i++) {
            assertThat((i == 0 ? prompt : CONTINUATION) + lines.get(i).length())
                    .as("columns of line %d of line %d", i + 1, part.line())
                    .isLessThanOrEqualTo(COLUMNS);
        }
    }

    private static int points(BulletList list) {
        int points = 0;
        for (var point = list.getFirstChild(); point != null; point = point.getNext()) {
            points++;
        }
        return points;
    }
}
