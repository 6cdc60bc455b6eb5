// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.libbpf.MapFd;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from a map is what {@code bpftool -j map dump} prints of it, byte by byte. */
@RequiresKernel(Feature.BPF)
class MapReferenceTest {
    private static final int ENTRIES = 300;

    @ParameterizedTest
    @CsvSource({
        "hash, 4, 8",
        "hash, 7, 13",
        "lru_hash, 16, 4",
        "array, 4, 5",
        "percpu_array, 4, 3",
        "percpu_hash, 8, 8",
        "lpm_trie, 8, 4",
        "lpm_trie, 20, 1"
    })
    void readsWhatBpftoolReads(String type, int keySize, int valueSize) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/bpftool")), "no bpftool to compare with");
        var random = new Random(type.hashCode() + keySize);
        try (var map = BpfMap.create(type, "reference", keySize, valueSize, ENTRIES)) {
            int cpus = type.startsWith("percpu") ? MapFd.possibleCpus() : 1;
            for (int i = 0; i < ENTRIES; i++) {
                map.put(key(type, i, keySize, random), value(valueSize, cpus, random));
            }
            var ours = new TreeSet<String>();
            int step = type.startsWith("percpu") ? (valueSize + 7) / 8 * 8 : valueSize;
            for (var entry = map.cursor(); entry.next(); ) {
                ours.add(
                        cpus == 1
                                ? "\"key\":" + json(entry.keyBytes()) + ",\"value\":" + json(entry.valueBytes())
                                : "\"key\":" + json(entry.keyBytes()) + ",\"values\":["
                                        + eachCpu(entry.valueBytes(), step, valueSize, cpus) + "]");
            }
            assertThat(ours).isEqualTo(bpftool(map.info().id())).hasSizeGreaterThan(ENTRIES / 2);
        }
    }

    private static byte[] key(String type, int index, int size, Random random) {
        var key = new byte[size];
        random.nextBytes(key);
        if (type.contains("array") || type.equals("lpm_trie")) {
            int head = type.equals("lpm_trie") ? (size - 4) * 8 - random.nextInt(8) : index;
            key[0] = (byte) head;
            key[1] = (byte) (head >> 8);
            key[2] = 0;
            key[3] = 0;
        }
        return key;
    }

    private static Object value(int size, int cpus, Random random) {
        var values = IntStream.range(0, cpus)
                .mapToObj(cpu -> {
                    var value = new byte[size];
                    random.nextBytes(value);
                    return value;
                })
                .toList();
        return cpus == 1 ? values.get(0) : values;
    }

    private static String eachCpu(byte[] bytes, int step, int size, int cpus) {
        return IntStream.range(0, cpus)
                .mapToObj(cpu -> "{\"cpu\":" + cpu + ",\"value\":"
                        + json(Arrays.copyOfRange(bytes, cpu * step, cpu * step + size)) + "}")
                .collect(Collectors.joining(","));
    }

    private static String json(byte[] bytes) {
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> "\"0x%02x\"".formatted(bytes[i]))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static TreeSet<String> bpftool(int id) throws Exception {
        var process = new ProcessBuilder("bpftool", "-j", "map", "dump", "id", String.valueOf(id)).start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        // [{...},{...}]: an entry begins with its key.
        var entries = new TreeSet<String>();
        for (var entry : text.substring(2, text.length() - 2).split("\\},\\{(?=\"key\")")) {
            entries.add(entry);
        }
        return entries;
    }
}
