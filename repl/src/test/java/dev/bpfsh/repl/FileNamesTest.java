// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNamesTest {
    @TempDir
    private Path temp;

    @Test
    void offersFilesAndFolders() throws IOException {
        Files.writeString(temp.resolve("ab c"), "");
        Files.createDirectory(temp.resolve("abd"));
        Files.writeString(temp.resolve(".hidden"), "");
        Files.writeString(temp.resolve("ab\u001b[2J"), "");
        assertThat(FileNames.startingWith(temp + "/a"))
                .extracting(Candidate::value)
                .containsExactlyInAnyOrder(temp + "/ab c", temp + "/abd/");
        assertThat(FileNames.startingWith(temp + "/a")).noneMatch(Candidate::complete);
        assertThat(FileNames.startingWith(temp + "/."))
                .extracting(Candidate::displ)
                .containsExactly(".hidden");
    }

    @Test
    void knowsTheCurrentFolderAndHome() {
        assertThat(FileNames.startingWith("sr")).extracting(Candidate::value).containsExactly("src/");
        assertThat(FileNames.startingWith("~/"))
                .extracting(Candidate::value)
                .allMatch(name -> name.startsWith(FileNames.home() + "/"));
        assertThat(FileNames.startingWith("/none/x")).isEmpty();
    }
}
