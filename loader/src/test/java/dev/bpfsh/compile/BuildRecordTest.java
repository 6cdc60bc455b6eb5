// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.cache.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildRecordTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path object;

    @BeforeEach
    void build() throws IOException {
        write("x.bpf.c", "#include <linux/bpf.h>\n  #  include \"near.h\"\n#include \"vmlinux.h\"\nint x;\n", 0);
        write("near.h", "#include \"far.h\"\n", 0);
        write("far.h", "#include \"near.h\"\nint far;\n", 0);
        write("other.h", "int other;\n", 0);
        object = write("x.bpf.o", "an object", 0);
    }

    private Path write(String name, String text, long secondsAfterBuild) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        return Files.setLastModifiedTime(file, FileTime.from(BUILT.plusSeconds(secondsAfterBuild)));
    }

    private void record(String... names) throws IOException {
        var lines = Stream.of(names)
                .map(name -> {
                    try {
                        return Digest.hex(Files.readAllBytes(folder.resolve(name))) + "  " + name + "\n";
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.joining("", "# clang 14\nnonsense\n", ""));
        Files.writeString(folder.resolve("objects.sha256"), lines);
    }

    private void recordAll() throws IOException {
        record("far.h", "near.h", "other.h", "x.bpf.c", "x.bpf.o");
    }

    @Test
    void withoutARecordAgesDecide() throws IOException {
        assertThat(BuildRecord.changedSince(object)).isEmpty();
        write("other.h", "int other;\n", 1);
        assertThat(BuildRecord.changedSince(object)).isEmpty();
        write("far.h", "int far;\n", 1);
        assertThat(BuildRecord.changedSince(object)).contains(folder.resolve("far.h"));
        write("x.bpf.c", "int x;\n", 1);
        assertThat(BuildRecord.changedSince(object)).contains(folder.resolve("x.bpf.c"));
    }

    @Test
    void withARecordContentsDecide() throws IOException {
        recordAll();
        write("x.bpf.c", Files.readString(folder.resolve("x.bpf.c")), 1000);
        write("near.h", Files.readString(folder.resolve("near.h")), 1000);
        assertThat(BuildRecord.changedSince(object)).isEmpty();

        write("other.h", "int another;\n", 0);
        assertThat(BuildRecord.changedSince(object)).isEmpty();
        write("far.h", "int farther;\n", -1000);
        assertThat(BuildRecord.changedSince(object)).contains(folder.resolve("far.h"));
        write("x.bpf.c", "int y;\n", -1000);
        assertThat(BuildRecord.changedSince(object)).contains(folder.resolve("x.bpf.c"));
    }

    @Test
    void aHeaderThatIsNewToTheRecordIsAChange() throws IOException {
        record("near.h", "x.bpf.c", "x.bpf.o");
        assertThat(BuildRecord.changedSince(object)).contains(folder.resolve("far.h"));
    }

    @Test
    void ofAnObjectThatTheRecordDoesNotKnowAgesDecide() throws IOException {
        recordAll();
        write("x.bpf.c", "int y;\n", 5);
        write("x.bpf.o", "an object that somebody else has built", 10);
        assertThat(BuildRecord.changedSince(object)).isEmpty();
        write("x.bpf.c", "int z;\n", 20);
        assertThat(BuildRecord.changedSince(object)).contains(folder.resolve("x.bpf.c"));
    }

    @Test
    void whatCannotBeComparedHasNotChanged() throws IOException {
        Files.delete(folder.resolve("x.bpf.c"));
        assertThat(BuildRecord.changedSince(object)).isEmpty();
        assertThat(BuildRecord.changedSince(folder.resolve("none.bpf.o"))).isEmpty();
        assertThat(BuildRecord.changedSince(Path.of("none.bpf.o"))).isEmpty();
        Files.write(folder.resolve("x.bpf.c"), "int \u00e9;\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.createDirectory(folder.resolve("objects.sha256"));
        assertThat(BuildRecord.changedSince(object)).contains(folder.resolve("x.bpf.c"));
    }

    @Test
    void knowsTheSourceByItsName() {
        assertThat(BuildRecord.sourceOf(Path.of("a/x.bpf.o"))).isEqualTo(Path.of("a/x.bpf.c"));
        assertThat(BuildRecord.sourceOf(Path.of("x.o"))).isEqualTo(Path.of("x.c"));
    }
}
