// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Numbers that the kernel answers with. */
class ErrnoTest {
    @Test
    void aResultIsANumberOrAnErrorByName() {
        assertThat(Errno.result(0)).isEqualTo("0");
        assertThat(Errno.result(7)).isEqualTo("7");
        assertThat(Errno.result(-2)).isEqualTo("ENOENT");
        assertThat(Errno.result(-4095)).isEqualTo("-4095");
        assertThat(Errno.result(-4096)).isEqualTo("-4096");
        assertThat(Errno.result(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    }
}
