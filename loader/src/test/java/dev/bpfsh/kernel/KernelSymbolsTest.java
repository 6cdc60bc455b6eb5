// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelSymbolsTest {
    private static final String SOME = """
            ffffffff81000100 T second
            ffffffff81000000 T first
            ffffffff81000000 T alias_of_first
            ffffffff81000110 D data
            ffffffffc0000000 t in_module\t[ext4]
            """;

    @Test
    void findsTheFunctionThatAnAddressIsIn() {
        var symbols = KernelSymbols.parse(SOME);
        assertThat(symbols.name(0xffffffff81000000L)).isEqualTo("first+0x0");
        assertThat(symbols.name(0xffffffff810000ffL)).isEqualTo("first+0xff");
        assertThat(symbols.name(0xffffffff81000123L)).isEqualTo("second+0x23");
        assertThat(symbols.name(0xffffffffc0000008L)).isEqualTo("in_module+0x8 [ext4]");
        assertThat(symbols.at(0x1000)).isEmpty();
        assertThat(symbols.name(0x1000)).isEqualTo("0x1000");
        assertThat(symbols.at(-1)).isPresent();
    }

    @Test
    void addressesThatAreWithheldAreNoSymbols() {
        assertThatThrownBy(() -> KernelSymbols.parse("0000000000000000 T first\n"))
                .isInstanceOf(BpfException.class)
                .hasMessageContaining("kptr_restrict");
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void readsTheRunningKernels() {
        var symbols = KernelSymbols.load();
        assertThat(symbols.at(Long.MIN_VALUE)).as("below the kernel").isEmpty();
    }

    @Test
    void knowsWhereBpffsIs() {
        for (var mount : Bpffs.mounts()) {
            assertThat(Bpffs.contains(mount.resolve("not-there"))).isTrue();
        }
        assertThat(Bpffs.contains(Path.of("/proc/self"))).isFalse();
        assertThat(Bpffs.fileSystem(Path.of("/proc/self"))).isEqualTo("proc, mounted at /proc");
    }
}
