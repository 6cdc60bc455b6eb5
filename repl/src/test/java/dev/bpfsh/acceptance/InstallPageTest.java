// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The capabilities that {@code docs/install.md} names for a thing are enough for it. */
@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.ROOT, Feature.BPF, Feature.BTF, Feature.TRACEFS, Feature.UPROBE})
class InstallPageTest {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @TempDir
    Path home;

    static List<String> rows() throws IOException {
        return Page.of("docs/install.md")
                .text()
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains("| `CAP_"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theCapabilitiesOfARowAreEnough(String row) {
        var cells = row.split("\\|");
        var first = names(cells[2]).get(0);
        var capabilities = String.join(
                ",+",
                names(cells[3]).stream()
                        .map(name -> name.substring("CAP_".length()).toLowerCase(Locale.ROOT))
                        .toList());
        var bpfsh = Bpfsh.in(home).under("setpriv", "--bounding-set=-all,+" + capabilities, "--inh-caps=-all");
        if (first.endsWith("()")) {
            bpfsh.run("-e", first).succeeds();
        } else {
            bpfsh.run(first, "--seconds", "1").succeeds();
        }
    }

    private static List<String> names(String cell) {
        var names = NAME.matcher(cell).results().map(found -> found.group(1)).toList();
        assertThat(names).as(cell).isNotEmpty();
        return names;
    }
}
