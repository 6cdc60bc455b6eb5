// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.loader.Fixture;
import dev.bpfsh.testing.Eventually;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import org.junit.jupiter.api.Test;

@RequiresKernel({Feature.BPF, Feature.ROOT})
class ProgramHoldersTest {
    @Test
    void whoeverLoadedAProgramHoldsItUntilItIsClosed() throws Exception {
        int id;
        try (var object = Fixture.open("two")) {
            object.load();
            id = object.programs().values().iterator().next().info().id();
            // Whoever lists the programs of the machine holds each for a moment.
            Eventually.holds(() -> assertThat(ProgramHolders.of(id).pids())
                    .containsExactly(ProcessHandle.current().pid()));
        }
        Eventually.holds(() -> assertThat(ProgramHolders.of(id).pids()).isEmpty());
    }

    @Test
    void aProgramThatIsNotThereHasNoHolders() {
        assertThat(ProgramHolders.of(-1).pids()).isEmpty();
    }
}
