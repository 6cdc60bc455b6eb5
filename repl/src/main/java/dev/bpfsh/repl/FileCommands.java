// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.cache.PrivateFolder;
import dev.bpfsh.complete.FilePaths;
import dev.bpfsh.host.Bundled;
import dev.bpfsh.host.Essence;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ScriptRun;
import dev.bpfsh.libbpf.BpfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.Snippet;

/** {@code /open /save /reload}: the session from a file, to a file, and again. */
final class FileCommands {
    private static final String FIRST_LINE = "#!/usr/bin/env bpfsh";
    private static final String KEPT = "session.jsh";

    private final Prompt prompt;
    private final Evaluator evaluator;
    private final Selection selection;
    /** The files that are being evaluated, each opened by the one before it. */
    private final Set<Path> open = new HashSet<>();

    FileCommands(Prompt prompt, Evaluator evaluator) {
        this.prompt = prompt;
        this.evaluator = evaluator;
        this.selection = new Selection(evaluator);
    }

    List<Command> commands() {
        return Stream.of(
                        new Command("/open", "FILE", """
                                evaluates a file in this session, commands in it too
                                It stops at the first error; what was evaluated before stays. The name of a bundled
                                script will do.""", Offer.FILES.and(Offer.SCRIPTS.first()), this::open)
                                .example("/open mine.jsh", "as if it were typed"),
                        new Command(
                                        "/save",
                                        "[-f] [-all | -history | -start | ID...] FILE",
                                        """
                                writes what mattered in this session as a script
                                That is what did something, and what that needs. Looks, declarations that nobody used,
                                and tries with an object that was opened anew are left out, and it says how many.
                                The script is executable and runs with: bpfsh FILE
                                -all writes everything, what failed as comments; -history all that was typed, commands
                                as well; -start what the session began with; ID or NAME those snippets alone.
                                Without -f an existing file is left alone.""",
                                        Offer.words("-f", "-all", "-history", "-start")
                                                .and(Offer.FILES),
                                        this::save)
                                .example("/save mine.jsh", "the session as a script")
                                .example("/save 3-5 part.jsh", "three snippets of it"),
                        new Command(
                                        "/reload",
                                        "[-restore] [-quiet]",
                                        """
                                closes everything, begins again, and evaluates what worked once more
                                -restore takes the session before: that of the last /reset or /reload, or of the last
                                time that bpfsh was left. -quiet shows only what goes wrong.""",
                                        Offer.words("-restore", "-quiet"),
                                        this::reload)
                                .example("/reload -restore", "goes on where the last session was left"))
                .map(command -> command.in(Command.Group.FILES))
                .toList();
    }

    private String open(String argument) throws IOException, Command.Wrong {
        Path found = found(argument);
        // A pipe may never be written to: Ctrl-C ends the wait.
        Optional<String> text;
        try {
            text = evaluator.call(() -> ScriptRun.read(found, "open", found.toString()));
        } catch (BpfException e) {
            throw new Command.Wrong(found + ": " + e.reason());
        }
        if (text.isEmpty()) {
            return "stopped";
        }
        if (!open.add(found.toRealPath())) {
            throw new Command.Wrong(found + " opens itself");
        }
        try {
            boolean worked = prompt.take(found.toString(), text.get());
            return worked ? "" : "stopped there; what was evaluated before stays";
        } finally {
            open.remove(found.toRealPath());
        }
    }

