// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.FilePaths;
import dev.bpfsh.host.Bundled;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.ScriptErrors;
import dev.bpfsh.host.ScriptRun;
import dev.bpfsh.host.ScriptWatch;
import dev.bpfsh.loader.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that run scripts beside the session, and bring libraries into it. */
final class ScriptCommands {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");

    private final Prompt prompt;
    private final Evaluator evaluator;

    ScriptCommands(Prompt prompt, Evaluator evaluator) {
        this.prompt = prompt;
        this.evaluator = evaluator;
    }

    /** {@code /run /watch /deps /classpath}. */
    List<Command> commands() {
        return Stream.of(
                        new Command(
                                        "/run",
                                        "NAME [ARGS...]",
                                        """
                                runs a script in this process, beside the session
                                NAME is a bundled script or a file. Ctrl-C ends it; what it left open is closed then.
                                An argument with blanks stands between quotes.""",
                                        Offer.SCRIPTS.first().and(Offer.FILES),
                                        this::run)
                                .java("run(\"doctor\", \"--json\")")
                                .example("/run minimal", "the bundled script, until Ctrl-C")
                                .example("/run ./mine.jsh 42", "a file, its args are {\"42\"}"),
                        new Command(
                                        "/watch",
                                        "[FILE [ARGS...] | off]",
                                        """
                                runs a script in the background, and again each time it is saved
                                What the run before had attached is detached first. What is wrong appears above the
                                prompt, and the next save tries again. Without FILE it shows what is watched.""",
                                        Offer.FILES.and(Offer.words("off").first()),
                                        this::watch)
                                .java("watch(\"mine.jsh\")")
                                .example("/watch mine.jsh", "edit and save it in another window")
                                .example("/watch off", "ends all that were begun so"),
                        new Command("/deps", "GROUP:ARTIFACT:VERSION...", """
                                brings libraries into the session, with all that they need
                                From the local repository of Maven if they are there, else from Maven Central or its
                                mirror in ~/.m2/settings.xml. Nothing of the session is lost. In a script the line
                                //DEPS NAME does the same.""", Offer.NOTHING, this::deps)
                                .java("deps(\"org.apache.commons:commons-lang3:3.20.0\")")
                                .example("/deps org.apache.commons:commons-lang3:3.20.0", "adds it and what it needs"),
                        new Command("/classpath", "[PATH]", """
                                adds jars and folders of classes to the session, or shows what was added
                                PATH is as java -cp takes it: apart by colons, FOLDER/* for all jars in it.""", Offer.FILES, this::classPath)
                                .java("classpath(\"lib/*\")")
                                .example("/classpath lib/*:target/classes", "all jars of lib, and a folder of classes"))
                .map(command -> command.in(Command.Group.FILES))
                .toList();
    }

    /** Words apart by blanks, but for those between quotes. */
    static List<String> words(String argument) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(argument);
        while (word.find()) {
            words.add(
                    word.group(1) != null
                            ? word.group(1).replaceAll("\\\\(.)", "$1")
                            : word.group(2) != null ? word.group(2) : word.group(3));
        }
        return words;
    }

    /** A command with its words as the call that does the same. */
    private static String call(String name, List<String> words) {
        return words.stream()
                .map(word -> "\"" + home(word).replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static String home(String name) {
        return name.startsWith("~/") ? FilePaths.home() + name.substring(1) : name;
    }

    private String run(String argument) throws Command.Wrong {
        List<String> words = words(argument);
        if (words.isEmpty()) {
            throw new Command.Wrong("which script? /run NAME; bundled are "
                    + String.join(" ", Bundled.scripts().names()));
        }
        String[] args = words.subList(1, words.size()).toArray(String[]::new);
        AtomicReference<ScriptRun> run = new AtomicReference<>();
        Optional<Outcome> outcome = evaluator.call(() -> {
            try {
                run.set(ScriptRun.of(home(words.get(0)), Launch.prelude()));
                return run.get().run(args);
            } catch (ScriptErrors e) {
                return new Outcome.Failed(e.problems());
            }
        });
        if (outcome.isEmpty() || outcome.get() instanceof Outcome.Stopped) {
            return "stopped";
        } else if (!outcome.get().succeeded()) {
            prompt.answer(outcome.get());
            return "";
        }
        evaluator.journal().called(call("run", words));
        int status = run.get().status().orElse(0);
        return status == 0 ? "" : "exit status " + status;
    }

    private String watch(String argument) throws Command.Wrong {
        List<String> words = words(argument);
        List<ScriptWatch> watches = Session.current().alive().stream()
                .filter(ScriptWatch.class::isInstance)
                .map(ScriptWatch.class::cast)
                .toList();
        if (words.equals(List.of("off"))) {
            watches.forEach(ScriptWatch::close);
            return watches.isEmpty() ? "nothing is watched" : "";
        } else if (words.isEmpty()) {
            return watches.isEmpty()
                    ? "nothing is watched; /watch FILE begins"
                    : watches.stream().map(ScriptWatch::toString).collect(Collectors.joining("\n"));
        }
        String[] args = words.subList(1, words.size()).toArray(String[]::new);
        return evaluator
                .call(() -> ScriptWatch.start(home(words.get(0)), Launch.prelude(), args))
                .map(watch -> "watching; /watch off ends it")
                .orElse("stopped");
    }

    private String deps(String argument) throws Command.Wrong {
        if (argument.isEmpty()) {
            throw new Command.Wrong("which library? /deps group:artifact:version");
        }
        return evaluator
                .addLibraries(argument)
                .map(jars -> added(jars.stream().map(Path::getFileName).toList()))
                .orElse("stopped");
    }

    private String classPath(String argument) {
        if (argument.isEmpty()) {
            return evaluator.classPath().paths().isEmpty()
                    ? "nothing was added to the class path of bpfsh; /classpath PATH does"
                    : evaluator.classPath().paths().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining("\n"));
        }
        String path = Stream.of(argument.split(":")).map(ScriptCommands::home).collect(Collectors.joining(":"));
        return evaluator.addToClassPath(path).map(ScriptCommands::added).orElse("stopped");
    }

    private static String added(List<?> paths) {
        return paths.stream().map(path -> "added " + path).collect(Collectors.joining("\n"));
    }
}
