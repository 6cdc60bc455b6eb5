// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which security modules there are. */
class SecurityModulesTest {
    @Test
    void readsTheKernelsList() {
        assertThat(SecurityModules.parse("lockdown,capability,landlock,bpf")).endsWith("landlock", "bpf");
        assertThat(SecurityModules.parse("capability\n")).containsExactly("capability");
        assertThat(SecurityModules.parse("")).isEmpty();
    }

    @Test
    void asksTheKernelWithoutFailing() {
        assertThat(SecurityModules.inUse()).doesNotContain("");
    }
}
