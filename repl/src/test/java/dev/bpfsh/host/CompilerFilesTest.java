// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerFilesTest {
    @Test
    void classesAreThereAndFoldersToIndexAreNot() throws Exception {
        try (var all = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var files = new CompilerFiles(all, () -> false);
            assertThat(all.getLocationAsPaths(StandardLocation.CLASS_PATH)).isNotEmpty();
            assertThat(all.getLocationAsPaths(StandardLocation.PLATFORM_CLASS_PATH))
                    .isNotEmpty();
            assertThat(files.getLocationAsPaths(StandardLocation.CLASS_PATH)).isEmpty();
            assertThat(files.getLocationAsPaths(StandardLocation.PLATFORM_CLASS_PATH))
                    .isEmpty();
            assertThat(new CompilerFiles(all, () -> true).getLocationAsPaths(StandardLocation.CLASS_PATH))
                    .isEqualTo(all.getLocationAsPaths(StandardLocation.CLASS_PATH));
            assertThat(files.list(StandardLocation.CLASS_PATH, "dev.bpfsh.host", Set.of(Kind.CLASS), false))
                    .isNotEmpty();
        }
    }

    @Test
    void packagesOfTheJdkAreListedOnceAndWithoutClassesThatHaveNoName() throws Exception {
        try (var all = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var files = new CompilerFiles(all, () -> false);
            Location base = files.getLocationForModule(StandardLocation.SYSTEM_MODULES, "java.base");
            var listed = files.list(base, "java.util", Set.of(Kind.CLASS), false);
            assertThat(files.list(base, "java.util", Set.of(Kind.CLASS), false)).isSameAs(listed);
            assertThat(listed)
                    .extracting(file -> files.inferBinaryName(base, file))
                    .contains("java.util.Map", "java.util.Map$Entry", "java.util.Spliterators$EmptySpliterator$OfInt")
                    .noneMatch(name -> name.matches(".*\\$\\d.*"));
            assertThat(all.list(base, "java.util", Set.of(Kind.CLASS), false))
                    .anyMatch(file -> files.inferBinaryName(base, file).matches(".*\\$\\d.*"));
        }
    }

    @Test
    void whatIsAddedToAFolderOfTheClassPathIsListed(@TempDir Path folder) throws Exception {
        try (var all = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            all.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(folder));
            var files = new CompilerFiles(all, () -> false);
            assertThat(files.list(StandardLocation.CLASS_PATH, "", Set.of(Kind.CLASS), false))
                    .isEmpty();
            Files.createFile(folder.resolve("Late.class"));
            assertThat(files.list(StandardLocation.CLASS_PATH, "", Set.of(Kind.CLASS), false))
                    .hasSize(1);
        }
    }
}
