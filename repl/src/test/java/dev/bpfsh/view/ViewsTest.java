// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewsTest {
    private static final Style PLAIN = Style.plain();

    private static BpfObject open(String file) {
        return BpfObject.open(Bpfsh.root().resolve(Path.of(file)));
    }

    @Test
    void anOpenedObjectShowsWhatIsInItAndWhatComesNext() {
        try (var minimal = open("scripts/minimal.bpf.o")) {
            assertThat(Views.show(minimal, PLAIN).lines().skip(1))
                    .containsExactly(
                            "  programs  handle_tp  tp/syscalls/sys_enter_write  13 insns  attaches by itself",
                            "  maps      minimal.bss     array  1 x 4 B   int my_pid = 0",
                            "            minimal.rodata  array  1 x 27 B  read-only",
                            "  nothing is in the kernel yet; set globals, then load()");
            assertThat(Views.show(minimal, PLAIN))
                    .startsWith("minimal  OPENED   ")
                    .contains("license Dual BSD/GPL");
        }
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void anObjectShowsWhereItIsInItsLife() {
        var minimal = open("scripts/minimal.bpf.o");
        minimal.load();
        assertThat(Views.show(minimal, PLAIN)).contains("minimal  LOADED").endsWith("not attached; next attach()");
        assertThat(Views.show(minimal.attach(), PLAIN)).isEqualTo("handle_tp attached to tp/syscalls/sys_enter_write");
        assertThat(Views.show(minimal, PLAIN)).contains("13 insns  attached").contains("trace()");
        var link = minimal.links().get(0);
        minimal.close();
        assertThat(Views.show(minimal, PLAIN))
                .contains("minimal  CLOSED")
                .contains("int my_pid")
                .doesNotContain("= 0");
        assertThat(Views.show(link, PLAIN)).isEqualTo("handle_tp detached from tp/syscalls/sys_enter_write");
    }

    @Test
    void manyGlobalsAreCutAndTheRestIsNamed() {
        try (var globals = open("loader/src/test/bpf/globals.bpf.o")) {
            assertThat(Views.show(globals, PLAIN)).contains("more: section(\".data\")");
            assertThat(Views.show(globals.data(), PLAIN))
                    .contains("  char name[16] = \"bpfsh\"", "  enum weekday weekday = WEDNESDAY (10)")
                    .contains("  union word word = {.whole = 67305985");
            assertThat(Views.show(globals.global("u64"), PLAIN)).isEqualTo("__u64 u64 = 18446744073709551615");
        }
    }

    @Test
    void anErrorIsItsReasonThenTheUsersOwnLines() {
        var error = new BpfException(
                "load", "x", "refused \u001b[2J", Errno.EPERM, List.of("missing: CAP_BPF"), "run it as root");
        var frames = List.of(
                new StackTraceElement("dev.bpfsh.loader.BpfObject", "load", "BpfObject.java", 1),
                new StackTraceElement("", "step", "mine.jsh", 12),
                new StackTraceElement("", "", "mine.jsh", 20));
        assertThat(Views.error(error, frames, PLAIN).lines())
                .containsExactly(
                        "load x: refused \\e[2J (EPERM)",
                        "  missing: CAP_BPF",
                        "hint: run it as root",
                        "  at mine.jsh:12 in step()",
                        "  at mine.jsh:20");
    }

    @Test
    void javasExceptionsKeepTheirNamesAndCauses() {
        var error = new IllegalArgumentException("no good", new ArithmeticException("/ by zero"));
        assertThat(Views.error(error, PLAIN).lines())
                .containsExactly("IllegalArgumentException: no good", "  because: ArithmeticException: / by zero");
        assertThat(Views.error(new NullPointerException(), PLAIN)).isEqualTo("NullPointerException");
    }

    @Test
    void anErrorFitsAScreen() {
        var details = IntStream.range(0, 100).mapToObj(i -> "line " + i).toList();
        var text = Views.error(new BpfException("load", "x", "no", null, details, "the hint"), PLAIN);
        assertThat(text.lines().count()).isLessThan(24);
        assertThat(text).contains("lines more").endsWith("hint: the hint");
    }
}
