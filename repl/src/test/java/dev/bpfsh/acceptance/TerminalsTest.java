// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.OnOneJdk;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terminals of all kinds: what they cannot do is done without. */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
class TerminalsTest {
    private static final String PROMPT = "^bpfsh> ?\\z";

    @TempDir
    Path home;

    /** Whoever begins with {@code stty} does not know its size, as a serial line does not. */
    @ParameterizedTest
    @CsvSource({"dumb,true", "unheard-of,true", "vt220,stty rows 0 cols 0", "xterm,stty rows 1 cols 1"})
    void takeAnEntryOfTwoLines(String type, String before) {
        var bpfsh = Bpfsh.in(home)
                .env("NO_COLOR", null)
                .under("sh", "-c", "TERM=" + type + "; export TERM; " + before + "; exec \"$@\"", "sh");
        try (var terminal = bpfsh.terminal(80, 24)) {
            terminal.await(before.endsWith("1") ? "^\u2026$" : PROMPT);
            terminal.enter("int f() {");
            terminal.enter("return 6; }");
            terminal.await("created method f\\(\\)");
            // Where there is room for a letter, there is room for no answer.
            terminal.enter("7 * f()").await(before.endsWith("1") ? "^\\$1" : "\\$1 ==> 42$");
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
            if (type.equals("dumb")) {
                assertThat(terminal.styled()).doesNotContain("\u001b");
            }
        }
    }
}
