// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.BtfDump;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text is libbpf's, but for white space. */
@RequiresKernel(Feature.BTF)
class DefinitionsTest {
    @TempDir
    private Path folder;

    @Test
    void typesOfTheKernelAreDefinedAsLibbpfDoes() throws Exception {
        var raw = KernelBtf.vmlinuxBytes();
        var btf = KernelBtf.vmlinux();
        var random = new Random(20);
        var some = random.ints(1, btf.count())
                .filter(id -> btf.type(id) instanceof BtfType.Composite
                        || btf.type(id) instanceof BtfType.Typedef
                        || btf.type(id) instanceof BtfType.Enumeration)
                .distinct()
                .limit(220);
        var known = Stream.of(
                        "task_struct", "sk_buff", "struct file", "bpf_prog", "union bpf_attr", "page", "mm_struct")
                .mapToInt(btf::id);
        for (int id : IntStream.concat(known, some).toArray()) {
            assertSame(raw, btf, id);
        }
    }

    @Test
    void allTypesOfTheKernelInOneTextHaveNamesOfTheirOwn() throws Exception {
        var btf = KernelBtf.vmlinux();
        var ids = IntStream.range(1, btf.count()).toArray();
        var text = normal(btf.define(ids));
        var reference = reference(KernelBtf.vmlinuxBytes(), ids);
        assertThat(reference).hasSizeGreaterThan(1 << 20).contains("___2");
        int same = Arrays.mismatch(text.toCharArray(), reference.toCharArray());
        assertThat(same)
                .as(
                        "from here on: %s",
                        text.substring(Math.max(same, 0), Math.min(Math.max(same, 0) + 80, text.length())))
                .isEqualTo(-1);
    }

    private static Stream<Path> objects() throws Exception {
        return Objects.all();
    }

    @ParameterizedTest
    @MethodSource("objects")
    @OnOneJdk
    void everyTypeOfAnObjectIsDefinedAsLibbpfDoes(Path object) throws Exception {
        var raw = Objects.btf(object);
        var btf = Btf.parse(raw);
        for (int id = 1; id < btf.count(); id++) {
            assertSame(raw, btf, id);
        }
        var all = IntStream.range(1, btf.count()).toArray();
        assertThat(normal(btf.define(all))).isEqualTo(reference(raw, all));
    }

    private void assertSame(byte[] raw, Btf btf, int id) throws Exception {
        assertThat(normal(btf.define(id)))
                .as("%s, type %d", btf.type(id).name(), id)
                .isEqualTo(reference(raw, id));
    }

    private String reference(byte[] raw, int... ids) throws Exception {
        var file = Files.createTempFile(folder, "reference", ".h");
        BtfDump.append(raw, ids, file);
        return normal(Files.readString(file));
    }

    // We write (void) as newer ones do, libbpf 1.1 writes ().
    private static String normal(String text) {
        return text.replace("(void)", "()").replaceAll("\\s+", " ").strip();
    }
}
