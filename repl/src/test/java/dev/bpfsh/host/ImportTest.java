// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ImportTest {
    @Test
    void leadingImportsAreOneSnippet() {
        String text = """
                // What comes first: import no.Class;
                import java.util.*;

                import static java.lang.Math.max;  // the larger
                int x = max(1, 2);
                import java.io.File;
                """;
        assertThat(Import.leading(text))
                .isEqualTo(
                        "import static dev.bpfsh.host.ScriptArgs.*; import java.util.*; import static java.lang.Math.max;");
        assertThat(Import.withoutLeading(text))
                .as("what follows stays in its line")
                .isEqualTo("\n\n\n\nint x = max(1, 2);\nimport java.io.File;\n");
    }

    @Test
    void aTextWithoutImportsIsLeftAlone() {
        for (String text : List.of("", "// a comment\n", "int x;\n", "important();", "import java.util.*")) {
            assertThat(Import.leading(text)).as(text).isEmpty();
        }
        assertThat(Import.withoutLeading("int x;\n")).isEqualTo("int x;\n");
    }

    @Test
    void eachOfASnippetIsKnown() {
        try (var evaluator =
                new Evaluator("import java.util.*;\nimport java.io.File;\nimport static java.lang.Math.*;\n")) {
            evaluator.eval("import java.util.*;");
            assertThat(evaluator.ask(Import::in))
                    .extracting(Import::toString)
                    .containsExactly("import java.util.*;", "import java.io.File;", "import static java.lang.Math.*;");
            assertThat(evaluator.ask(Import::in)).extracting(Import::simpleName).containsExactly("*", "File", "*");
        }
    }

    @Test
    void importingAgainLeavesTheOthers() {
        try (var evaluator = new Evaluator("import java.util.*;\nimport java.io.File;\n")) {
            evaluator.eval("import java.util.*; import java.io.File; import java.nio.file.*;");
            assertThat(evaluator.eval("new File(\"a\").getName() + List.of(Path.of(\"b\"))"))
                    .singleElement()
                    .isInstanceOfSatisfying(Outcome.Value.class, value -> assertThat(value.value())
                            .isEqualTo("a[b]"));
        }
    }

    @Test
    void aTypeTakesThePlaceOfOneImportAmongMany() {
        try (var evaluator = new Evaluator("import java.io.File;\nimport java.util.*;\n")) {
            evaluator.eval("int before = List.of(1).size();");
            evaluator.eval("record File(int size) {}");
            assertThat(evaluator.ask(Import::in)).extracting(Import::toString).containsExactly("import java.util.*;");
            assertThat(evaluator.eval("new File(List.of(5).get(0)).size() + before"))
                    .singleElement()
                    .isInstanceOfSatisfying(Outcome.Value.class, value -> assertThat(value.value())
                            .isEqualTo(6));
        }
    }

    @Test
    void typesAreWrittenAsTheImportsAllow() {
        var inForce = List.of(
                new Import("java.util.*", false),
                new Import("java.io.File", false),
                new Import("java.util.concurrent.TimeUnit.*", true));
        assertThat(Import.shortened(
                        "java.util.Map.Entry<java.io.File,java.util.function.Supplier<java.io.FileFilter>>", inForce))
                .isEqualTo("Map.Entry<File,java.util.function.Supplier<java.io.FileFilter>>");
        assertThat(Import.shortened("int", inForce)).isEqualTo("int");
    }
}
