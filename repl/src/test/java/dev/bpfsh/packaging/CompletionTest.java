// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Bundled;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What Tab offers behind bpfsh in the shells. That it knows the options of each script is in ScriptUsageTest. */
@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
class CompletionTest {
    private static final Path BASH = Bpfsh.root().resolve("packaging/completions/bpfsh");
    private static final Path ZSH = Bpfsh.root().resolve("packaging/completions/_bpfsh");

    /** Calls the function as bash does: the words of the line, the last being the one at the cursor. */
    private static final String COMPLETE = """
            source "$0"
            COMP_WORDS=(bpfsh "$@")
            COMP_CWORD=$#
            _bpfsh bpfsh
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    Path home;

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectory(home.resolve("mine"));
        Files.writeString(home.resolve("my tool.jsh"), """
                #!/usr/bin/env bpfsh
                // Does something.
                var options = options("my tool", "Does something.")
                        .number("--port", "PORT", "of \\"the\\" service")
                        .flag("-a", "--all", "also those (of [others]: all)")
                        .parse(args);
                long port = options.number("--port").orElse(0);
                """);
        Files.writeString(home.resolve("notes.txt"), "");
    }

    private List<String> bash(String... words) throws Exception {
        var command = new ArrayList<>(List.of("env", "-C", home.toString(), "PATH=" + path()));
        command.addAll(List.of("bash", "-c", COMPLETE, BASH.toString()));
        command.addAll(List.of(words));
        return Tool.run(command).succeeds().errIs("").out().lines().distinct().toList();
    }

    private static String path() {
        return Bpfsh.root() + ":" + System.getenv("PATH");
    }

    @Test
    void bashOffersScriptsAndFiles() throws Exception {
        var scripts = new ArrayList<>(new Bundled(Bpfsh.root().resolve("scripts"), ".jsh").names());
        scripts.addAll(List.of("my tool.jsh", "mine"));
        assertThat(bash("")).containsExactlyInAnyOrderElementsOf(scripts);
        assertThat(bash("-i", "minimal_")).containsExactly("minimal_legacy", "minimal_ns");
        assertThat(bash("-e", "args[0]", "n")).containsExactly("notes.txt");
        assertThat(bash("profile", "n")).containsExactly("notes.txt");
    }

    @Test
    void bashOffersTheOptionsOfTheHelp() throws Exception {
        var help = HelpOption.of(Bpfsh.in(home).run("--help").succeeds().out());
        assertThat(bash("-")).containsExactlyInAnyOrderElementsOf(HelpOption.names(help));
        // What takes a value is not followed by a script.
        for (var option : help) {
            var offered = bash(option.names().get(0), "profil");
            assertThat(offered.contains("profile"))
                    .as("%s", option)
                    .isEqualTo(option.label().isEmpty() || option.names().contains("--skeleton"));
        }
    }

    @Test
    void bashOffersWhatAnOptionTakes() throws Exception {
        assertThat(bash("--color", "")).containsExactly("always", "auto", "never");
        assertThat(bash("--test", "mine", "m")).containsExactly("my tool.jsh", "mine");
        assertThat(bash("--startup", "m")).containsExactly("my tool.jsh", "mine");
        assertThat(bash("--skeleton", "minimal_l")).containsExactly("minimal_legacy");
        assertThat(bash("profile", "--s")).containsExactly("--seconds", "--svg");
        assertThat(bash("profile", "--svg", "n")).containsExactly("notes.txt");
        assertThat(bash("profile", "--seconds", "")).containsExactly("");
        var here = Long.toString(ProcessHandle.current().pid());
        assertThat(bash("profile", "--pid", here)).contains(here);
        assertThat(bash("profile", "--pid", "=", here)).contains(here);
        assertThat(bash("tc", "--interface", "l")).contains("lo");
    }

    @Test
    void bashReadsTheUsersOwnScripts() throws Exception {
        assertThat(bash("my tool.jsh", "-")).containsExactly("-h", "--help", "--port", "-a", "--all");
    }

    @Test
    void bashRunsNothingOfAScript() throws Exception {
        Files.writeString(home.resolve("other.jsh"), """
                var options = options("other", "Does something.")
                        .flag("-$(touch ran)", "nothing")
                        .flag("-b", "--$(touch ran)", "nothing")
                        .text("--file", "FILE", "$(touch ran)")
                        .parse(args);
                """);
        assertThat(bash("other.jsh", "-")).containsExactly("-h", "--help", "--file");
        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void inATerminalOfBash() throws Exception {
        var environment = Map.of("PATH", path(), "HOME", home.toString(), "PS1", "$ ", "INPUTRC", "/dev/null");
        try (var terminal = Terminal.open(80, 24, home, environment, List.of("bash", "--norc", "--noprofile", "-i"))) {
            terminal.enter("PS1='> '; source " + BASH).await("^> ?$");
            terminal.type("bpfsh opens").press("Tab").type("--fa").press("Tab");
            terminal.await("^> bpfsh opensnoop --failed$");
            terminal.press("C-u").type("bpfsh my").press("Tab").type("--po").press("Tab");
            terminal.await("^> bpfsh my\\\\ tool.jsh --port$");
        }
    }

    @Test
    void zshDescribesWhatItOffers() throws Exception {
        Tool.require("zsh");
        var environment = Map.of("PATH", path(), "HOME", home.toString(), "TERM", "screen");
        try (var terminal = Terminal.open(160, 50, home, environment, List.of("zsh", "-f", "-i"))) {
            terminal.enter("PROMPT='> '; fpath=(" + ZSH.getParent() + " $fpath)");
            terminal.enter("autoload -Uz compinit; compinit -u -D; clear");
            terminal.await("\\A> ?$");
            terminal.type("bpfsh mini").press("Tab").press("Tab");
            terminal.await("^minimal +-- Says hello from the kernel each time this process calls write\\(\\)\\.$");
            terminal.await("^minimal_ns +-- As minimal, in a container too: the kernel says");
            terminal.press("C-u").type("bpfsh -").press("Tab").press("Tab");
            for (var option : HelpOption.of(Bpfsh.in(home).run("--help").out())) {
                var names = new ArrayList<>(option.names());
                names.sort(null);
                terminal.await("what is said of " + option, screen -> screen.lines()
                        .anyMatch(line -> names.stream().allMatch(line::contains)
                                && line.contains(option.meaning()
                                        .substring(
                                                0, Math.min(25, option.meaning().length())))));
            }
            terminal.press("C-u")
                    .type("bpfsh profile --sv")
                    .press("Tab")
                    .type("n")
                    .press("Tab");
            terminal.await("^> bpfsh profile --svg[= ]notes\\.txt$");
            terminal.press("C-u").type("bpfsh my").press("Tab").type("-").press("Tab");
            terminal.await("^--all +-a +-- also those \\(of \\[others\\]: all\\)$");
            terminal.await("^--port +-- of \\\\?\"the\\\\?\" service$");
            terminal.press("C-u").type("bpfsh tc --interface l").press("Tab");
            terminal.await("^> bpfsh tc --interface lo *$");
        }
    }

    /** Only one of the shells' files needs to be compared with what scripts say of themselves. */
    @Test
    void bothReadScriptsInTheSameWay() throws IOException {
        assertThat(reading(ZSH)).isEqualTo(reading(BASH)).contains("grep -Eo", "sed -E");
    }

    private static String reading(Path file) throws IOException {
        return Files.readString(file).split("\n_bpfsh_options\\(\\)")[1].split("\n}")[0];
    }
}
