// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Snippets at a prompt of 80x24. */
@Timeout(300)
class SnippetFilesTest extends TypedSession {
    private static final String CTRL_U = "\u0015";

    @BeforeEach
    void placeSnippets() throws Exception {
        var folder = Files.createDirectories(temp.resolve("snippets"));
        Files.writeString(folder.resolve("prelude.jsh"), "// What every session begins with.\n");
        Files.writeString(folder.resolve("answer.jsh"), "// Computes the answer.\n\nint answer = 6 * 7;\n");
        Files.writeString(folder.resolve("anew.jsh"), "// Has a method.\n\nint twice(int x) {\n    return 2 * x;\n}\n");
        System.setProperty("bpfsh.home", temp.toString());
    }

    @AfterEach
    void forgetSnippets() {
        System.clearProperty("bpfsh.home");
    }

    @Test
    void areListedAndFoundByAWord() throws Exception {
        screen.enter("/snippet").awaitEnd("""
                          anew    Has a method.
                          answer  Computes the answer.
                        /snippet NAME puts one on the input line
                        bpfsh>""");
        screen.enter("/snippet AN").awaitEnd("""
                        bpfsh> /snippet AN
                          anew    Has a method.
                          answer  Computes the answer.
                        /snippet NAME puts one on the input line
                        bpfsh>""");
        screen.enter("/snippet METH").awaitEnd("bpfsh> int twice(int x) {\n  ...>     return 2 * x;\n  ...> }");
        screen.type(CTRL_C);
        screen.enter("/snippet prelude").awaitEnd("no snippet prelude; /snippet lists them\nbpfsh>");
        screen.enter("/snippet answre").await("no snippet answre; did you mean answer");
        System.setProperty("bpfsh.home", temp.resolve("none").toString());
        screen.enter("/snippet").await("no snippets in ");
    }

    @Test
    void standReadyToBeChangedAndRun() throws Exception {
        screen.enter("/snippet ans").awaitEnd("bpfsh> int answer = 6 * 7;");
        // It is the user's own now: letters do not take its place.
        screen.enter("answer++").awaitEnd("answer ==> 42\n$1 ==> 42\nbpfsh>");
        screen.enter("answer").awaitEnd("answer ==> 43\nbpfsh>");
        screen.enter("/snippet anew").awaitEnd("bpfsh> int twice(int x) {\n  ...>     return 2 * x;\n  ...> }");
        screen.type("\r").awaitEnd("created method twice(int)\nbpfsh>");
        screen.enter("/snippet answer").awaitEnd("bpfsh> int answer = 6 * 7;");
        screen.type(CTRL_C).awaitEnd("bpfsh> int answer = 6 * 7;^C\nbpfsh>");
        screen.enter("/snippet answer").awaitEnd("bpfsh> int answer = 6 * 7;");
        screen.type(CTRL_U).enter("/exit");
        assertThat(prompt.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void tabKnowsTheirNames() throws Exception {
        screen.type("/snippet answ" + TAB).awaitEnd("bpfsh> /snippet answer");
        screen.type("\r").awaitEnd("bpfsh> int answer = 6 * 7;");
    }
}
