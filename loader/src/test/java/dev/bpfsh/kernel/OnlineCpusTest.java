// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OnlineCpusTest {
    @Test
    void cpusAreReadFromTheirRanges() {
        assertThat(OnlineCpus.of("0")).isEqualTo(List.of(0));
        assertThat(OnlineCpus.of("0-3,8,10-11")).isEqualTo(List.of(0, 1, 2, 3, 8, 10, 11));
    }

    @Test
    void thisMachineHasOne() {
        assertThat(OnlineCpus.now())
                .hasSizeGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    }
}
