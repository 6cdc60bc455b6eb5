// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorTest {
    @TempDir
    private Path temp;

    private static String run(String command) {
        try {
            int status = new ProcessBuilder("sh", "-c", command).start().waitFor();
            return status == 0 ? "" : "exit status " + status;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Editor editor(String variable, String command) {
        return new Editor(Map.of(variable, command), EditorTest::run);
    }

    @Test
    void takesWhatTheEditorLeaves() throws Exception {
        assertThat(editor("VISUAL", "sed -i s/1/2/").edit("int a = 1;\nint b;")).isEqualTo("int a = 2;\nint b;");
        assertThat(editor("EDITOR", "printf '\\r\\033x\\n' >").edit("")).isEqualTo("\n\\u001bx");
        assertThat(new Editor(Map.of("VISUAL", "true", "EDITOR", "false"), EditorTest::run).edit("x"))
                .isEqualTo("x");
    }

    @Test
    void findsAnEditorWhereNoneIsNamed() throws Exception {
        Path nano = Files.writeString(temp.resolve("nano"), "#!/bin/sh\necho edited >\"$1\"\n");
        assertThat(nano.toFile().setExecutable(true)).isTrue();
        var path = Map.of("PATH", "/none:" + temp);
        var editor = new Editor(path, command -> run("PATH=" + temp + ":$PATH; " + command));
        assertThat(editor.edit("x")).isEqualTo("edited");
        assertThatThrownBy(() -> new Editor(Map.of(), EditorTest::run).edit("x"))
                .hasMessageContaining("say in VISUAL");
    }

    @Test
    void keepsWhatWasEditedIfTheEditorFails() {
        assertThatThrownBy(() -> editor("VISUAL", "false").edit("precious"))
                .hasMessageStartingWith("false: exit status 1; what was edited is in ")
                .satisfies(e -> {
                    Path kept = Path.of(e.getMessage().replaceFirst(".* is in ", ""));
                    assertThat(kept).hasContent("precious");
                    Files.delete(kept);
                });
    }

    @Test
    void evaluatesWhatHasChanged() {
        List<String> sources = List.of("int a = 1;", "int f() {\n    return a;\n}", "f()");
        String all = String.join("\n", sources);
        assertThat(EditCommand.changed(all, sources)).isEmpty();
        assertThat(EditCommand.changed(all.replace("return a", "return 2"), sources))
                .isEqualTo("int f() {\n    return 2;\n}");
        assertThat(EditCommand.changed(all + "\nint b;", sources)).isEqualTo("int b;");
        assertThat(EditCommand.changed("f()\nf()", sources)).isEqualTo("f()");
        assertThat(EditCommand.changed("", sources)).isEmpty();
    }
}
