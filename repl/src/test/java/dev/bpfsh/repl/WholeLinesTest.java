// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a window of an editor, which shows what is typed itself, has switched off the echo, and sends whole lines. */
@Timeout(120)
class WholeLinesTest extends TypedSession {
    @Override
    Screen newScreen() throws Exception {
        Screen editor = new Screen(columns(), rows(), Teletype.typeOf("dumb"));
        Attributes attributes = editor.terminal().getAttributes();
        attributes.setLocalFlags(EnumSet.of(LocalFlag.ECHO), false);
        editor.terminal().setAttributes(attributes);
        return editor;
    }

    @Test
    void anEmptyLineIsTheStepOfALesson() throws Exception {
        Path own = temp.resolve("l.md");
        Files.writeString(own, "# L\n\nSay one.\n\n```java\nint a = 1\n```\n\nTwice.\n\n```java\na + 1\n```\n");
        screen.type("/lesson " + own + "\n").awaitEnd("reset, quit.\n\n  int a = 1\nl 1/2>");
        screen.type("\n").awaitEnd("a ==> 1\n\nTwice.\n\n  a + 1\nl 2/2>");
        screen.type("next\n").awaitEnd("Undone: dropped a.\nbpfsh>");
    }

    @Test
    void areAnsweredAndNotShownAgain() throws Exception {
        screen.type("40 + 2\n").awaitEnd("bpfsh> $1 ==> 42\nbpfsh>");
        screen.type("int f() {\n").awaitEnd("bpfsh>   ...>");
        screen.type("\treturn 7; }\n").awaitEnd("bpfsh>   ...> created method f()\nbpfsh>");
        screen.type("new Scanner(System.in).nextLine()\nto the snippet\n").awaitEnd("==> \"to the snippet\"\nbpfsh>");
        assertThat(screen.bytes())
                .doesNotContainPattern("\u001b(?!\\[[0-9;]*m)")
                .doesNotContain("\t", "40 + 2", "return");
    }
}
