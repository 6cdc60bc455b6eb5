// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Bundled;
import dev.bpfsh.testing.Bpfsh;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The files of {@code snippets/} and the recipes of {@code docs/cookbook.md} are one text. */
class SnippetsTest {
    private static final int MOST_LETTERS = 116;
    private static final int MOST_LINES = 18;

    @Test
    void eachIsARecipe() throws Exception {
        var recipes = RunnablePage.of("docs/cookbook.md").parts().stream()
                .filter(part -> !part.blocks().isEmpty())
                .toList();
        var files = new Bundled(Bpfsh.root().resolve("snippets"), ".jsh").names();
        assertThat(recipes)
                .extracting(recipe -> recipe.heading().replace("`", ""))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(30)
                .containsExactlyInAnyOrderElementsOf(
                        files.stream().filter(name -> !name.equals("prelude")).toList());
        for (var recipe : recipes) {
            var name = recipe.heading().replace("`", "");
            var file = Files.readAllLines(Bpfsh.root().resolve("snippets/" + name + ".jsh"));
            var code = recipe.blocks().get(0).code();
            assertThat(file.subList(0, 2))
                    .as(name)
                    .isEqualTo(List.of("// " + recipe.text().get(1), ""));
            assertThat(file.subList(2, file.size())).as(name).isEqualTo(code);
            assertThat(code)
                    .as(name)
                    .hasSizeLessThanOrEqualTo(MOST_LINES)
                    .allMatch(line -> line.length() <= MOST_LETTERS);
        }
    }
}
