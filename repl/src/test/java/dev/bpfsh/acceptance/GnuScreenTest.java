// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.OnOneJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A prompt inside GNU screen, which has its own ways of resizing. */
@Execution(ExecutionMode.CONCURRENT)
@OnOneJdk
class GnuScreenTest {
    private static final String PROMPT = "^bpfsh> ?\\z";

    @TempDir
    Path home;

    @Test
    void hasAPromptAsAnyOther() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/screen")), "screen is not installed");
        var settings = Files.writeString(
                home.resolve("screenrc"), "startup_message off\ndefutf8 on\nterm screen-256color\naltscreen on\n");
        var sockets = Files.createDirectory(
                home.resolve("screens"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var bpfsh = Bpfsh.in(home)
                .env("NO_COLOR", null)
                .env("SCREENDIR", sockets.toString())
                .under("screen", "-c", settings.toString(), "env", "-u", "TMUX");
        try (var terminal = bpfsh.terminal(80, 24, "-q")) {
            terminal.await(PROMPT);
            terminal.type("\"\".is").press("Tab").await("^bpfsh> \"\"\\.is\nmethods\n  isBlank\\(\\) +boolean");
            terminal.type("B").press("Tab").await("^bpfsh> \"\"\\.isBlank\\(\\)\\z");
            terminal.press("Enter").await("==> true\n" + PROMPT);
            terminal.paste("int f() {\n  return 7;\n}").press("Enter").await("created method f\\(\\)\n" + PROMPT);
            terminal.enter("var t = every(Duration.ofHours(1), () -> {})").await("^bpfsh>\n1 timer\\z");
            String line = "\"" + "a line that is longer than any of these terminals will be wide ".repeat(2) + "\"";
            terminal.type(line).await("\"\n1 timer\\z");
            for (int[] size : new int[][] {{60, 20}, {100, 30}, {41, 24}, {80, 24}}) {
                terminal.resize(size[0], size[1]);
                terminal.await("^bpfsh> \"a line that is longer");
                Thread.sleep(500);
                String screen = terminal.screen();
                assertThat(screen.replace("\n", ""))
                        .as(size[0] + "x" + size[1] + "\n" + screen)
                        .containsPattern("bpfsh> " + Pattern.quote(line).replace(" ", "\\E *\\Q") + " *1 timer$");
                assertThat(Pattern.compile("a line that")
                                .matcher(screen.replaceAll(" *\n", " "))
                                .results())
                        .as(screen)
                        .hasSizeLessThanOrEqualTo(2);
                assertThat(Pattern.compile("1 timer").matcher(screen).results()).hasSize(1);
            }
            terminal.press("C-c").enter("t.close()").await("^bpfsh> t.close\\(\\)\n" + PROMPT);
            terminal.press("C-d");
            assertThat(terminal.awaitEnd()).isZero();
        }
    }
}
