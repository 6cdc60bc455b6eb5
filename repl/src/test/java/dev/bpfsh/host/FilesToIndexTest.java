// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

class FilesToIndexTest {
    @Test
    void classesAreThereAndFoldersToIndexAreNot() throws Exception {
        try (var all = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            var files = new FilesToIndex(all, () -> false);
            assertThat(all.getLocationAsPaths(StandardLocation.CLASS_PATH)).isNotEmpty();
            assertThat(all.getLocationAsPaths(StandardLocation.PLATFORM_CLASS_PATH))
                    .isNotEmpty();
            assertThat(files.getLocationAsPaths(StandardLocation.CLASS_PATH)).isEmpty();
            assertThat(files.getLocationAsPaths(StandardLocation.PLATFORM_CLASS_PATH))
                    .isEmpty();
            assertThat(new FilesToIndex(all, () -> true).getLocationAsPaths(StandardLocation.CLASS_PATH))
                    .isEqualTo(all.getLocationAsPaths(StandardLocation.CLASS_PATH));
            assertThat(files.list(StandardLocation.CLASS_PATH, "dev.bpfsh.host", Set.of(Kind.CLASS), false))
                    .isNotEmpty();
        }
    }
}
