// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownNamesTest {
    private final KnownNames names = new KnownNames();

    @Test
    void knowsWhatOpenObjectsHave() {
        try (var minimal = BpfObject.open(Bpfsh.root().resolve("scripts/minimal.bpf.o"))) {
            assertThat(minimal.programs().keySet()).allMatch(program -> names.test("program", program));
            assertThat(names.test("map", "minimal.bss")).isTrue();
            assertThat(names.test("set", "my_pid")).isTrue();
            assertThat(names.test("set", "your_pid")).isFalse();
        }
        assertThat(new KnownNames().test("program", "handle_tp")).isFalse();
    }

    @Test
    void knowsFilesAndInterfaces() {
        assertThat(names.test("open", Bpfsh.root() + "/scripts/minimal.bpf.o")).isTrue();
        assertThat(names.test("open", "/none")).isFalse();
        assertThat(names.test("xdp", "lo")).isTrue();
        assertThat(names.test("println", "lo")).isFalse();
        assertThat(names.test("open", "a\u0000/b")).isFalse();
    }

    @Test
    @RequiresKernel({Feature.TRACEFS, Feature.ROOT})
    void knowsProbes() throws Exception {
        assertThat(names.test("", "tp/syscalls/sys_enter_write")).isTrue();
        assertThat(names.test("", "syscalls/sys_enter_write")).isTrue();
        assertThat(names.test("", "tp/syscalls/sys_enter_none")).isFalse();
        // The kernel's functions are read behind the first question.
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!names.test("kprobe", "do_exit") && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        assertThat(names.test("kprobe", "do_exit")).isTrue();
        assertThat(names.test("kprobe", "do_not")).isFalse();
    }
}
