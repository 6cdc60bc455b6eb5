// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jline.reader.History;
import org.jline.reader.LineReader;

/** The commands about the session as a whole. */
final class SessionCommands {
    private final Prompt prompt;
    private final Setting setting;
    private final LineReader reader;

    SessionCommands(Prompt prompt, Setting setting, LineReader reader) {
        this.prompt = prompt;
        this.setting = setting;
        this.reader = reader;
    }

    /** {@code /exit /reset /history /log}. */
    List<Command> commands() {
        return List.of(
                new Command(
                        "/exit",
                        "[STATUS]",
                        "closes everything and leaves, with exit status 0 or STATUS",
                        Command.NOTHING,
                        this::exit),
                new Command("/reset", "", "closes everything and begins again", Command.NOTHING, argument -> {
                    prompt.reset();
                    return "closed everything; nothing is declared now but the prelude";
                }),
                new Command("/history", "[COUNT]", """
                        shows what you typed, the last 50 entries or COUNT
                        Entries of earlier sessions are among them; arrow up and Ctrl-R find them too.""", Command.NOTHING, argument -> history(count(argument, 50))),
                new Command(
                        "/log",
                        "[COUNT]",
                        "shows what libbpf said, the last 50 lines or COUNT",
                        Command.NOTHING,
                        argument -> log(count(argument, 50))));
    }

    private String exit(String argument) throws Command.Wrong {
        int status = argument.isEmpty() ? 0 : count(argument, 0);
        if (status > 255) {
            throw new Command.Wrong("an exit status is a number from 0 to 255");
        }
        prompt.leave(status);
        return "";
    }

    private String history(int most) {
        History history = reader.getHistory();
        return StreamSupport.stream(history.spliterator(), false)
                .skip(Math.max(0, history.size() - most))
                .map(entry -> PlainText.harmless(entry.line()))
                .collect(Collectors.joining("\n"));
    }

    private String log(int most) {
        List<String> lines = setting.log().get();
        return lines.isEmpty()
                ? "libbpf said nothing yet"
                : lines.stream()
                        .skip(Math.max(0, lines.size() - most))
                        .map(PlainText::harmless)
                        .collect(Collectors.joining("\n"));
    }

    private static int count(String argument, int otherwise) throws Command.Wrong {
        if (argument.isEmpty()) {
            return otherwise;
        }
        if (!argument.matches("\\d{1,9}")) {
            throw new Command.Wrong("not a number: " + argument);
        }
        return Integer.parseInt(argument);
    }
}
