// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.libbpf.Near;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.reader.Candidate;

/** The commands of the prompt: those that begin with a slash. A name may be cut short while it stays unique. */
final class Commands {
    private final List<Command> all = new ArrayList<>();

    /** @param commands in the order in which {@code /help} lists them; {@code /help} itself is added in front */
    Commands(List<Command> commands) {
        all.add(new Command(
                "/help",
                "[COMMAND]",
                "lists the commands, or explains one",
                typed -> names(),
                argument -> argument.isEmpty() ? list() : explain(argument)));
        all.addAll(commands);
    }

    /** True when the input is for the shell, not Java: it begins with a slash that begins no comment. */
    static boolean isCommand(String input) {
        return input.startsWith("/") && !input.startsWith("//") && !input.startsWith("/*");
    }

    /**
     * Runs the command in {@code line}.
     *
     * @return the text to show, which may say what is wrong
     */
    String run(String line) {
        String[] words = line.strip().split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        try {
            Command command = find(words[0]);
            if (command.arguments().isEmpty() && !argument.isEmpty()) {
                throw new Command.Wrong(command.name() + " takes no argument");
            }
            return command.action().run(argument);
        } catch (Command.Wrong e) {
            return e.getMessage();
        } catch (NoSuchFileException e) {
            return e.getFile() + ": no such file";
        } catch (AccessDeniedException e) {
            return e.getFile() + ": permission denied";
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** The names, for Tab. */
    List<Candidate> names() {
        return all.stream()
                .map(command -> new Candidate(
                        command.name(),
                        command.name(),
                        null,
                        command.summary(),
                        null,
                        null,
                        !command.arguments().isEmpty()))
                .toList();
    }

    /** What may follow a command's name, for Tab. */
    List<Candidate> arguments(Typed typed) {
        String name = typed.line().substring(0, typed.line().indexOf(' '));
        try {
            return find(name).completion().apply(typed.replaced());
        } catch (Command.Wrong e) {
            return List.of();
        }
    }

    /** Whether a command is called so, or may be when more of its name is typed. */
    boolean isKnown(String name) {
        return all.stream().anyMatch(command -> command.name().startsWith(name));
    }

    private Command find(String name) throws Command.Wrong {
        List<Command> matches =
                all.stream().filter(command -> command.name().startsWith(name)).toList();
        for (Command command : matches) {
            if (matches.size() == 1 || command.name().equals(name)) {
                return command;
            }
        }
        List<String> near = matches.isEmpty()
                ? Near.matches(name, all.stream().map(Command::name).toList(), 3)
                : matches.stream().map(Command::name).toList();
        throw new Command.Wrong((matches.isEmpty() ? "no command " : "more than one command begins with ")
                + name
                + (near.isEmpty() ? "; /help lists them" : ": " + String.join(", ", near)));
    }

    private String list() {
        int width = all.stream().mapToInt(c -> c.usage().length()).max().orElse(0);
        return all.stream()
                        .map(c -> String.format("%-" + width + "s  %s", c.usage(), c.summary()))
                        .collect(Collectors.joining("\n"))
                + "\n\nEverything else is Java. A command's name may be cut short, as /ex for /exit."
                + "\nTab completes, Ctrl-C stops what runs or clears the line, Ctrl-D leaves.";
    }

    private String explain(String name) throws Command.Wrong {
        Command command = find(name.startsWith("/") ? name : "/" + name);
        return command.usage() + "\n" + command.help().strip().indent(2).stripTrailing();
    }
}