    private static Path found(String argument) throws IOException, Command.Wrong {
        Path file = file(argument, "/open FILE");
        if (Files.exists(file)) {
            return file;
        } else if (!argument.matches("\\w+")) {
            throw new NoSuchFileException(file.toString());
        }
        List<String> near = Bundled.scripts().near(argument);
        return Bundled.scripts()
                .find(argument)
                .orElseThrow(() -> new Command.Wrong(argument + ": no such file, and no such bundled script"
                        + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?")));
    }

    private String save(String argument) throws IOException, Command.Wrong {
        List<String> words = new ArrayList<>(ScriptCommands.words(argument));
        boolean force = words.remove("-f");
        if (words.isEmpty() || words.get(words.size() - 1).startsWith("-")) {
            words.add("");
        }
        Path file = file(words.remove(words.size() - 1), "/save [-f] FILE");
        String what = String.join(" ", words);
        if (what.isEmpty()) {
            return saveEssence(file, force);
        }
        List<String> texts =
                switch (what) {
                    case "-all" -> everything();
                    case "-history" -> prompt.typed();
                    case "-start" ->
                        selection.startup().stream()
                                .map(Snippet::source)
                                .map(String::strip)
                                .distinct()
                                .toList();
                    default -> {
                        if (what.startsWith("-")) {
                            throw new Command.Wrong("no option " + what + ": there are -f -all -history -start");
                        }
                        yield selection.of(what).stream().map(selection::source).toList();
                    }
                };
        if (texts.isEmpty()) {
            throw new Command.Wrong("nothing to save yet");
        }
        SavedFile.write(file, script(texts), force);
        return texts.size() + (texts.size() == 1 ? " snippet in " : " snippets in ") + file;
    }

    private String saveEssence(Path file, boolean force) throws IOException, Command.Wrong {
        SavedScript saved = new SavedScript(Essence.of(evaluator.journal()));
        if (saved.isEmpty()) {
            throw new Command.Wrong(
                    evaluator.journal().worked().isEmpty()
                            ? "nothing to save yet"
                            : "nothing to save: all that was entered only looked; /save -all " + file + " saves that");
        }
        SavedFile.write(file, saved.text(FIRST_LINE, evaluator.classPath().names()), force);
        return saved.said(file);
    }

    private List<String> everything() {
        return Stream.concat(
                        selection.startup().stream()
                                .map(snippet -> snippet.source().strip())
                                .distinct(),
                        selection.entered().stream()
                                .map(entry -> entry.worked()
                                        ? entry.source()
                                        : "// failed: " + entry.source().replace("\n", "\n// ")))
                .toList();
    }

    private String script(List<String> texts) {
        return Stream.of(
                        Stream.of(FIRST_LINE),
                        evaluator.classPath().names().stream().map(name -> "//DEPS " + name),
                        texts.stream())
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String reload(String argument) throws IOException, Command.Wrong {
        List<String> words = argument.isEmpty() ? List.of() : List.of(argument.split("\\s+"));
        for (String word : words) {
            if (!word.equals("-restore") && !word.equals("-quiet")) {
                throw new Command.Wrong("no option " + word + ": there are -restore and -quiet");
            }
        }
        boolean quiet = words.contains("-quiet");
        prompt.leaveLesson();
        List<String> sources = words.contains("-restore")
                ? List.of(prompt.restored())
                : evaluator.journal().sources();
        prompt.reset();
        for (String source : sources) {
            if (!quiet) {
                prompt.answer(source.strip().indent(2).replaceAll("(?m)^ ", "-").stripTrailing());
            }
            prompt.evaluate("reload", source);
            if (prompt.stopped()) {
                return "the rest of it was not evaluated";
            }
        }
        return "";
    }

    /** Keeps what worked as a script that {@code /reload -restore} evaluates; nothing where there is nothing. */
    void keep(Path folder) {
        List<String> texts = evaluator.journal().sources();
        if (!texts.isEmpty()) {
            SavedFile.keep(folder, KEPT, script(texts));
        }
    }

    /**
     * What was kept.
     *
     * @throws Command.Wrong if nothing was
     * @throws IOException if it cannot be read, or somebody else may have written it
     */
    static String restored(Path folder) throws IOException, Command.Wrong {
        if (!Files.exists(folder.resolve(KEPT))) {
            throw new Command.Wrong("no earlier session was kept");
        }
        PrivateFolder ours = HistoryFile.ours(folder);
        ours.require();
        return Files.readString(ours.require(KEPT));
    }

    private static Path file(String argument, String usage) throws Command.Wrong {
        if (argument.isEmpty()) {
            throw new Command.Wrong("which file? " + usage);
        }
        try {
            String name = argument.replaceFirst("^(['\"])(.*)\\1$", "$2");
            return name.startsWith("~/") ? Path.of(FilePaths.home(), name.substring(2)) : Path.of(name);
        } catch (InvalidPathException e) {
            throw new Command.Wrong("not a file name: " + argument);
        }
    }
}
