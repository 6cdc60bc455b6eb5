// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/architecture.md} says what {@link LayersTest} checks, and names what there is. */
class ArchitecturePageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\|([^|]*)\\|$");
    private static final Pattern LAYER = Pattern.compile("\\.layer\\(\"(\\w+)\"\\)");
    private static final Pattern RULE =
            Pattern.compile("\\.whereLayer\\(\"(\\w+)\"\\)\\s*\\.mayOnlyBeAccessedByLayers\\(([^)]*)\\)");
    private static final Pattern NAME = Pattern.compile("`(?:docs/)?([A-Z][a-z]\\w+)`");
    /** Every layer may use these. */
    private static final Set<String> GROUND = Set.of("libbpf", "timing");

    private static String page() throws IOException {
        return Files.readString(Bpfsh.root().resolve("docs/architecture.md"));
    }

    @Test
    void theTableIsTheRule() throws IOException {
        var rule = Files.readString(Bpfsh.root().resolve("repl/src/test/java/dev/bpfsh/LayersTest.java"));
        var mayUse = new TreeMap<String, Set<String>>();
        LAYER.matcher(rule).results().forEach(layer -> mayUse.put(layer.group(1), new TreeSet<>()));
        RULE.matcher(rule).results().forEach(used -> Arrays.stream(used.group(2).split("[\\s,\"]+"))
                .filter(user -> !user.isEmpty())
                .forEach(user -> mayUse.get(user).add(used.group(1))));

        var written = ROW.matcher(page())
                .results()
                .filter(row -> mayUse.containsKey(row.group(1)))
                .collect(Collectors.toMap(row -> row.group(1), ArchitecturePageTest::packages));

        assertThat(written).isEqualTo(mayUse);
        assertThat(mayUse.keySet()).containsAll(GROUND);
    }

    private static Set<String> packages(MatchResult row) {
        return Arrays.stream(row.group(2).split("[\\s`]+"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachClassThatIsNamedIsThere() throws IOException {
        try (var loader = Files.walk(Bpfsh.root().resolve("loader/src"));
                var repl = Files.walk(Bpfsh.root().resolve("repl/src"))) {
            var classes = Stream.concat(loader, repl)
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
            assertThat(NAME.matcher(page()).results().map(name -> name.group(1)).distinct())
                    .hasSizeGreaterThan(40)
                    .allMatch(classes::contains);
        }
    }
}
