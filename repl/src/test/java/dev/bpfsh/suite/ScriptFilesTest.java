// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which scripts names mean. */
class ScriptFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void scripts() throws Exception {
        for (var name : List.of("b.jsh", "a.jsh", "deep/er/c.jsh", "deep/notes.txt", ".git/d.jsh", "deep/.e.jsh")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "");
        }
    }

    private List<String> found(String... names) throws Exception {
        return ScriptFiles.of(Stream.of(names).map(name -> folder + "/" + name).toList()).stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    @Test
    void aFolderMeansTheScriptsInItAndBelow() throws Exception {
        assertThat(found("")).containsExactly("a.jsh", "b.jsh", "deep/er/c.jsh");
        assertThat(found("deep", "b.jsh", "deep/er/c.jsh", "")).containsExactly("deep/er/c.jsh", "b.jsh", "a.jsh");
    }

    @Test
    void aGlobMeansWhatAShellWouldMakeOfIt() throws Exception {
        assertThat(found("*.jsh")).containsExactly("a.jsh", "b.jsh");
        assertThat(found("{a,x}.jsh", "deep/**/?.jsh")).containsExactly("a.jsh", "deep/er/c.jsh");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> found("none.jsh")).hasMessage("no such file or folder: " + folder + "/none.jsh");
        assertThatThrownBy(() -> found("*.txt")).hasMessage("nothing is named " + folder + "/*.txt");
        assertThatThrownBy(() -> found("none/*.txt")).hasMessage("nothing is named " + folder + "/none/*.txt");
        assertThatThrownBy(() -> found("{")).hasMessage("no glob: " + folder + "/{");
        assertThatThrownBy(() -> ScriptFiles.of(
                        List.of(Files.createDirectory(folder.resolve("empty")).toString())))
                .hasMessage("no .jsh in " + folder + "/empty");
    }
}
