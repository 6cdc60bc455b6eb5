// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ScriptCacheTest {
    /** What scripts have done. */
    public static final List<Object> done = new ArrayList<>();

    private static final String PRELUDE = """
            import java.util.*;
            import static dev.bpfsh.host.Prelude.*;
            import static dev.bpfsh.host.ScriptCacheTest.done;
            void did(Object what) { done.add(what); }
            """;

    private static final String SOURCE = """
            #!/usr/bin/env bpfsh
            // Uses a bit of everything.
            var list = new ArrayList<Integer>();
            for (int i = 0; i < 3; i++) list.add(i * i);
            record Point(int x, int y) { int sum() { return x + y + base(); } }
            int base() { return 100; }
            var numbers = list.stream().map(n -> n + base()).toList();
            var base = 7;
            did(numbers);
            did(new Point(1, 2).sum());
            did(args);
            base = base + 1;
            did(base);
            throw new IllegalStateException("end");
            """;

    private static final FileTime LONG_AGO = FileTime.from(Instant.now().minusSeconds(60));

    @TempDir
    Path folder;

    private Path scripts;

    @BeforeEach
    void clear() {
        done.clear();
        scripts = folder.resolve("bpfsh/scripts");
    }

    @AfterEach
    void closeWhatScriptsOpened() {
        Session.current().close();
    }

    private Script script(String source) {
        return ScriptCache.of(Map.of("XDG_CACHE_HOME", folder.toString())).script("a.jsh", source, PRELUDE);
    }

    private List<Path> kept() throws IOException {
        if (!Files.exists(scripts)) {
            return List.of();
        }
        try (var files = Files.list(scripts)) {
            return files.toList();
        }
    }

    /** All that a run shows: what was done, how it ended, where. */
    private static List<Object> run(Script script) {
        done.clear();
        var outcome = script.run("one", "two");
        var seen = new ArrayList<>(done);
        seen.replaceAll(each -> each instanceof String[] array ? Arrays.asList(array) : each);
        if (outcome instanceof Outcome.Threw threw) {
            seen.add(threw.thrown().toString());
            seen.add(Arrays.asList(threw.thrown().getStackTrace()));
        } else {
            seen.add(outcome);
        }
        return seen;
    }

    @Test
    void aScriptThatWasKeptDoesTheSame() throws Exception {
        var compiled = run(script(SOURCE));
        assertThat(compiled)
                .startsWith(List.of(100, 101, 104), 103, List.of("one", "two"), 8)
                .last()
                .asString()
                .contains("a.jsh:14");
        assertThat(kept()).hasSize(1);
        Files.setLastModifiedTime(kept().get(0), LONG_AGO);
        var again = script(SOURCE);
        assertThat(run(again)).isEqualTo(compiled);
        assertThat(run(again)).as("a second run of the same").isEqualTo(compiled);
        assertThat(kept()).hasSize(1);
        assertThat(Files.getLastModifiedTime(kept().get(0))).isGreaterThan(LONG_AGO);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatCompilesIntoSomethingElseIsKeptApart() throws Exception {
        script("did(1);");
        script("did(2);");
        assertThat(kept()).hasSize(2);
        ScriptCache.of(Map.of("XDG_CACHE_HOME", folder.toString())).script("b.jsh", "did(1);", PRELUDE);
        assertThat(kept()).as("stack traces name the file").hasSize(3);
        ScriptCache.of(Map.of("XDG_CACHE_HOME", folder.toString())).script("/other/b.jsh", "did(1);", PRELUDE);
        assertThat(kept()).as("but not its folder").hasSize(3);
        ScriptCache.of(Map.of("XDG_CACHE_HOME", folder.toString())).script("a.jsh", "did(1);", PRELUDE + "int x;");
        assertThat(kept()).hasSize(4);
    }

    private static String key() {
        return ScriptCache.key("a.jsh", "did(1);", PRELUDE, false);
    }

    @Test
    void theKeyNamesAllThatAScriptIsCompiledFromAndWith() throws Exception {
        var first = key();
        assertThat(ScriptCache.key("a.jsh", "did(1); ", PRELUDE, false)).isNotEqualTo(first);
        assertThat(ScriptCache.key("b.jsh", "did(1);", PRELUDE, false)).isNotEqualTo(first);
        assertThat(ScriptCache.key("a.jsh", "did(1);", PRELUDE + " ", false)).isNotEqualTo(first);
        assertThat(ScriptCache.key("a.jsh", "did(1);", PRELUDE, true)).isNotEqualTo(first);
        for (var of : List.of("java.home", "java.vm.vendor", "java.class.path")) {
            var before = System.getProperty(of);
            System.setProperty(of, folder.resolve("other.jar").toString());
            try {
                assertThat(key()).as(of).isNotEqualTo(first);
            } finally {
                System.setProperty(of, before);
            }
        }
        assertThat(key()).isEqualTo(first);
    }

    @Test
    void aNewVersionOfBpfshIsAnotherJar() throws Exception {
        var before = System.getProperty("java.class.path");
        var jar = Files.writeString(folder.resolve("bpfsh-repl.jar"), "version 1");
        System.setProperty("java.class.path", before + ":" + jar);
        try {
            var first = key();
            assertThat(key()).isEqualTo(first);
            // As packages are installed: a new file in the place of the old one, of the same size and time.
            var time = Files.getLastModifiedTime(jar);
            var other = Files.writeString(folder.resolve("new.jar"), "version 2");
            Files.setLastModifiedTime(other, time);
            Files.move(other, jar, StandardCopyOption.REPLACE_EXISTING);
            assertThat(key()).isNotEqualTo(first);
            Files.setLastModifiedTime(jar, LONG_AGO);
            assertThat(key()).isNotEqualTo(first);
        } finally {
            System.setProperty("java.class.path", before);
        }
    }

    @Test
    void whatDoesNotCompileIsNotKept() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(catchThrowableOfType(ScriptErrors.class, () -> script("did(nosuch);")))
                    .isNotNull();
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void aDamagedRecordIsMadeAnew() throws Exception {
        var compiled = run(script(SOURCE));
        var file = kept().get(0);
        var whole = Files.readAllBytes(file);
        var flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        for (var damaged : List.of(flipped, new byte[0], Arrays.copyOf(whole, 20), Arrays.copyOf(whole, 2000))) {
            Files.write(file, damaged);
            assertThat(run(script(SOURCE))).isEqualTo(compiled);
            assertThat(kept()).containsExactly(file);
            assertThat(Files.size(file)).as("whole again").isGreaterThan(whole.length / 2 + 1);
            assertThat(run(script(SOURCE))).isEqualTo(compiled);
        }
    }

    @Test
    void bytesThatAreNoRecordAreTold() throws Exception {
        var whole = Script.compile("a.jsh", SOURCE, PRELUDE).record().bytes();
        assertThat(ScriptRecord.of(whole).bytes()).isEqualTo(whole);
        for (int length = 0; length < whole.length; length++) {
            var cut = Arrays.copyOf(whole, length);
            assertThat(catchThrowableOfType(IOException.class, () -> ScriptRecord.of(cut)))
                    .as("%d of %d bytes", length, whole.length)
                    .isNotNull();
        }
        assertThat(catchThrowableOfType(
                        IOException.class, () -> ScriptRecord.of(Arrays.copyOf(whole, whole.length + 1))))
                .isNotNull();
        // Lengths and counts that are out of all proportion among them.
        for (int at = 0; at < whole.length; at++) {
            var damaged = whole.clone();
            damaged[at] = (byte) (at % 2 == 0 ? 0x7f : 0x80);
            try {
                ScriptRecord.of(damaged);
            } catch (IOException told) {
                continue;
            }
        }
    }

    @Test
    void whatVanishesIsMadeAnew() throws Exception {
        var compiled = run(script(SOURCE));
        for (var gone : List.of(kept().get(0), scripts, scripts.getParent())) {
            run(script(SOURCE));
            try (var below = Files.walk(gone)) {
                for (var each : below.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
            assertThat(run(script(SOURCE))).isEqualTo(compiled);
            assertThat(kept()).hasSize(1);
        }
    }

    @Test
    void aRecordThatOthersMayWriteToIsNotRun() throws Exception {
        script("did(\"ours\");");
        var file = kept().get(0);
        // What somebody else would like to be run.
        Files.delete(file);
        script("did(\"theirs\");");
        Files.move(kept().get(0), file);
        for (var place : List.of(file, scripts, scripts.getParent())) {
            var permissions = Files.getPosixFilePermissions(place);
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThat(run(script("did(\"ours\");"))).startsWith("ours");
            Files.setPosixFilePermissions(place, permissions);
        }
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, Files.createFile(folder.resolve("elsewhere")));
        assertThat(run(script("did(\"ours\");"))).startsWith("ours");
    }

    @Test
    void aCacheThatCannotBeMadeIsDoneWithout() throws Exception {
        Files.createFile(folder.resolve("bpfsh"));
        assertThat(run(script("did(1);"))).startsWith(1);
    }

    @Test
    void aSkeletonsObjectIsLookedAtEachTime() throws Exception {
        var object = folder.resolve("x.bpf.o");
        Files.copy(Bpfsh.root().resolve("scripts/minimal.bpf.o"), object);
        var source = "var x = skeleton(\"" + object + "\");\nx.close();\ndid(x.getClass().getMethods().length > 0);";
        assertThat(run(script(source))).startsWith(true);
        Files.setLastModifiedTime(kept().get(0), LONG_AGO);
        assertThat(run(script(source))).startsWith(true);
        assertThat(Files.getLastModifiedTime(kept().get(0))).isGreaterThan(LONG_AGO);
        var made = script(source).record().objects();
        Files.write(object, Files.readAllBytes(Bpfsh.root().resolve("loader/src/test/bpf/globals.bpf.o")));
        assertThat(run(script(source))).startsWith(true);
        assertThat(script(source).record().objects()).hasSize(1).isNotEqualTo(made);
        Files.delete(object);
        assertThat(catchThrowableOfType(ScriptErrors.class, () -> script(source)))
                .isNotNull();
    }

    @Test
    void aSkeletonsSourceIsCompiledOrFoundAgain() throws Exception {
        var header = Files.writeString(folder.resolve("x.h"), "int counted;\n");
        var source = Files.writeString(folder.resolve("x.bpf.c"), "#include \"x.h\"\n");
        var text = "//SKELETON " + source + "\ndid(XBpf.open().bss().counted());";
        assertThat(run(script(text))).startsWith(0);
        Files.setLastModifiedTime(kept().get(0), LONG_AGO);
        assertThat(run(script(text))).startsWith(0);
        assertThat(Files.getLastModifiedTime(kept().get(0))).isGreaterThan(LONG_AGO);
        // What only a header says counts as well.
        Files.writeString(header, "long counted;\n");
        assertThat(run(script(text))).startsWith(0L);
        Files.writeString(source, "no C\n");
        assertThat(catchThrowableOfType(ScriptErrors.class, () -> script(text))).hasMessageContaining("no C");
    }

    /** As in a project of which there is a second copy, or the first was somewhere else. */
    @Test
    void aSkeletonIsOfTheObjectThatIsThereNow() throws Exception {
        var minimal = Bpfsh.root().resolve("scripts/minimal.bpf.o");
        var first = Files.copy(
                minimal, Files.createDirectory(folder.resolve("first")).resolve("alike.bpf.o"));
        var second = Files.copy(
                minimal, Files.createDirectory(folder.resolve("second")).resolve("alike.bpf.o"));
        var text = "//SKELETON alike\ndid(AlikeBpf.open().bss().my_pid());";
        ObjectFiles.besideScript(first);
        assertThat(run(script(text))).startsWith(0);
        Files.delete(first);
        ObjectFiles.besideScript(second);
        assertThat(run(script(text))).startsWith(0);
    }

    @Test
    void severalAtOnceDoNotHurtEachOther() throws Exception {
        var runs = IntStream.range(0, 10)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> script("did(" + i % 2 + ");")))
                .toList();
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.join().record().steps()).isNotEmpty());
        assertThat(kept()).hasSize(2).allMatch(file -> !file.toString().endsWith(".new"));
        assertThat(run(script("did(0);"))).startsWith(0);
        assertThat(run(script("did(1);"))).startsWith(1);
        assertThat(kept()).hasSize(2);
    }
}
