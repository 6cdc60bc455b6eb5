// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.loader.Session;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something open that loses its last name does not do so in silence. */
class HoldingsTest {
    private final Evaluator evaluator = new Evaluator("import dev.bpfsh.loader.*;\nimport java.nio.file.*;\n"
            + "BpfObject open() { return BpfObject.open(Path.of(\""
            + Bpfsh.root().resolve("scripts/minimal.bpf.o") + "\")); }");

    @AfterEach
    void close() {
        Session.current().close();
        evaluator.close();
    }

    private List<String> notes(String input) {
        return evaluator.eval(input).stream()
                .filter(outcome ->
                        outcome instanceof Outcome.Done done && done.text().startsWith("note: "))
                .map(outcome -> ((Outcome.Done) outcome).text())
                .toList();
    }

    @Test
    void anOpenObjectThatIsReplacedIsNoted() {
        assertThat(notes("var m = open();")).isEmpty();
        assertThat(notes("m.state()")).isEmpty();
        assertThat(notes("var m = open();"))
                .containsExactly("note: minimal OPENED goes on without the name m; /live closes it");
        assertThat(notes("m = null;")).hasSize(1);
        assertThat(notes("m = open();")).isEmpty();
        assertThat(notes("int m = 5;")).hasSize(1);
    }

    @Test
    void whatHasAnotherNameOrIsClosedIsNotNoted() {
        notes("var a = open(); var b = a;");
        assertThat(notes("a = null;")).isEmpty();
        assertThat(notes("b.close(); b = null;")).isEmpty();
        notes("var c = open();");
        assertThat(notes("c.close(); c = open();")).isEmpty();
    }

    @Test
    @RequiresKernel({Feature.BPF, Feature.TRACEFS})
    void whatIsAttachedIsCounted() {
        notes("var m = open(); m.load(); m.attach();");
        assertThat(notes("var m = 1;"))
                .containsExactly("note: minimal LOADED, 1 attached, goes on without the name m; /live closes it");
    }
}
