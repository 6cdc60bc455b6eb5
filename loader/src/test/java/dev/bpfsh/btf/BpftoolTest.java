// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type is read as bpftool reads it. */
@RequiresKernel({Feature.BTF, Feature.REFERENCE_TOOLS})
class BpftoolTest {
    @TempDir
    private Path folder;

    @Test
    void typesOfTheKernel() throws Exception {
        var ours = normal(new BpftoolJson(KernelBtf.vmlinux()).dump());
        var theirs = normal(bpftool("file", "/sys/kernel/btf/vmlinux"));
        int same = Arrays.mismatch(ours.toCharArray(), theirs.toCharArray());
        assertThat(same)
                .as(
                        "from here on: %s",
                        ours.substring(Math.max(same, 0), Math.min(Math.max(same, 0) + 80, ours.length())))
                .isEqualTo(-1);
    }

    // bpftool 7.1 extends the sign of unsigned values of 32 bits in its JSON, not in its plain text.
    private static String normal(String json) {
        return Pattern.compile("(?<=\"val\":)\\d{20}").matcher(json).replaceAll(number -> {
            long value = Long.parseUnsignedLong(number.group());
            return Long.toUnsignedString(value >= Integer.MIN_VALUE ? value & 0xffffffffL : value);
        });
    }

    private static Stream<Path> objects() throws Exception {
        return Objects.all();
    }

    @ParameterizedTest
    @MethodSource("objects")
    @OnOneJdk
    void typesOfAnObject(Path object) throws Exception {
        // Not the object itself: only libbpf fills in the sizes of its sections.
        var raw = Files.write(folder.resolve("raw"), Objects.btf(object));
        var ours = new BpftoolJson(Btf.parse(Files.readAllBytes(raw))).dump();
        assertThat(normal(ours)).isEqualTo(normal(bpftool("file", raw.toString())));
    }

    @Test
    void splitTypesGoOnWhereTheBaseEnds() throws Exception {
        var base = new BtfBytes().type(BtfKind.INT, "int", false, 0, 4, 1 << 24 | 32);
        int strings = 1 + "int".length() + 1;
        var more = new BtfBytes(strings);
        // A name from the base, one of its own, and a reference each way.
        more.type(BtfKind.TYPEDEF, 1, false, 0, 1);
        more.type(BtfKind.STRUCT, "pair", false, 2, 8, more.string("first"), 2, 0, more.string("second"), 1, 32);
        more.type(BtfKind.TYPE_TAG, "user", false, 0, 3);
        more.type(BtfKind.DECL_TAG, "note", false, 0, 3, 1);
        Files.write(folder.resolve("base"), base.raw());
        Files.write(folder.resolve("more"), more.raw());

        var split = Btf.parse(more.raw(), Btf.parse(base.raw()));
        assertThat(split.firstId()).isEqualTo(2);
        assertThat(split.count()).isEqualTo(6);
        assertThat(new BpftoolJson(split).dump())
                .isEqualTo(bpftool(
                        "-B",
                        folder.resolve("base").toString(),
                        "file",
                        folder.resolve("more").toString()));
        split.check();
        assertThat(split.named("int")).containsExactly(1, 2);
        assertThat(split.id("typedef int")).isEqualTo(2);
        assertThat(split.sizeOf(split.id("struct pair"))).isEqualTo(8);
        assertThat(split.define(3)).contains("typedef int int;", "int first;", "int second;");
        assertThat(split.all(BtfType.Int.class)).hasSize(1);
    }

    private static String bpftool(String... source) throws Exception {
        var command = Stream.of(
                        Stream.of("bpftool", "-j"),
                        Arrays.stream(source).takeWhile(word -> !word.equals("file")),
                        Stream.of("btf", "dump"),
                        Arrays.stream(source).dropWhile(word -> !word.equals("file")))
                .flatMap(words -> words)
                .toList();
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s", command).isZero();
        return output.strip();
    }
}
