// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @TempDir
    Path temp;

    @Test
    void keepsWhereTheLearnerIs() throws Exception {
        var progress = new Progress(temp.resolve("state"));
        assertThat(progress.of("lifecycle")).isEmpty();
        progress.keep("lifecycle", 5, 14);
        progress.keep("/home/me/my own.md", 1, 2);
        progress.keep("lifecycle", 6, 14);
        assertThat(progress.of("lifecycle")).contains(new Progress.Mark("lifecycle", 6, 14, false));
        assertThat(temp.resolve("state/lessons")).hasContent("1/2 begun /home/me/my own.md\n6/14 begun lifecycle\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("state/lessons"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatWasDoneOnceStaysDone() throws Exception {
        var progress = new Progress(temp);
        progress.keep("a", 3, 3);
        assertThat(progress.of("a")).contains(new Progress.Mark("a", 0, 3, true));
        progress.keep("a", 1, 3);
        assertThat(progress.of("a")).contains(new Progress.Mark("a", 1, 3, true));
    }

    @Test
    void leavesLinesAloneThatItDoesNotKnow() throws Exception {
        Files.writeString(temp.resolve("lessons"), "of a later version\n");
        new Progress(temp).keep("a", 1, 3);
        assertThat(temp.resolve("lessons")).hasContent("of a later version\n1/3 begun a\n");
    }

    @Test
    void doesNotBelieveWhatOthersCouldHaveWritten() throws Exception {
        var progress = new Progress(temp);
        progress.keep("a", 1, 3);
        Files.setPosixFilePermissions(temp.resolve("lessons"), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(progress.of("a")).isEmpty();
        assertThatThrownBy(() -> progress.keep("a", 2, 3)).isInstanceOf(IOException.class);
    }
}
