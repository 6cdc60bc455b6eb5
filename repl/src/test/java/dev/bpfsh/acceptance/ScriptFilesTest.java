// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.acceptance.BundledScript.Trait;
import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every script of {@code scripts/} is made of the same parts. */
@Execution(ExecutionMode.CONCURRENT)
class ScriptFilesTest {
    @TempDir
    Path home;

    static List<BundledScript> all() {
        return BundledScript.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void beginsWithTheTwoLinesThatAllHave(BundledScript script) {
        var lines = script.text().lines().toList();
        assertThat(lines.get(0)).isEqualTo("#!/usr/bin/env bpfsh");
        assertThat(lines.get(1)).as("the line that --list shows").matches("// [A-Z].{10,100}\\.");
        assertThat(lines.get(2)).as("the end of that comment").isEqualTo("//");
    }

    @ParameterizedTest
    @MethodSource("all")
    void canBeExecuted(BundledScript script) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script.file())))
                .startsWith("rwxr-xr-");
    }

    @ParameterizedTest
    @MethodSource("all")
    void hasItsProgramBesideIt(BundledScript script) {
        var folder = BundledScript.FOLDER;
        boolean expected = !script.is(Trait.HAS_NO_OBJECT);
        assertThat(Files.exists(folder.resolve(script.name() + ".bpf.c"))).isEqualTo(expected);
        assertThat(Files.exists(folder.resolve(script.name() + ".bpf.o"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("all")
    void readsItsCommandLineFirst(BundledScript script) {
        // Then usage errors and --help cost nothing, and come before what the kernel may refuse.
        var code = script.text()
                .lines()
                .filter(line -> !line.startsWith("//") && !line.startsWith("#!") && !line.isBlank())
                .collect(Collectors.joining("\n"));
        assertThat(code).startsWith("var options = tool(\"" + script.name() + "\", \"");
    }

    @Test
    void theyAreListedWithTheirFirstLine() {
        var listed = Bpfsh.in(home).run("--list").succeeds().errIs("").out();
        var expected = all().stream()
                .map(script -> script.name() + " " + script.about())
                .toList();
        assertThat(listed.lines().map(line -> line.replaceFirst(" +", " "))).containsExactlyElementsOf(expected);
    }

    @Test
    void theReadmeHasThemAll() throws IOException {
        var expected = all().stream()
                .map(script -> "| [`%1$s`](scripts/%1$s.jsh) | %2$s |".formatted(script.name(), script.about()))
                .toList();
        assertThat(Files.readAllLines(Bpfsh.root().resolve("README.md")))
                .filteredOn(line -> line.contains("](scripts/") && line.startsWith("| [`"))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void whatIsSaidOfScriptsIsOfScriptsThatAreThere() {
        assertThat(BundledScript.special())
                .isSubsetOf(
                        BundledScript.all().stream().map(BundledScript::name).toList());
    }
}
