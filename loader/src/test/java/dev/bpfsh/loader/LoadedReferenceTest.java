// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
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
@OnOneJdk
class LoadedReferenceTest {
    /** As much of a name as the kernel keeps. */
    private static final int KEPT = 15;

    // Those that any kernel from 5.15 on takes; the rest needs kprobes, security modules, newer kernels or libbpfs.
    private static final int TAKEN_EVERYWHERE = 40;

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
        assertThat(known.get("type").asText()).isEqualTo(number(program.type()));
        // bpftool has the whole name of some from their BTF.
        assertThat(known.path("name").asText()).isIn(program.name(), cut(program.name()));
        var info = program.info();
        assertThat(info.id()).isEqualTo(id);
        assertThat(number(info.type())).isEqualTo(known.get("type").asText());
        assertThat(info.name()).isEqualTo(cut(program.name()));
        assertThat(info.tag()).isEqualTo(known.get("tag").asText());
        assertThat(info.gplCompatible())
                .isEqualTo(known.get("gpl_compatible").asBoolean())
                .isEqualTo(program.object().license().contains("GPL"));
        assertThat(info.uid()).isEqualTo(known.get("uid").asInt());
        assertThat(info.translatedSize()).isEqualTo(known.get("bytes_xlated").asInt());
        assertThat(info.machineSize()).isEqualTo(known.path("bytes_jited").asInt());
        assertThat(info.btfId()).isEqualTo(known.path("btf_id").asInt());
        var maps = new TreeSet<Integer>();
        known.path("map_ids").forEach(map -> maps.add(map.asInt()));
        assertThat(new TreeSet<>(info.mapIds())).isEqualTo(maps);
        assertThat(mapsOfObject).containsAll(maps);
        assertThat(maps).containsAll(mapsIn(program.handle().instructions()));
    }

    // What has no name with libbpf has none with bpftool either, which says the number alone.
    private static String number(String type) {
        return type.replaceFirst("type (\\d+)", "$1");
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
        assertThat(known.get("type").asText()).isIn(number(map.type()), number);
        assertThat(known.path("bytes_key").asInt()).as("key of %s", map).isEqualTo(map.keySize());
        assertThat(known.path("bytes_value").asInt()).as("value of %s", map).isEqualTo(map.valueSize());
        assertThat(known.path("max_entries").asLong()).as("entries of %s", map).isEqualTo(map.maxEntries());
        int added = map.type().startsWith("devmap") ? RDONLY_PROG : 0;
        assertThat(known.path("flags").asInt()).as("flags of %s", map).isEqualTo(map.flags() | added);
        var info = map.info();
        assertThat(info.id()).isEqualTo(id);
        assertThat(info.name()).isEqualTo(known.path("name").asText());
        assertThat(info.keySize()).isEqualTo(map.keySize());
        assertThat(info.valueSize()).isEqualTo(map.valueSize());
        assertThat(info.maxEntries()).isEqualTo(map.maxEntries());
        assertThat(info.flags()).isEqualTo(map.flags() | added);
        assertThat(info.btfId()).isEqualTo(known.path("btf_id").asInt());
        if (!map.name().startsWith(".")) {
            assertThat(known.path("name").asText()).isEqualTo(cut(map.name()));
        }
    }
}
