// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.testing.Bpfsh;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code /doc} in a terminal of 80x24. */
@Timeout(300)
class DocTest extends TypedSession {
    @Override
    String prelude() {
        return Launch.prelude();
    }

    @BeforeEach
    void comeWithScripts() {
        System.setProperty("bpfsh.home", Bpfsh.root().toString());
    }

    @AfterEach
    void forgetScripts() {
        System.clearProperty("bpfsh.home");
    }

    @Test
    void showsWhatIsWrittenAndWhatExamplesGoOnFrom() throws Exception {
        screen.enter("/doc pid").awaitEnd("""
                bpfsh> /doc pid
                int Prelude.pid()
                  The id of this process, as BPF programs see it outside of pid namespaces.

                      minimal.bss().set("my_pid", pid())

                The examples go on from:
                    var minimal = open("minimal")
                    minimal.load()
                bpfsh>""");
        // As Tab leaves it, and as a question is asked.
        screen.enter("/doc tid()").awaitEnd("tid() == pid()\nbpfsh>");
        screen.enter("/doc tid?").awaitEnd("tid() == pid()\nbpfsh>");
        screen.enter("/doc BpfMap.putIfAbsent")
                .await("boolean MapOperations.putIfAbsent(Object")
                .awaitEnd("    var counts = BpfMap.create(\"hash\", \"counts\", 4, 8, 1024)\nbpfsh>");
        screen.enter("var map = BpfMap.create(\"hash\", \"m\", 4, 8, 16)").await("hash");
        screen.enter("/doc map.replace").await("boolean MapOperations.replace(Object");
        screen.enter("/doc BpfMap.putt").await("nothing is called BpfMap.putt here; did you mean put?");
        screen.enter("/doc").awaitEnd("which name? /doc open, /doc BpfMap.put, /doc minimal.attach\nbpfsh>");
        screen.enter("/doc 1 + 1").await("/doc takes a name, as open, BpfMap.put or minimal.attach, not 1 + 1");
        screen.type("/doc BpfMap.ope" + TAB).await("bpfsh> /doc BpfMap.open");
        screen.type(CTRL_C);
    }

    @Test
    void stopsAtEachScreen() throws Exception {
        screen.enter("/doc BpfObject")
                .await("final class dev.bpfsh.loader.BpfObject")
                .await("q leaves, / searches");
        screen.type("q").awaitEnd("\nbpfsh>");
        screen.enter("/set pager off").awaitEnd("off\nbpfsh>");
        screen.enter("/doc BpfMap").awaitEnd("\nbpfsh>").await("BpfMap.");
    }
}
