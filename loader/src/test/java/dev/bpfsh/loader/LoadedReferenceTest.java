// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.ReferenceTool;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a loaded object says of itself, beside what bpftool says of its programs and maps in the kernel. */
@RequiresKernel({Feature.BPF, Feature.ROOT, Feature.REFERENCE_TOOLS})
class LoadedReferenceTest {
    /** As much of a name as the kernel keeps. */
    private static final int KEPT = 15;

    // Those that any kernel from 5.15 on takes; the rest needs kprobes, security modules, newer kernels or libbpfs.
    private static final int TAKEN_EVERYWHERE = 40;

    // How large they are depends on the kernel, and libbpf asks it at load.
    private static final Set<String> COMPLETED_AT_LOAD = Set.of("perf_event_array", "struct_ops");

    // The kernel adds it to each map of devices.
    private static final int RDONLY_PROG = 1 << 7;

    private static final Set<Path> LOADED = new HashSet<>();

    static List<Path> objects() {
        return Corpus.loadable();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void programsAndMapsAreAsTheKernelHasThem(Path file) {
        try (var object = BpfObject.open(file)) {
            try {
                object.load();
            } catch (BpfException refused) {
                assertThat(object.state()).isEqualTo(BpfObject.State.CLOSED);
                return;
            }
            LOADED.add(file);
            var maps = new TreeSet<Integer>();
            object.maps().values().forEach(map -> maps.add(KernelId.ofMap(map.fd())));
            object.maps().values().forEach(LoadedReferenceTest::assertIsInKernel);
            object.programs().values().stream()
                    .filter(program -> program.handle().autoload())
                    .forEach(program -> assertIsInKernel(program, maps));
        }
    }

    @AfterAll
    static void manyWereLoaded() {
        assertThat(LOADED).hasSizeGreaterThan(TAKEN_EVERYWHERE);
    }

    private static void assertIsInKernel(BpfProgram program, Set<Integer> mapsOfObject) {
        int id = KernelId.ofProgram(program.fd());
        var known = ReferenceTool.bpftool("prog", "show", "id", String.valueOf(id));
        assertThat(known.get("type").asText()).isEqualTo(program.type());
        // bpftool has the whole name of some from their BTF.
        assertThat(known.path("name").asText()).isIn(program.name(), cut(program.name()));
        assertThat(known.get("tag").asText()).isEqualTo(KernelId.field(program.fd(), "prog_tag"));
        assertThat(known.get("gpl_compatible").asBoolean())
                .isEqualTo(program.object().license().contains("GPL"));
        assertThat(known.get("bytes_xlated").asInt()).isPositive();
        // The kernel takes no types with names that C does not have, and libbpf then does without.
        if (ObjectBtf.describesCode(Path.of(program.object().source()))
                && !program.object().name().equals("names")) {
            assertThat(known.path("btf_id").asInt()).isPositive();
        }
        var maps = new TreeSet<Integer>();
        known.path("map_ids").forEach(map -> maps.add(map.asInt()));
        assertThat(mapsOfObject).containsAll(maps);
        assertThat(maps).containsAll(mapsIn(program.handle().instructions()));
    }

    private static String cut(String name) {
        return name.substring(0, Math.min(name.length(), KEPT));
    }

    // LD_IMM64 with a descriptor instead of a number.
    private static Set<Integer> mapsIn(byte[] instructions) {
        var fds = new TreeSet<Integer>();
        var code = ByteBuffer.wrap(instructions).order(ByteOrder.nativeOrder());
        for (int at = 0; at < code.capacity(); at += 8) {
            int source = code.get(at + 1) >> 4 & 0xf;
            if (code.get(at) == 0x18) {
                if (source == 1 || source == 2) {
                    fds.add(code.getInt(at + 4));
                }
                at += 8;
            }
        }
        return fds.stream().map(KernelId::ofMap).collect(Collectors.toSet());
    }

    private static void assertIsInKernel(BpfMap map) {
        int id = KernelId.ofMap(map.fd());
        var known = ReferenceTool.bpftool("map", "show", "id", String.valueOf(id));
        // What one of libbpf and bpftool is too old to know is a number there.
        var number = KernelId.field(map.fd(), "map_type");
        assertThat(known.get("type").asText()).isIn(map.type().replaceFirst("type (\\d+)", "$1"), number);
        assertThat(known.path("bytes_key").asInt()).as("key of %s", map).isEqualTo(map.keySize());
        if (!COMPLETED_AT_LOAD.contains(map.type())) {
            assertThat(known.path("bytes_value").asInt()).as("value of %s", map).isEqualTo(map.valueSize());
            assertThat(known.path("max_entries").asLong())
                    .as("entries of %s", map)
                    .isEqualTo(map.maxEntries());
        }
        assertThat(known.path("bytes_value").asInt()).isEqualTo(map.handle().valueSize());
        assertThat(known.path("max_entries").asLong()).isEqualTo(map.handle().maxEntries());
        int added = map.type().startsWith("devmap") ? RDONLY_PROG : 0;
        assertThat(known.path("flags").asInt())
                .as("flags of %s", map)
                .isEqualTo(map.handle().flags() | added);
        if (!map.name().startsWith(".")) {
            assertThat(known.path("name").asText()).isEqualTo(cut(map.name()));
        }
    }
}
