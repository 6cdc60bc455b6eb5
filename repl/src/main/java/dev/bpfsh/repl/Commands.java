// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Candidate;
import dev.bpfsh.complete.Group;
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

/** The commands of the prompt: those that begin with a slash. A name may be cut short while it stays unique. */
final class Commands {
    /** What is a name and an argument at the same time: {@code /3}, {@code /-2}, {@code /!}. */
    private static final Pattern ENTRY = Pattern.compile("/(!|-\\d+|[es]?\\d+(-[es]?\\d+)?)");

    static final String HELP = "/help";
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
                        HELP,
                        "[COMMAND | keys]",
                        "lists the commands, or explains one, or the keys",
                        ((Offer) (before, typed) -> topics(typed))
                                .and(Offer.words("keys"))
                                .first(),
                        this::help)
                .example("/help list", "explains /list")
                .example("/help keys", "what the keys do"));
        all.addAll(commands);
        all.add(new Command(SHELL, "COMMAND", """
                        gives the terminal to a command of the system's shell
                        A line of Java that begins with ! needs a blank before it, or parentheses.""", Offer.FILES, this::shell)
                .in(Command.Group.FILES)
                .java("sh(\"ls\")")
                .example("!ls scripts", "lists a folder")
                .example("!vi mine.jsh", "edits a file, then comes back")
                .example("!bpfsh --test mine.jsh", "runs it as a test"));
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
        } catch (IOException | Command.Wrong | RuntimeException e) {
            return wrong(e);
        }
    }

    /** Why a command did not do what it should; what is no matter of the command's goes on. */
    private static String wrong(Exception e) {
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        } else if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        } else if (e instanceof FileSystemException other) {
            return other.getFile() + ": "
                    + (other.getReason() == null ? e.getClass().getSimpleName() : other.getReason());
        } else if (e instanceof RuntimeException ours
                && !(e instanceof BpfException)
                && !(e instanceof IllegalArgumentException)) {
            throw ours;
        }
        return String.valueOf(e.getMessage());
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
        return piped.pipeline().isEmpty() ? command.action().run(argument) : piped(command, argument, piped.pipeline());
    }

    /** What it prints and says goes to the system's shell; what is wrong with it is said here. */
    private String piped(Command command, String argument, String pipeline) {
        List<String> said = new ArrayList<>();
        piping = true;
        try {
            String end = foreground.pipe(pipeline, () -> {
                try {
                    return PlainText.harmless(command.action().run(argument));
                } catch (IOException | Command.Wrong | RuntimeException e) {
                    said.add(wrong(e));
                    return "";
                }
            });
            said.add(end);
        } finally {
            piping = false;
        }
        said.removeIf(String::isEmpty);
        return String.join("\n", said);
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
                        Group.COMMANDS,
                        command.name(),
                        command.summary(),
                        command.name() + (command.arguments().isEmpty() ? "" : " "),
                        false,
                        false))
                .toList();
    }

    /** The names as {@code /help} takes them: also without the slash. */
    private List<Candidate> topics(String typed) {
        int from = typed.startsWith("/") ? 0 : 1;
        return names().stream()
                .filter(each -> each.name().length() > 1)
                .map(each -> Offer.word(Group.COMMANDS, each.name().substring(from), each.type()))
                .toList();
    }

    /** What may follow a command's name, for Tab. */
    List<Candidate> arguments(Typed typed) {
        String line = typed.line();
        if (line.startsWith(SHELL)
                || !Piped.of(line.substring(0, typed.cursor())).pipeline().isEmpty()) {
            return Offer.FILES.of(List.of(), typed.replaced());
        }
        try {
            String[] words = line.substring(0, typed.cursor() - typed.replaced().length())
                    .strip()
                    .split("\\s+");
            return find(words[0]).completion().of(List.of(words).subList(1, words.length), typed.replaced());
        } catch (Command.Wrong e) {
            return List.of();
        }
    }

    /** What a command is for that a line begins with; empty while its name is not whole. */
    List<String> explained(String line) {
        try {
            return explain(line.strip().split("\\s+", 2)[0]).lines().toList();
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
        String sought = ENTRY.matcher(name).matches() ? RERUN : name.equals("/?") ? HELP : name;
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
                + name
                + (near.isEmpty() ? "; /help lists them" : ": " + String.join(", ", near)));
    }

    private String help(String what) throws Command.Wrong {
        if (what.isEmpty()) {
            return CommandHelp.list(all, style.get());
        } else if (KeyHelp.NAMES.contains(what)) {
            return KeyHelp.text(style.get());
        }
        return explain(what);
    }

    private String explain(String name) throws Command.Wrong {
        return CommandHelp.of(find(name.startsWith("/") || name.equals(SHELL) ? name : "/" + name), style.get());
    }
}
