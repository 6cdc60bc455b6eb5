// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectCacheTest {
    @TempDir
    Path folder;

    private Path source;
    private Path header;
    private Path objects;

    @BeforeEach
    void write() throws Exception {
        Files.createDirectory(folder.resolve("inc"));
        source = Files.writeString(folder.resolve("a.bpf.c"), "#include \"inc/a.h\"\nint a = A;\n");
        header = write("inc/a.h", "#define A 1\n");
        objects = folder.resolve("cache/bpfsh/objects");
    }

    /** As if written long ago. */
    private Path write(String name, String text) throws Exception {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
        return file;
    }

    private Compiled compile() {
        return Compilers.in(folder).compile(source);
    }

    @Test
    void theSameIsCompiledOnce() throws Exception {
        var first = compile();
        var second = compile();
        assertThat(first.cached()).isFalse();
        assertThat(second.cached()).isTrue();
        assertThat(second.object()).isEqualTo(first.object());
        assertThat(objects).isDirectoryContaining(file -> true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(objects)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatChangesIsCompiledAgain() throws Exception {
        compile();
        assertThat(compile().cached()).isTrue();
        write("inc/a.h", "#define A 2\n");
        assertThat(compile().cached()).as("a header").isFalse();
        assertThat(compile().cached()).isTrue();
        Files.writeString(source, "#include \"inc/a.h\"\nint a = A + 1;\n");
        assertThat(compile().cached()).as("the source").isFalse();
        assertThat(compile().cached()).isTrue();
        assertThat(Compilers.in(folder, Map.of("CPATH", folder.toString()))
                        .compile(source)
                        .cached())
                .as("where headers are sought")
                .isFalse();
        Files.delete(header);
        var failed = org.assertj.core.api.Assertions.catchThrowableOfType(CompileFailed.class, this::compile);
        assertThat(failed).hasMessageContaining("'inc/a.h' file not found");
    }

    @Test
    void aHeaderThatComesBeforeAnotherIsFound() throws Exception {
        write("inc/b.h", "#include \"c.h\"\n#define A 1\n");
        write("c.h", "");
        Files.writeString(source, "#include \"inc/b.h\"\nint a = A;\n");
        compile();
        assertThat(compile().cached()).isTrue();
        write("inc/c.h", "int c;\n");
        assertThat(compile().cached()).isFalse();
    }

    @Test
    void whoAsksForFilesIsNotKept() throws Exception {
        Files.writeString(source, "#if __has_include(\"x.h\")\n#endif\nint a = 1;\n");
        compile();
        assertThat(compile().cached()).isFalse();
        write("inc/a.h", "#if __has_include(\"x.h\")\n#endif\n#define A 1\n");
        Files.writeString(source, "#include \"inc/a.h\"\nint a = A;\n");
        compile();
        assertThat(compile().cached()).isFalse();
    }

    @Test
    void aHeaderWrittenMeanwhileIsNotTrusted() throws Exception {
        write("inc/a.h", "#define A 1\n");
        Files.setLastModifiedTime(header, FileTime.from(Instant.now().plusSeconds(60)));
        compile();
        assertThat(compile().cached()).isFalse();
    }

    @Test
    void aDamagedEntryIsNone() throws Exception {
        compile();
        Path entry;
        try (var files = Files.list(objects)) {
            entry = files.findFirst().orElseThrow();
        }
        var bytes = Files.readAllBytes(entry);
        bytes[bytes.length - 1] ^= 1;
        for (var damaged : new byte[][] {bytes, {}, java.util.Arrays.copyOf(bytes, bytes.length / 2)}) {
            Files.write(entry, damaged);
            assertThat(compile().cached()).isFalse();
            assertThat(compile().cached()).isTrue();
        }
    }

    @Test
    void aCacheThatOthersMayWriteToIsNotUsed() throws Exception {
        compile();
        for (var place : new Path[] {objects, objects.getParent()}) {
            var kept = Files.getPosixFilePermissions(place);
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxr-x"));
            assertThat(compile()).satisfies(compiled -> {
                assertThat(compiled.cached()).isFalse();
                assertThat(compiled.cacheProblem()).hasValue(place + " can be written by others: chmod go-w " + place);
            });
            Files.setPosixFilePermissions(place, kept);
            assertThat(compile().cached()).isTrue();
        }
    }

    @Test
    void anEntryThatOthersMayWriteToIsNotUsed() throws Exception {
        compile();
        try (var files = Files.list(objects)) {
            Files.setPosixFilePermissions(
                    files.findFirst().orElseThrow(), PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        assertThat(compile().cached()).isFalse();
    }

    @Test
    void aLinkToACacheIsNotUsed() throws Exception {
        compile();
        Files.move(objects, folder.resolve("elsewhere"));
        Files.createSymbolicLink(objects, folder.resolve("elsewhere"));
        assertThat(compile().cached()).isFalse();
        assertThat(compile().cacheProblem().orElseThrow()).endsWith("is a symbolic link");
    }

    @Test
    @RequiresKernel(Feature.ROOT)
    void aCacheOfSomebodyElseIsNotUsed() throws Exception {
        compile();
        Files.setAttribute(objects, "unix:uid", 65534);
        assertThat(compile().cached()).isFalse();
        assertThat(compile().cacheProblem().orElseThrow()).endsWith("belongs to somebody else");
    }

    @Test
    void itWorksWithoutACache() {
        var compiled =
                Compilers.in(folder, Map.of("XDG_CACHE_HOME", "/proc/none")).compile(source);
        assertThat(compiled.object()).isNotEmpty();
        assertThat(compiled.cacheProblem().orElseThrow()).contains("/proc/none");
    }

    @Test
    void theOldestAreForgotten() throws Exception {
        compile();
        for (int i = 0; i < 250; i++) {
            write("cache/bpfsh/objects/old" + i, "");
        }
        write("cache/bpfsh/objects/crashed.new", "");
        Files.setLastModifiedTime(
                objects.resolve("crashed.new"), FileTime.from(Instant.now().minusSeconds(7200)));
        Files.writeString(source, "int b;\n");
        compile();
        try (var files = Files.list(objects)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSizeBetween(199, 201)
                    .doesNotContain("crashed.new")
                    .filteredOn(name -> !name.startsWith("old"))
                    .hasSize(2);
        }
    }
}
