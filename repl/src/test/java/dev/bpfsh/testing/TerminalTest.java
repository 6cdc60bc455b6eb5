// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal of the tests shows what a user would see; other tests believe it. */
class TerminalTest {
    @TempDir
    Path folder;

    @Test
    void showsWhatIsTypedAndWritten() {
        try (Terminal terminal = open("sh", "-c", "read line; echo \"got: $line\"; exit 7")) {
            terminal.enter("some; words -x").await("^got: some; words -x$");
            assertThat(terminal.awaitEnd()).isEqualTo(7);
            assertThat(terminal.screen()).isEqualTo("some; words -x\ngot: some; words -x");
        }
    }

    @Test
    void typesAndPastesAnyText() {
        var odd = "~ $HOME \\ \"#{x}\" 'u\u0308' %end 1 ;";
        try (Terminal terminal = open("sh", "-c", "stty -echo; echo ready; head -n 2; head -n 1000 | wc -c")) {
            terminal.await("^ready$").enter(odd).paste(odd + "\n").await(Pattern.quote(odd + "\n" + odd));
            terminal.paste(("x".repeat(79) + "\n").repeat(1000)).await("^80000$");
        }
    }

    @Test
    void hasASizeThatCanChange() {
        try (Terminal terminal = open("sh", "-c", "trap 'stty size' WINCH; stty size; while :; do sleep 0.1; done")) {
            terminal.await("^10 40$").resize(60, 20).await("^20 60$");
        }
    }

    @Test
    void knowsTheCursorAndSignalsOfKeys() {
        try (Terminal terminal = open("sh", "-c", "echo ready; exec cat")) {
            terminal.await("ready").type("abc").await("^abc$");
            assertThat(terminal.cursorLine()).isOne();
            assertThat(terminal.cursorColumn()).isEqualTo(3);
            terminal.press("C-c");
            assertThat(terminal.awaitEnd()).isEqualTo(130);
        }
    }

    @Test
    void keepsWhatHasLeftTheScreen() {
        try (Terminal terminal = open("sh", "-c", "seq 1 50; sleep 60")) {
            terminal.await("^50$");
            assertThat(terminal.screen()).doesNotContain("10");
            assertThat(terminal.everything()).startsWith("1\n2\n");
        }
    }

    @Test
    void tellsLinesThatAreTooLong() {
        var long41 = "x".repeat(41);
        try (Terminal terminal = open("printf", "%s\\n", "y".repeat(40), "short", long41, "  " + "z".repeat(38))) {
            terminal.await("z+$");
            assertThat(terminal.wrapped()).containsExactly(long41);
        }
    }

    @Test
    void showsTheScreenWhenSomethingDoesNotCome() {
        try (Terminal terminal = open("sh", "-c", "echo here; sleep 60")) {
            terminal.await("here");
            assertThatThrownBy(() -> terminal.await("there$", Duration.ofMillis(100)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("waited 100 ms for /there$/ on the screen\n| here");
        }
    }

    private Terminal open(String... command) {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8");
        return Terminal.open(40, 10, folder, environment, List.of(command));
    }
}
