// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePathsTest {
    @TempDir
    private Path temp;

    @Test
    void offersFilesAndFolders() throws IOException {
        Files.writeString(temp.resolve("ab c"), "");
        Files.createDirectory(temp.resolve("abd"));
        Files.writeString(temp.resolve(".hidden"), "");
        Files.writeString(temp.resolve("ab\u001b[2J"), "");
        assertThat(FilePaths.startingWith(temp + "/a"))
                .extracting(Candidate::insert)
                .containsExactlyInAnyOrder(temp + "/ab c", temp + "/abd/");
        assertThat(FilePaths.startingWith(temp + "/."))
                .extracting(Candidate::name)
                .containsExactly(".hidden");
    }

    @Test
    void knowsTheCurrentFolderAndHome() {
        assertThat(FilePaths.startingWith("sr")).extracting(Candidate::insert).containsExactly("src/");
        assertThat(FilePaths.startingWith("~/"))
                .extracting(Candidate::insert)
                .allMatch(name -> name.startsWith(FilePaths.home() + "/"));
        assertThat(FilePaths.startingWith("/none/x")).isEmpty();
    }
}
