// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresKernel({Feature.BPF, Feature.BTF})
class CoreRelocationsTest {
    /** {@code prog 'look': relo #0: <byte_off> [5] struct task_struct.tgid (0:0 @ offset 0)}. */
    private static final Pattern READ =
            Pattern.compile("prog '(\\w+)': relo #(\\d+): <(\\w+)> \\[\\d+] ([^ ]+ [^ ]+)( .*)?\\s*");

    private static final Pattern PATCHED =
            Pattern.compile("prog '(\\w+)': relo #(\\d+): (?:patch|substitut)\\w+ insn #(\\d+) .*\\s*");

    @ParameterizedTest
    @ValueSource(strings = {"bootstrap", "profile", "task_iter", "runqlat"})
    void theyAreThoseThatLibbpfTellsOf(String script) {
        try (var object = BpfObject.open(Path.of("../scripts", script + ".bpf.o"))) {
            var log = LibbpfLog.get();
            long position = log.position();
            object.load();
            var read = new HashMap<String, String>();
            var told = new HashMap<String, List<CoreRelocation>>();
            for (var line : log.since(position)) {
                var words = READ.matcher(line.text());
                if (words.matches()) {
                    read.put(words.group(1) + words.group(2), words.group(3) + " " + words.group(4));
                }
                var patched = PATCHED.matcher(line.text());
                if (patched.matches()) {
                    var what = read.get(patched.group(1) + patched.group(2)).split(" ", 2);
                    told.computeIfAbsent(patched.group(1), name -> new ArrayList<>())
                            .add(new CoreRelocation(Integer.parseInt(patched.group(3)), what[0], what[1]));
                }
            }
            assertThat(told).isNotEmpty();
            told.forEach((program, relocations) ->
                    assertThat(object.program(program).relocations()).containsExactlyElementsOf(relocations));
        }
    }

    @Test
    void anObjectIsFittedToTheTypesOfAFile() {
        try (var object = BpfObject.open(Path.of("../scripts/bootstrap.bpf.o"));
                var same = object.forKernel(Path.of("/sys/kernel/btf/vmlinux"));
                var strange = object.forKernel(Path.of("../scripts/minimal.bpf.o"))) {
            object.load();
            same.load();
            assertThat(same.source()).isEqualTo(object.source());
            for (var name : object.programs().keySet()) {
                assertThat(same.program(name).info().tag())
                        .isEqualTo(object.program(name).info().tag());
            }
            // There is no struct task_struct in it.
            assertThatThrownBy(strange::load)
                    .isInstanceOf(LoadFailed.class)
                    .hasMessageContaining("task_struct")
                    .extracting(thrown -> ((LoadFailed) thrown).topic())
                    .isEqualTo(Topic.CO_RE);
            assertThatThrownBy(() -> object.forKernel(Path.of("nowhere.btf")))
                    .isInstanceOf(OpenFailed.class)
                    .hasMessageStartingWith("open nowhere.btf: no such file\nhint: ")
                    .extracting(e -> ((OpenFailed) e).topic())
                    .isEqualTo(Topic.CO_RE);
            assertThatThrownBy(() -> object.forKernel(Path.of("/sys/kernel/btf")))
                    .hasMessageStartingWith("open /sys/kernel/btf: it is a folder\n");
        }
    }
}
