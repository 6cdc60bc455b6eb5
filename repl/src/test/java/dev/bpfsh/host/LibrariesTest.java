// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.deps.LocalRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Classes from outside, in a session and in a script. */
class LibrariesTest {
    private static final String LOCAL = "maven.repo.local";
    private static final String PRELUDE =
            "import static dev.bpfsh.host.Prelude.*; import static dev.bpfsh.host.SessionCalls.*;";

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void install() throws Exception {
        System.setProperty(LOCAL, folder.resolve("repository").toString());
        jar = install("1.0", "one");
    }

    @AfterEach
    void restore() {
        System.clearProperty(LOCAL);
    }

    private Path install(String version, String says) throws Exception {
        var classes = Files.createDirectories(folder.resolve("classes"));
        assertThat(Javac.compile(
                        classes,
                        "example/Greeting",
                        "package example; public class Greeting { public static String text() { return \"" + says
                                + "\"; } }"))
                .isEmpty();
        return new LocalRepository(folder.resolve("repository"))
                .install(
                        "org.example:greeting:" + version,
                        "",
                        Map.of(
                                "example/Greeting.class",
                                Files.readAllBytes(classes.resolve("example/Greeting.class"))));
    }

    @Test
    void aSessionSeesThemAtOnceAndAfterAReset() {
        try (var evaluator = new Evaluator(PRELUDE)) {
            assertThat(evaluator.eval("int kept = 7; example.Greeting.text()"))
                    .last()
                    .isInstanceOf(Outcome.Failed.class);
            assertThat(value(evaluator, "deps(\"org.example:greeting:1.0\")")).isEqualTo(List.of(jar));
            assertThat(value(evaluator, "example.Greeting.text() + kept")).isEqualTo("one7");
            assertThat(evaluator.suggestions("example.Gr", 10, new int[1]))
                    .anyMatch(each -> each.continuation().equals("Greeting"));
            evaluator.reset();
            assertThat(value(evaluator, "example.Greeting.text()")).isEqualTo("one");
            assertThat(evaluator.classPath().paths()).containsExactly(jar);
        }
    }

    @Test
    void whatBpfshHasInAnotherVersionIsSaid() throws Exception {
        var repository = new LocalRepository(folder.resolve("repository"));
        repository.install("info.picocli:picocli:1.0", "org.example:greeting:1.0", Map.of("old.txt", new byte[0]));
        var said = new ArrayList<String>();
        assertThat(Libraries.named("info.picocli:picocli:1.0", said::add)).hasSize(2);
        var own = CommandLine.VERSION;
        assertThat(said)
                .filteredOn(line -> line.contains("bpfsh"))
                .containsExactly("picocli 1.0: bpfsh itself has " + own + ", which stays in force");
        repository.install("info.picocli:picocli:" + own, "", Map.of("same.txt", new byte[0]));
        said.clear();
        Libraries.named("info.picocli:picocli:" + own, said::add);
        assertThat(said).noneMatch(line -> line.contains("in force"));
    }

    @Test
    void aTextForASessionMayNameThem() {
        try (var evaluator = new Evaluator(PRELUDE)) {
            assertThat(value(evaluator, "//DEPS org.example:greeting:1.0\nexample.Greeting.text()"))
                    .isEqualTo("one");
            assertThat(evaluator.eval("f.jsh", "\n  //DEPS org.example:nothing:1\nint never = 1;"))
                    .singleElement()
                    .satisfies(outcome -> {
                        var problem = ((Outcome.Failed) outcome).problems().get(0);
                        assertThat(problem.line()).isEqualTo(2);
                        assertThat(problem.message()).startsWith("deps org.example:nothing:1: not found");
                    });
            assertThat(evaluator.declarations().value("never")).isEmpty();
        }
    }

    @Test
    void aClassPathIsAsThatOfJava() throws Exception {
        try (var evaluator = new Evaluator(PRELUDE)) {
            var classes = folder.resolve("classes");
            assertThat(value(evaluator, "classpath(\"" + jar + ":" + classes + "\")"))
                    .isEqualTo(List.of(jar, classes));
            assertThat(value(evaluator, "classpath(\"" + jar.getParent() + "/*\")"))
                    .isEqualTo(List.of(jar));
            assertThat(value(evaluator, "example.Greeting.text()")).isEqualTo("one");
        }
        var text = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertThatThrownBy(() -> Libraries.files(text.toString())).hasMessageContaining("is no jar: ");
        assertThatThrownBy(() -> Libraries.files(folder + "/none")).hasMessageContaining("no such file or folder");
        assertThatThrownBy(() -> Libraries.files(folder + "/classes/*")).hasMessageContaining("there is no .jar in it");
        assertThatThrownBy(() -> Libraries.files("a\0b")).hasMessageContaining("is no name of a file");
        assertThatThrownBy(() -> Libraries.files("/dev/null")).hasMessageContaining("is no file");
    }

    @Test
    void aScriptHasThemWithAndWithoutItsRecord() throws Exception {
        var source = "//DEPS org.example:greeting:1.0\nvar text = example.Greeting.text();\n"
                + "if (!text.equals(args[0])) throw new IllegalStateException(text);";
        assertThat(Script.compile("a.jsh", source, PRELUDE).run("one")).isEqualTo(new Outcome.Done(""));
        for (int i = 0; i < 2; i++) {
            assertThat(cached(source).run("one")).isEqualTo(new Outcome.Done(""));
        }
        assertThat(kept()).hasSize(1);
        // The record is of this jar, so another is compiled with anew.
        install("1.0", "another");
        assertThat(cached(source).run("another")).isEqualTo(new Outcome.Done(""));
        Files.delete(jar);
        assertThatThrownBy(() -> cached(source))
                .isInstanceOfSatisfying(
                        ScriptErrors.class,
                        errors -> assertThat(errors.problems()).singleElement().satisfies(problem -> {
                            assertThat(problem.line()).isEqualTo(1);
                            assertThat(problem.message()).startsWith("deps org.example:greeting:1.0: not found");
                        }));
    }

    @Test
    void aScriptMayNameAJar() {
        var source = "//DEPS " + jar + "\nvar text = example.Greeting.text();";
        assertThat(Script.compile("a.jsh", source, PRELUDE).run()).isEqualTo(new Outcome.Done(""));
        assertThatThrownBy(() -> Script.compile("a.jsh", "//DEPS\nint a;", PRELUDE))
                .isInstanceOfSatisfying(
                        ScriptErrors.class,
                        errors -> assertThat(errors.problems().get(0).message()).startsWith("which library? //DEPS"));
    }

    private Script cached(String source) {
        return ScriptCache.of(Map.of("XDG_CACHE_HOME", folder.toString())).script("a.jsh", source, PRELUDE);
    }

    private List<Path> kept() throws Exception {
        try (var files = Files.list(folder.resolve("bpfsh/scripts"))) {
            return files.toList();
        }
    }

    private static Object value(Evaluator evaluator, String java) {
        var outcome =
                evaluator.eval(java).stream().reduce((first, last) -> last).orElseThrow();
        assertThat(outcome).isInstanceOf(Outcome.Value.class);
        return ((Outcome.Value) outcome).value();
    }
}
