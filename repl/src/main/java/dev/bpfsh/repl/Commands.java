// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.view.Style;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jline.reader.Candidate;

/** The commands of the prompt: those that begin with a slash. A name may be cut short while it stays unique. */
final class Commands {
    /** What is a name and an argument at the same time: {@code /3}, {@code /-2}, {@code /!}. */
    private static final Pattern ENTRY = Pattern.compile("/(!|-\\d+|[es]?\\d+(-[es]?\\d+)?)");

    static final String RERUN = "/!";
    static final String SHELL = "!";

    private final List<Command> all = new ArrayList<>();
    private final Supplier<Style> style;
    private final Foreground foreground;
    private boolean piping;

    /**
     * @param commands in the order in which {@code /help} lists them; {@code /help} itself is added in front
     * @param style how text may look on the terminal as it is now
     * @param foreground has the terminal when the system's shell is to
     */
    Commands(List<Command> commands, Supplier<Style> style, Foreground foreground) {
        this.style = style;
        this.foreground = foreground;
        all.add(new Command(
                        "/help",
                        "[COMMAND]",
                        "lists the commands, or explains one",
                        typed -> names(),
                        argument -> argument.isEmpty() ? CommandHelp.list(all, style.get()) : explain(argument))
                .example("/help list", "explains /list"));
        all.addAll(commands);
        all.add(new Command(SHELL, "COMMAND", """
                        gives the terminal to a command of the system's shell
                        A line of Java that begins with ! needs a blank before it, or parentheses.""", FileNames::startingWith, this::shell)
                .in(Command.Group.FILES)
                .java("sh(\"ls\")")
                .example("!ls scripts", "lists a folder")
                .example("!vi mine.jsh", "edits a file, then comes back"));
    }

    /** True when the input is for the shell, not Java: it begins with a slash that begins no comment, or with a !. */
    static boolean isCommand(String input) {
        return input.startsWith(SHELL) || input.startsWith("/") && !input.startsWith("//") && !input.startsWith("/*");
    }

    /** All, in order. */
    List<Command> all() {
        return List.copyOf(all);
    }

    /**
     * Runs the command in {@code line}.
     *
     * @return the text to show, which may say what is wrong
     */
    String run(String line) {
        try {
            return line.startsWith(SHELL) ? shell(line.substring(1).strip()) : slash(line.strip());
        } catch (Command.Wrong e) {
            return e.getMessage();
        } catch (NoSuchFileException e) {
            return e.getFile() + ": no such file or folder";
        } catch (AccessDeniedException e) {
            return e.getFile() + ": permission denied";
        } catch (FileSystemException e) {
            return e.getFile() + ": " + (e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
        } catch (IOException | BpfException | IllegalArgumentException e) {
            return PlainText.harmless(String.valueOf(e.getMessage()));
        }
    }

    private String slash(String line) throws IOException, Command.Wrong {
        Command command = find(line.split("\\s+", 2)[0]);
        Piped piped = command.takesJava() ? new Piped(line, "") : Piped.of(line);
        String[] words = piped.command().split("\\s+", 2);
        String argument = words.length > 1 ? words[1] : "";
        if (command.name().equals(RERUN) && !words[0].equals(RERUN)) {
            argument = (words[0].substring(1) + " " + argument).strip();
        }
        if (command.arguments().isEmpty() && !argument.isEmpty()) {
            throw new Command.Wrong(command.name() + " takes no argument"
                    + command.details().stream()
                            .findFirst()
                            .map(why -> "\n" + why)
                            .orElse(""));
        } else if (line.indexOf('\0') >= 0) {
            throw new Command.Wrong(command.name() + ": there is a NUL in that line");
        }
        if (piped.pipeline().isEmpty() && piped.command().length() < line.length()) {
            throw new Command.Wrong("where to? " + command.name() + " | COMMAND, or > FILE");
        }
        piping = !piped.pipeline().isEmpty();
        String text;
        try {
            text = command.action().run(argument);
        } finally {
            piping = false;
        }
        return piped.pipeline().isEmpty() ? text : foreground.run(piped.pipeline(), PlainText.withoutColours(text));
    }

    private String shell(String command) throws Command.Wrong {
        if (command.isEmpty()) {
            throw new Command.Wrong("which command? !COMMAND, as !ls");
        } else if (command.indexOf('\0') >= 0) {
            throw new Command.Wrong("!: there is a NUL in that line");
        }
        return foreground.run(command);
    }

    /** Whether what the command says that runs now goes to the shell. */
    boolean piping() {
        return piping;
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
        String line = typed.line();
        if (line.startsWith(SHELL)
                || !Piped.of(line.substring(0, typed.cursor())).pipeline().isEmpty()) {
            return FileNames.startingWith(typed.replaced());
        }
        try {
            return find(line.substring(0, line.indexOf(' '))).completion().apply(typed.replaced());
        } catch (Command.Wrong e) {
            return List.of();
        }
    }

    /** Whether a command is called so, or may be when more of its name is typed. */
    boolean isKnown(String name) {
        return all.stream().anyMatch(command -> command.name().startsWith(name));
    }

    /** Whether what follows a command's name is Java, for Tab. */
    boolean takesJava(String name) {
        try {
            return find(name).takesJava();
        } catch (Command.Wrong e) {
            return false;
        }
    }

    private Command find(String name) throws Command.Wrong {
        String sought = ENTRY.matcher(name).matches() ? RERUN : name;
        List<Command> matches = all.stream()
                .filter(command -> command.name().startsWith(sought))
                .toList();
        for (Command command : matches) {
            if (matches.size() == 1 || command.name().equals(sought)) {
                return command;
            }
        }
        List<String> near = matches.isEmpty()
                ? Near.matches(name, all.stream().map(Command::name).toList(), 3)
                : matches.stream().map(Command::name).toList();
        throw new Command.Wrong((matches.isEmpty() ? "no command " : "more than one command begins with ")
                + PlainText.harmless(name)
                + (near.isEmpty() ? "; /help lists them" : ": " + String.join(", ", near)));
    }

    private String explain(String name) throws Command.Wrong {
        return CommandHelp.of(find(name.startsWith("/") || name.equals(SHELL) ? name : "/" + name), style.get());
    }
}
