// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What {@code docs/prompt.md} shows is what the screen shows, and what it says of tests is so. */
@Execution(ExecutionMode.CONCURRENT)
class PromptPageTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+)(?:\\.([a-z][A-Za-z]+))?`");

    @TempDir
    Path home;

    private static Page page() throws IOException {
        return Page.of("docs/prompt.md");
    }

    @Test
    void theSessionsLookAsShown() throws Exception {
        try (var terminal = Bpfsh.in(home).from(Bpfsh.root()).terminal(110, 60)) {
            terminal.await("bpfsh> ?$");
            for (var block : page().blocks("console")) {
                terminal.enter("/reset").await("(?s)prelude.*\nbpfsh> ?$");
                Page.assertLooksAsShown(terminal, block);
            }
        }
    }

    @Test
    void eachTestThatIsNamedIsThere() throws Exception {
        var rows = page().text()
                .lines()
                .filter(line -> line.startsWith("| ")
                        && line.chars().filter(c -> c == '|').count() >= 10)
                .filter(line -> !line.startsWith("| |"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(40);
        for (var row : rows) {
            var cells = row.replace("\\|", "").split("\\|");
            var named = tests(cells[cells.length - 1]);
            assertThat(named.isEmpty() && !cells[2].contains("(1)"))
                    .as("no test shows: %s", row)
                    .isFalse();
            for (var test : named) {
                assertThat(source(test[0]))
                        .as(row)
                        .contains(test[1] == null ? "class " + test[0] : "void " + test[1] + "(");
            }
        }
    }

    private static List<String[]> tests(String cell) {
        var tests = new ArrayList<String[]>();
        TEST.matcher(cell).results().forEach(found -> tests.add(new String[] {found.group(1), found.group(2)}));
        return tests;
    }

    private static String source(String test) throws IOException {
        try (var files = Files.walk(Bpfsh.root().resolve("repl/src/test/java"))) {
            var file = files.filter(each -> each.endsWith(test + ".java")).findFirst();
            assertThat(file).as(test).isPresent();
            return Files.readString(file.get());
        }
    }
}
