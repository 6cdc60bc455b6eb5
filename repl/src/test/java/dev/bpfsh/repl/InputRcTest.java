// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The user's own keys, with a line that is none. */
@Timeout(300)
class InputRcTest extends TypedSession {
    private static final String ESCAPE = "\u001b";
    private static final String WRONG = "inputrc: line 2 is no binding of a key: \"unclosed, and 1 more like it";

    @Override
    String prelude() {
        try {
            Files.writeString(temp.resolve("inputrc"), """
                    # Mine
                    "unclosed
                    set history-size 0
                    set editing-mode vi
                    TAB: menu-complete
                    Control-c: kill-whole-line
                    "\\C-t": "40 + 2"
                    $if mode=vi
                      set keymap vi-command
                      "K": beginning-of-line
                    $endif
                    $if Bash
                      "x": "never"
                    $endif
                    set keymap emacs-meta
                    "y": "never"
                    "
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return super.prelude();
    }

    @Override
    void awaitStart() throws Exception {
        screen.await("hello\n").await(WRONG.substring(0, 30)).awaitEnd("\nbpfsh>");
    }

    @Test
    void editsAsViDoes() throws Exception {
        assertThat(screen.text().replace("\n", "")).contains(WRONG);
        screen.enter("int xyKxy = 1").awaitEnd("xyKxy ==> 1\nbpfsh>");
        // What is bound to text inserts it; escape leads to the mode of commands, where x deletes.
        screen.type("\u00149" + ESCAPE);
        Thread.sleep(700);
        screen.type("x").awaitEnd("bpfsh> 40 + 2");
        screen.type("Ki1").awaitEnd("bpfsh> 140 + 2");
        screen.type("\r").awaitEnd("==> 142\nbpfsh>");
        screen.type(ESCAPE);
        Thread.sleep(700);
        // History, in both modes the keys of the prompt.
        screen.type("k").awaitEnd("bpfsh> 140 + 2");
        screen.type(CTRL_C).awaitEnd("140 + 2^C\nbpfsh>");
        screen.type("xyK" + TAB).awaitEnd("bpfsh> xyKxy");
        screen.type(CTRL_C).awaitEnd("xyKxy^C\nbpfsh>");
        screen.type("void f() {\r").awaitEnd("...>");
        screen.type("}\r").awaitEnd("created method f()\nbpfsh>");
    }

    @Test
    void aFileThatIsNoneIsToldAndNothingElse() throws Exception {
        InputRcFile.Taker nobody = text -> assertThat(text.read()).isNegative();
        assertThat(new InputRcFile(temp.resolve("none")).apply(nobody)).isEmpty();
        assertThat(new InputRcFile(temp).apply(nobody)).contains(temp + ": not a file of keys");
        assertThat(new InputRcFile(Path.of("/dev/zero")).apply(nobody)).contains("/dev/zero: not a file of keys");
        Path bytes = Files.write(temp.resolve("bytes"), new byte[] {(byte) 0xff, 10});
        assertThat(new InputRcFile(bytes).apply(nobody)).contains(bytes + ": not a text in UTF-8");
        Path fails = Files.writeString(temp.resolve("fails"), "a: b\n");
        assertThat(new InputRcFile(fails).apply(text -> {
                    throw new StringIndexOutOfBoundsException("odd");
                }))
                .contains(fails + ": the rest of it was left out: odd");
        assertThat(InputRcFile.of(Map.of("INPUTRC", "/a/b"), "/home/me").path()).isEqualTo(Path.of("/a/b"));
        assertThat(InputRcFile.of(Map.of(), "/home/me").path()).isEqualTo(Path.of("/home/me/.inputrc"));
    }
}
