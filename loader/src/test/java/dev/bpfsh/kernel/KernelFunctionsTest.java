// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Functions of the kernel, under the names that they have had. */
class KernelFunctionsTest {
    @Test
    void theFirstThatIsThereIsChosen() {
        assertThat(KernelFunctions.first(Set.of("b", "c"), "a", "b", "c")).isEqualTo("b");
        assertThat(KernelFunctions.first("no_such_function", "vfs_unlink")).isEqualTo("vfs_unlink");
    }

    @Test
    void whereTheKernelDoesNotTellItIsTheFirst() {
        assertThat(KernelFunctions.first(Set.of(), "a", "b")).isEqualTo("a");
    }

    @Test
    void whereNoneIsThereAllAreNamed() {
        assertThatThrownBy(() -> KernelFunctions.first(Set.of("c"), "a", "b"))
                .isInstanceOf(UnsupportedByKernel.class)
                .hasMessage("find a or b: the kernel has no such function");
    }
}
