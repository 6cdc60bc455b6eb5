// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.BuildJdk;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.ReferenceTool;
import dev.bpfsh.testing.RequiresKernel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole life of an object, many times over: nothing stays in this process or in the kernel. */
@RequiresKernel({Feature.BPF, Feature.TRACEFS, Feature.REFERENCE_TOOLS})
class CyclesTest {
    private static final int CYCLES = BuildJdk.isThis() ? 2000 : 400;
    private static final int WARM_UP = 20;

    // Links are made in some cycles only: to end one, the kernel waits for all that may still be within.
    private static final int BETWEEN_ATTACHES = 10;

    private static final int PATIENCE_S = 30;

    /** Those that attach by themselves are silent unless a test sets whom they watch. */
    private static final List<String> ATTACHING = List.of("globals", "maps", "two", "corpus/map_buffers");

    private static final List<String> LOADED = List.of(
            "corpus/data_sections",
            "corpus/code_functions",
            "corpus/map_in_map",
            "corpus/map_programs",
            "corpus/extern_kconfig",
            "corpus/code_core");

    private final Set<Integer> programs = new HashSet<>();
    private final Set<Integer> maps = new HashSet<>();

    @Test
    @Timeout(600)
    void leaveNothing() throws InterruptedException {
        for (int number = 0; number < WARM_UP; number++) {
            cycle(number);
        }
        var before = Leaks.snapshot();
        for (int number = 0; number < CYCLES; number++) {
            cycle(number);
        }
        assertThat(Session.current().alive()).isEmpty();
        Leaks.assertNoneSince(before);
        assertThat(programs).hasSizeGreaterThan(CYCLES);
        assertThat(maps).hasSizeGreaterThan(CYCLES);
        assertGone();
    }

    private void cycle(int number) {
        int which = number % (ATTACHING.size() + LOADED.size());
        boolean attaches = which < ATTACHING.size();
        try (var object = Fixture.open(attaches ? ATTACHING.get(which) : LOADED.get(which - ATTACHING.size()))) {
            object.sections().values().stream()
                    .filter(section -> !section.name().equals(".kconfig"))
                    .flatMap(section -> section.all().values().stream())
                    .forEach(global -> global.set(global.get()));
            object.load();
            object.programs().values().forEach(program -> programs.add(KernelId.ofProgram(program.fd())));
            object.maps().values().forEach(map -> maps.add(KernelId.ofMap(map.fd())));
            object.sections().values().forEach(section -> section.all().values().forEach(Global::get));
            if (attaches && number / 10 % BETWEEN_ATTACHES == 0) {
                assertThat(object.attach()).isNotEmpty();
            }
        }
    }

    // The kernel ends what is closed a little later. Whoever opens a program array in that moment, as another process
    // may
    // with bpftool, has it cleared twice, and then the kernel (6.18, prog_array_map_clear of kernel/bpf/arraymap.c)
    // loses
    // count and keeps the empty map for ever. Nobody holds it: no descriptor is left, and no program.
    private void assertGone() throws InterruptedException {
        for (int second = 0; second < PATIENCE_S; second++) {
            Thread.sleep(1000);
            if (left().isEmpty()) {
                return;
            }
        }
        assertThat(left()).isEmpty();
    }

    private Set<String> left() {
        var left = new TreeSet<String>();
        ReferenceTool.bpftool("prog", "show").forEach(program -> {
            if (programs.contains(program.get("id").asInt())) {
                left.add("program " + program);
            }
        });
        ReferenceTool.bpftool("map", "show").forEach(map -> {
            if (maps.contains(map.get("id").asInt())
                    && !map.get("type").asText().equals("prog_array")) {
                left.add("map " + map);
            }
        });
        return left;
    }
}
