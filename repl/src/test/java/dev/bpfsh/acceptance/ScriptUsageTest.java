// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.packaging.HelpOption;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.ReferenceTool;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every script of {@code scripts/} says of itself, and without privileges. */
@Execution(ExecutionMode.CONCURRENT)
class ScriptUsageTest {
    @TempDir
    Path home;

    static Stream<BundledScript> all() {
        return BundledScript.allOnOneJdk();
    }

    private Bpfsh bpfsh() {
        // As an executable a script finds bpfsh in PATH.
        return Bpfsh.in(home).env("PATH", Bpfsh.root() + ":" + System.getenv("PATH"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void asAnExecutableItExplainsItself(BundledScript script) throws Exception {
        script.check(() -> {
            var help = bpfsh().launcher(script.file()).run("--help").succeeds().errIs("");
            help.outFinds("^Usage: " + script.name() + " ")
                    .outContains("-v, --verbose", "--seconds", "--json", "-h, --help");
            assertThat(help.out().lines()).as("%s", help).allMatch(line -> line.length() <= 80);
            assertThat(forShells(script.file()))
                    .containsExactlyInAnyOrderElementsOf(HelpOption.of(help.out()).stream()
                            .map(HelpOption::line)
                            .toList());
        });
    }

    /** What Tab finds in a script, without running it. */
    private static List<String> forShells(Path script) {
        var completion = Bpfsh.root().resolve("packaging/completions/bpfsh").toString();
        return ReferenceTool.output("bash", "-c", "source \"$0\"; _bpfsh_options \"$1\"", completion, script.toString())
                .lines()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void refusesAnOptionThatItDoesNotKnow(BundledScript script) throws Exception {
        script.check(() -> bpfsh().run(script.name(), "--no-such-option")
                .exits(2)
                .outIs("")
                .errContains("--no-such-option", "Usage: " + script.name()));
    }

    @ParameterizedTest
    @MethodSource("all")
    @RequiresKernel(Feature.ROOT)
    void withoutPrivilegesItSaysSo(BundledScript script) throws Exception {
        script.check(() -> {
            var result = bpfsh().under("setpriv", "--bounding-set=-all", "--inh-caps=-all")
                    .run(script.command("--seconds", "1"))
                    .exits(4);
            script.assertSaysWhy(result);
        });
    }
}
