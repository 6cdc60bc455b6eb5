// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.OnOneJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Terminals at the end of a wire that is long, slow, or cut. */
@Execution(ExecutionMode.CONCURRENT)
class WireTest {
    private static final Duration FAR = Duration.ofMillis(150);
    private static final String PROMPT = "\nbpfsh>\\z";

    @TempDir
    Path home;

    @Test
    void whoTypesBlindlyLosesNothing() throws Exception {
        var bpfsh = Bpfsh.in(home).env("TERM", "xterm-256color").env("NO_COLOR", null);
        try (var wire = bpfsh.wire(80, 24, FAR)) {
            // From the first key on, before there is a prompt.
            wire.enter("int a = 20").enter("int b = 22").enter("a + b").await("==> 42" + PROMPT);
            wire.type("Math.ma\t")
                    .await("bpfsh> Math.max\\(\\z")
                    .type("1, 41) + 1")
                    .await("^bpfsh> Math.max\\(1, 41\\) \\+ 1\\z");
            wire.enter("").await("==> 42" + PROMPT);
            wire.type("\u001b[200~int f() {\r  return 7;\r}\u001b[201~")
                    .enter("")
                    .enter("f() + 1");
            wire.await("created method f\\(\\)\nbpfsh> f\\(\\) \\+ 1\n\\S+ ==> 8" + PROMPT);
            wire.enter("while (true) {}");
            Thread.sleep(600);
            wire.type("\u0003").enter("a + 1").await("stopped\nbpfsh> a \\+ 1\n\\S+ ==> 21" + PROMPT);
            wire.type("half a line\u0003")
                    .type("b + 1\r")
                    .await("half a line\\^C\nbpfsh> b \\+ 1\n\\S+ ==> 23" + PROMPT);
            wire.type("4\u0000\u001b[24;80R\u001b[?1;2c2\r").await("bpfsh> 42\n\\S+ ==> 42" + PROMPT);
            wire.type("\u0004");
            assertThat(wire.awaitEnd()).isZero();
            // It asks for nothing: an answer that came late would be typed into the line.
            assertThat(wire.bytes()).doesNotContainPattern("\u001b\\[[0-9;?>=]*[cnpqtx]|\u001b\\]|\u001bP");
        }
    }

    /** A serial line of 9600 baud has 960 bytes a second. */
    @ParameterizedTest
    @OnOneJdk
    @ValueSource(strings = {"vt100", "vt102", "linux"})
    void aConsoleGetsLittleAndOnlyWhatItKnows(String type) {
        var bpfsh = Bpfsh.in(home).env("TERM", type).env("NO_COLOR", null);
        try (var wire = bpfsh.wire(80, 24, Duration.ZERO, "-q")) {
            wire.await("\\Abpfsh>\\z");
            wire.enter("var timer = every(Duration.ofHours(1), () -> {})").await("\nbpfsh>\n1 timer\\z");
            String line = "List.of(\"minimal\", 1 + 2).stream().map(each -> each + \"!\").toList()";
            int before = wire.bytes().length();
            for (int i = 0; i < line.length(); i++) {
                wire.type(line.substring(i, i + 1));
                wire.await("\nbpfsh> " + Pattern.quote(line.substring(0, i + 1).stripTrailing()) + "\n");
            }
            int sent = wire.bytes().length() - before;
            assertThat(sent / line.length())
                    .as(() -> wire.bytes().substring(before))
                    .isLessThan(20);
            wire.enter("").await("==> \\[\"minimal!\", \"3!\"]\nbpfsh>\n1 timer\\z");
            wire.enter("hist(List.of(1, 2, 3, 4, 40))").await("bpfsh>\n1 timer\\z");
            wire.type("timer.clo\t").await("timer.close\\(\\)\n");
            wire.enter("").await(PROMPT).type("\u0004");
            assertThat(wire.awaitEnd()).isZero();
            assertThat(wire.bytes().chars()).allMatch(letter -> letter < 128);
            if (!type.equals("linux")) {
                assertThat(wire.bytes()).doesNotContainPattern("\u001b\\[[0-9;]*3[0-9][0-9;]*m");
            }
        }
    }

    @Test
    void aDumbTerminalShowsEachLineOnceAndGetsNothingButText() {
        try (var wire = Bpfsh.in(home).env("TERM", "dumb").wire(80, 24, Duration.ZERO, "-q")) {
            wire.await("\\Abpfsh>\\z").type("Math.ma\t").await("^bpfsh> Math.max\\(\\z");
            wire.type("6, 42\b1)").enter("").await("\\Abpfsh> Math.max\\(6, 41\\)\n\\$1 ==> 41" + PROMPT);
            wire.enter("int f() {").await("\n  ...>\\z").enter("return 7; }").await("created method f\\(\\)" + PROMPT);
            wire.type("while (true) {}\r")
                    .await("\\{}\\z")
                    .type("\u0003")
                    .await("stopped" + PROMPT)
                    .type("\u0004");
            assertThat(wire.awaitEnd()).isZero();
            assertThat(wire.bytes()).doesNotContain("\u001b");
        }
    }

    /** Emacs' M-x shell: it shows what is typed itself, and has switched off the echo for that. */
    @Test
    @OnOneJdk
    void aWindowOfAnEditorIsSentNoEcho() {
        var bpfsh = Bpfsh.in(home).env("TERM", "dumb").under("sh", "-c", "stty -echo; exec \"$@\"", "sh");
        try (var wire = bpfsh.wire(80, 24, Duration.ZERO, "-q")) {
            wire.await("\\Abpfsh>\\z").type("int f() {\n\treturn 7; }\n").await("created method f\\(\\)" + PROMPT);
            wire.type("f() * 6\n").await("==> 42" + PROMPT).type("\u0004");
            assertThat(wire.awaitEnd()).isZero();
            assertThat(wire.bytes()).doesNotContain("\u001b", "return", "f() * 6");
        }
    }

    @Test
    void aSignalLeavesTheTerminalAsItWas() throws Exception {
        var bpfsh = Bpfsh.in(home)
                .env("TERM", "xterm")
                .under("sh", "-c", "stty -a | sed 1d >before; \"$@\"; s=$?; stty -a | sed 1d >after; exit $s", "sh");
        try (var wire = bpfsh.wire(80, 24, Duration.ZERO, "-q")) {
            wire.await("\\Abpfsh>\\z").type("half a line").await("half a line\\z");
            ProcessHandle.of(wire.pid())
                    .orElseThrow()
                    .children()
                    .findFirst()
                    .orElseThrow()
                    .destroy();
            assertThat(wire.awaitEnd()).isEqualTo(143);
            assertThat(home.resolve("after")).hasSameTextualContentAs(home.resolve("before"));
            assertThat(wire.bytes().lastIndexOf("\u001b[?2004l"))
                    .isGreaterThan(wire.bytes().lastIndexOf("\u001b[?2004h"));
            assertThat(Files.readString(home.resolve("before"))).contains(" echo ");
        }
    }
}
