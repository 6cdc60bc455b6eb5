// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine is in this state once after its start, so the file is one of the test's own. */
class TraceMemoryTest {
    @TempDir
    Path tracefs;

    @ParameterizedTest
    @CsvSource({"7 (expanded: 1408),1408", "1 (expanded: 4),4", "7,7", "65536,65536", "X,X", "'',''"})
    void growsToWhatTheKernelItselfWouldTakeAndNeverShrinks(String before, String after) throws IOException {
        var file = Files.writeString(tracefs.resolve("buffer_size_kb"), before + "\n");
        TraceMemory.expand(tracefs);
        // The kernel takes each write as a whole; a file keeps what is behind it.
        assertThat(Files.readString(file)).isEqualTo(after + before.substring(after.length()) + "\n");
    }

    @Test
    void doesWithoutWhereItIsRefused() {
        TraceMemory.expand(tracefs.resolve("none"));
        assertThat(tracefs.resolve("none")).doesNotExist();
    }
}
