// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import org.junit.jupiter.api.Test;

class BinariesTest {
    @Test
    void listsWhatAProbeCanName() {
        assertThat(Binaries.libraries()).contains("libc.so.6").doesNotContain("sh");
        assertThat(Binaries.programs()).contains("sh").doesNotContain("libc.so.6");
        assertThat(Binaries.functions("libc.so.6")).contains("malloc", "free");
        assertThatThrownBy(() -> Binaries.functions("libnone.so"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("there is no library libnone.so");
    }
}
