// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.view.Style;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/commands.md} is what the commands' declarations say. */
class CommandsPageTest {
    private static final String HEAD = """
            # The commands of the prompt

            After this page you can say at the prompt what Java does not say: list, take back, watch, save, close.

            A line that begins with `/` is a command, one that begins with `!` is for the system's shell; all others are
            Java. A command's name may be cut short as long as no other begins so; Tab completes names and what follows
            them. `/help` lists all commands, `/help NAME` shows of one what stands here. From Java `command("/list")` runs
            any of them, and many have a call of their own.

            What a command says goes through the system's shell where `|`, `>` or `>>` follows between blanks:
            `/list | grep open > file`. A command that takes Java is the exception, as these are operators there.

            <!-- Made from the declarations of the commands: mvn test -Dtest=CommandsPageTest -Dbpfsh.write=true -->
            """;

    @TempDir
    Path temp;

    @Test
    void isUpToDate() throws Exception {
        var page = page(declared(temp));
        var file = Bpfsh.root().resolve("docs/commands.md");
        if (Boolean.getBoolean("bpfsh.write")) {
            Files.writeString(file, page);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as("docs/commands.md; to make it anew:\n"
                        + "mvn test -Dtest=CommandsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dbpfsh.write=true")
                .isEqualTo(page);
    }

    @Test
    void eachCommandExplainsItself() throws Exception {
        var commands = declared(temp);
        assertThat(commands).extracting(Command::name).doesNotHaveDuplicates();
        for (var command : commands) {
            assertThat(command.summary()).as(command.name()).isNotBlank().doesNotEndWith(".");
            assertThat(command.examples()).as(command.name()).allMatch(example -> example.line()
                    .startsWith(command.name().equals(Commands.RERUN) ? "/" : command.name()));
            assertThat(CommandHelp.of(command, Style.plain()).lines())
                    .as(command.name())
                    .allMatch(line -> line.length() <= 80 || line.contains("  /") || line.contains("in Java"));
        }
    }

    /** The commands as a prompt has them. */
    static List<Command> declared(Path folder) throws Exception {
        try (var evaluator = new Evaluator("");
                var terminal = new ExternalTerminal(
                        "page",
                        "dumb",
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        StandardCharsets.UTF_8)) {
            var setting = new Setting(
                    evaluator,
                    List::of,
                    status -> {},
                    List::of,
                    folder,
                    new InputRcFile(folder.resolve("none")),
                    width -> "",
                    () -> {},
                    List.of(),
                    () -> 0,
                    fd -> false);
            return new Prompt(setting, terminal).commands().all();
        }
    }

    private static String page(List<Command> commands) {
        var lines = new ArrayList<String>(List.of(HEAD.stripTrailing()));
        for (var group : Command.Group.values()) {
            lines.add("\n## " + group.title().substring(0, 1).toUpperCase(Locale.ROOT)
                    + group.title().substring(1));
            commands.stream()
                    .filter(command -> command.group() == group)
                    .map(CommandsPageTest::section)
                    .forEach(lines::add);
        }
        return String.join("\n", lines) + "\n";
    }

    private static String section(Command command) {
        var text = new StringBuilder("\n### `" + command.usage() + "`\n\n");
        text.append(sentence(command.summary())).append(".");
        var details = String.join("\n", command.details());
        text.append(details.isEmpty() ? "\n" : "\n" + details.replace("<", "&lt;") + "\n");
        if (!command.examples().isEmpty()) {
            int width = command.examples().stream()
                    .mapToInt(example -> example.line().length())
                    .max()
                    .orElse(0);
            text.append(command.examples().stream()
                    .map(example -> String.format("%-" + width + "s   %s", example.line(), example.does()))
                    .collect(Collectors.joining("\n", "\n```\n", "\n```\n")));
        }
        text.append("\nIn Java: `").append(command.java()).append("`\n");
        return text.toString().stripTrailing();
    }

    private static String sentence(String summary) {
        return summary.substring(0, 1).toUpperCase(Locale.ROOT) + summary.substring(1);
    }
}
