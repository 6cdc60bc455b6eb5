// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each block of the documentation is run by a test that is named here, or is of a kind that cannot be, for a reason. */
class BlocksTest {
    private static final int ALL = -1;

    /**
     * Who runs what.
     *
     * @param page a file, or a folder and all pages in it
     * @param language of the blocks
     * @param count how many the test runs; {@link #ALL} where it looks for them itself
     * @param test its class, from the package of all
     */
    private record Run(String page, String language, int count, String test) {
        boolean is(String file, Page.Block block) {
            return (page.endsWith("/") ? file.startsWith(page) : file.equals(page))
                    && language.equals(block.language());
        }
    }

    private static final List<Run> RUN = List.of(
            new Run("README.md", "console", 1, "acceptance/ReadmeTest"),
            new Run("README.md", "java", 2, "acceptance/ReadmeTest"),
            new Run("README.md", "text", 1, "acceptance/ReadmeTest"),
            new Run("docs/api.md", "java", ALL, "repl/ApiPageTest"),
            new Run("docs/api.md", "text", ALL, "repl/ApiPageTest"),
            new Run("docs/cookbook.md", "java", ALL, "repl/CookbookTest"),
            new Run("docs/cookbook.md", "text", ALL, "repl/CookbookTest"),
            new Run("docs/prompt.md", "console", ALL, "acceptance/PromptPageTest"),
            new Run("docs/testing.md", "console", 2, "acceptance/TestingPageTest"),
            new Run("docs/testing.md", "java", ALL, "acceptance/TestingPageTest"),
            new Run("docs/troubleshooting.md", "text", ALL, "acceptance/TroubleshootingTest"),
            new Run("docs/writing-lessons.md", "markdown", 1, "acceptance/LessonsTest"),
            new Run("docs/lessons/", "java", ALL, "acceptance/LessonsTest"),
            new Run("docs/lessons/", "java check", ALL, "acceptance/LessonsTest"),
            new Run("docs/lessons/", "java solution", ALL, "acceptance/LessonsTest"),
            new Run("docs/lessons/", "java wrong", ALL, "acceptance/LessonsTest"),
            new Run("docs/lessons/", "java undo", ALL, "acceptance/LessonsTest"),
            new Run("docs/lessons/", "text", ALL, "acceptance/LessonsTest"));

    /** What cannot be run, by its language. The guide's first page says so to the reader. */
    private static final Map<String, String> EXEMPT = Map.of(
            "sh", "installs, builds or changes something of the machine",
            "", "shows a form, lines for a person's own shell, or where the time goes",
            "docs/lessons/ c", "shows source to be read; what is compiled stands in a step");

    /** Such a paragraph below a block says so to the reader as well. */
    private static final String NOT_RUN = "Not run here";

    static List<Path> pages() throws IOException {
        return Documents.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void eachBlockIsRunOrCannotBe(Path page) throws IOException {
        var file = Bpfsh.root().relativize(page).toString();
        var blocks = Page.of(file).blocks();
        for (var block : blocks) {
            assertThat(runBy(file, block).or(() -> exempt(file, block)))
                    .as("who runs %s:%d, which is ```%s?", file, block.line(), block.language())
                    .isPresent();
        }
        for (var run : RUN) {
            var count = blocks.stream().filter(block -> run.is(file, block)).count();
            if (file.equals(run.page()) && run.count() != ALL) {
                assertThat(count)
                        .as("blocks ```%s of %s, each of which %s must run", run.language(), file, run.test())
                        .isEqualTo(run.count());
            }
        }
    }

    @Test
    void whoRunsThemIsThere() throws IOException {
        for (var run : RUN) {
            var source = Bpfsh.root().resolve("repl/src/test/java/dev/bpfsh/" + run.test() + ".java");
            var name = run.page().endsWith("/")
                    ? run.page().substring(0, run.page().length() - 1)
                    : run.page();
            assertThat(source).content().as(run.test()).contains(name);
        }
    }

    private static Optional<String> runBy(String file, Page.Block block) {
        if (GuideTest.PAGES.contains(file)
                && (block.language().equals("console") || block.file().isPresent())) {
            return Optional.of("GuideTest");
        }
        return RUN.stream().filter(run -> run.is(file, block)).map(Run::test).findFirst();
    }

    private static Optional<String> exempt(String file, Page.Block block) {
        if (block.after().startsWith(NOT_RUN)) {
            return Optional.of(block.after());
        }
        var folder = file.substring(0, file.lastIndexOf('/') + 1);
        return Optional.ofNullable(EXEMPT.getOrDefault(block.language(), EXEMPT.get(folder + " " + block.language())));
    }

    @Test
    void theGuideSaysWhatIsNotRun() throws IOException {
        var said = Page.of("docs/README.md").text().lines().collect(Collectors.joining(" "));
        assertThat(said).contains("`sh`, which installs", "blocks without a language");
        assertThat(Files.readString(Bpfsh.root().resolve("docs/comparison.md"))).contains(NOT_RUN);
    }
}
