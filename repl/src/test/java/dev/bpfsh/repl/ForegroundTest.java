// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ForegroundTest {
    @Test
    void whatOthersPrintWaitsUntilTheProgramHasEnded() throws Exception {
        try (var screen = new Screen(80, 24);
                var above = new Above(new PromptReader(screen.terminal(), () -> 0, () -> ""))) {
            var foreground = new Foreground(screen.terminal(), above, () -> {});
            var printer = new Thread(() -> {
                try {
                    screen.await("begun");
                } catch (InterruptedException e) {
                    return;
                }
                above.background("traced\n");
                above.background(("x".repeat(70) + "\n").repeat(2_000));
            });
            printer.start();
            assertThat(foreground.run("echo begun; sleep 1; echo ended")).isEmpty();
            printer.join();
            screen.await("held back");
            assertThat(screen.bytes()).containsSubsequence("begun", "ended", "traced", "held back");
        }
    }

    @Test
    void aTextIsGivenAsFarAsItIsWanted() throws Exception {
        try (var screen = new Screen(80, 24);
                var above = new Above(new PromptReader(screen.terminal(), () -> 0, () -> ""))) {
            var foreground = new Foreground(screen.terminal(), above, () -> {});
            assertThat(foreground.pipe("head -n 1", () -> "line\n".repeat(1_000_000)))
                    .isEmpty();
            assertThat(screen.text()).isEqualTo("line");
            assertThat(foreground.pipe("wc -c", () -> "")).isEmpty();
            assertThat(screen.text()).isEqualTo("line\n0");
        }
    }

    @Test
    void aLineIsCutOutsideOfQuotes() {
        assertThat(Piped.of("/list | grep a | wc > f")).isEqualTo(new Piped("/list", "grep a | wc > f"));
        assertThat(Piped.of("/list a > f")).isEqualTo(new Piped("/list a", "cat > f"));
        assertThat(Piped.of("/list >> f")).isEqualTo(new Piped("/list", "cat >> f"));
        assertThat(Piped.of("/run x 'a | b' \"c > d\"")).isEqualTo(new Piped("/run x 'a | b' \"c > d\"", ""));
        assertThat(Piped.of("/open a|b")).isEqualTo(new Piped("/open a|b", ""));
        assertThat(Piped.of("/list > ")).isEqualTo(new Piped("/list", ""));
    }
}
