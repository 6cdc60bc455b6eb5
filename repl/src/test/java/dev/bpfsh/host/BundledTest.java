// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledTest {
    @TempDir
    private Path folder;

    @Test
    void listsEachScriptWithItsFirstComment() throws IOException {
        write("line", "#!/usr/bin/env bpfsh\n// SPDX-License-Identifier: Apache-2.0\n\n// line: says it\n// more\n");
        write("block", "/*\n * says it in a block\n */\nint x;\n");
        write("silent", "int x; // no\n");
        Files.writeString(folder.resolve("other.bpf.c"), "// no script\n");
        Bundled bundled = new Bundled(folder, ".jsh");
        assertThat(bundled.list()).isEqualTo("block   says it in a block\nline    line: says it\nsilent");
        assertThat(bundled.find("line")).contains(folder.resolve("line.jsh"));
        assertThat(bundled.find("../line")).isEmpty();
        assertThat(bundled.near("lien")).containsExactly("line");
    }

    @Test
    void doesWithoutTheFolder() {
        assertThat(new Bundled(folder.resolve("none"), ".jsh").list()).isEmpty();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".jsh"), text);
    }
}
