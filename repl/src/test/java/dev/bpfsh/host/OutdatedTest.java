// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An object older than its source. */
class OutdatedTest {
    private static final String CHANGED = """
            #include <linux/bpf.h>
            #include <bpf/bpf_helpers.h>
            int changed = 5;
            SEC("tp/syscalls/sys_enter_getpid") int f(void *ctx) { return 0; }
            """;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private Path object;
    private Path source;

    @BeforeEach
    void copy() throws IOException {
        var minimal = Bpfsh.root().resolve("scripts");
        source = Files.copy(minimal.resolve("minimal.bpf.c"), folder.resolve("mine.bpf.c"));
        object = Files.copy(minimal.resolve("minimal.bpf.o"), folder.resolve("mine.bpf.o"));
    }

    private Outdated outdated(boolean canCompile) {
        return new Outdated(() -> canCompile, said::add);
    }

    private void change() throws IOException {
        Files.writeString(source, CHANGED);
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    }

    @Test
    void nothingIsSaidOfAnObjectThatIsNot() {
        assertThat(outdated(true).insteadOf(object)).isEqualTo(object);
        assertThat(outdated(true).asAsked(object)).isEqualTo(object);
        assertThat(said).isEmpty();
    }

    @Test
    void itsSourceIsTakenInstead() throws IOException {
        change();
        assertThat(outdated(true).insteadOf(object)).isEqualTo(source);
        assertThat(said)
                .containsExactly(object + " is older than mine.bpf.c: compiling mine.bpf.c; to rebuild: "
                        + Path.of("scripts/build") + " " + folder);
    }

    @Test
    void withoutACompilerItIsOpenedAndTheUserWarned() throws IOException {
        change();
        assertThat(outdated(false).insteadOf(object)).isEqualTo(object);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith(object + " is older than mine.bpf.c and runs as it is: there is no clang to compile")
                .endsWith("scripts/build " + folder);
    }

    @Test
    void aPathIsTakenAtItsWord() throws IOException {
        change();
        assertThat(outdated(true).asAsked(object)).isEqualTo(object);
        assertThat(said)
                .containsExactly(object + " is older than mine.bpf.c; to compile that: open(\"" + source + "\")");
    }

    @Test
    void aScriptsObjectAndSkeletonAreThoseOfTheSource() throws IOException {
        change();
        var script = Files.writeString(folder.resolve("mine.jsh"), """
                //SKELETON mine
                System.out.println(open("mine").data().get("changed"));
                System.out.println(MineBpf.open().data().changed());
                System.out.println(open("mine.bpf.o").bss().get("my_pid"));
                """);
        var result = Bpfsh.in(folder).run(script.toString()).succeeds().outIs("5\n5\n0\n");
        assertThat(result.err().lines())
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("compiling mine.bpf.c"))
                .anySatisfy(line -> assertThat(line).contains("to compile that: open(\"mine.bpf.c\")"));

        Files.writeString(script, "System.out.println(open(\"mine\").bss().get(\"my_pid\"));\n");
        Bpfsh.in(folder)
                .env("CLANG", "/no/clang")
                .run(script.toString())
                .succeeds()
                .outIs("0\n")
                .errContains("no clang to compile mine.bpf.c");
    }
}
