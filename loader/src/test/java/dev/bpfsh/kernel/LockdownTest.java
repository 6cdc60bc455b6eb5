// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockdownTest {
    @Test
    void theStateIsTheOneInBrackets() {
        assertThat(Lockdown.parse("[none] integrity confidentiality\n")).isEqualTo(Lockdown.NONE);
        assertThat(Lockdown.parse("none [integrity] confidentiality\n")).isEqualTo(Lockdown.INTEGRITY);
        assertThat(Lockdown.parse("none integrity [confidentiality]\n")).isEqualTo(Lockdown.CONFIDENTIALITY);
        assertThat(Lockdown.parse("")).isEqualTo(Lockdown.UNKNOWN);
    }

    @Test
    void asksTheKernelWithoutFailing() {
        assertThat(Lockdown.state()).isNotNull();
    }

    @Test
    void theKernelHasAVersionToShow() {
        assertThat(KernelVersion.running()).hasToString("Linux " + System.getProperty("os.version"));
    }
}
