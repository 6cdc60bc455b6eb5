// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Candidate;
import dev.bpfsh.complete.FilePaths;
import dev.bpfsh.complete.Group;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.ScriptRun;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.lesson.Lesson;
import dev.bpfsh.lesson.LessonReader;
import dev.bpfsh.lesson.Player;
import dev.bpfsh.lesson.Progress;
import dev.bpfsh.lesson.Shelf;
import dev.bpfsh.lesson.Word;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Width;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /lesson}: lists the lessons and begins one. */
final class LessonCommand {
    private static final String SUFFIX = ".md";

    private final Prompt prompt;
    private final Evaluator evaluator;
    private final CurrentLesson current;
    private final Path stateFolder;

    /**
     * @param current where it is begun
     * @param stateFolder where it is kept how far the learner is
     */
    LessonCommand(Prompt prompt, Evaluator evaluator, CurrentLesson current, Path stateFolder) {
        this.prompt = prompt;
        this.evaluator = evaluator;
        this.current = current;
        this.stateFolder = stateFolder;
    }

    Command command() {
        return new Command("/lesson", "[NAME | FILE.md | WORD]", """
                lists the lessons, or plays one: text, then the next line ready to run
                Enter runs the line, as it is or changed; typing replaces it, Ctrl-C clears it. While a lesson is on,
                these words on a line alone, or behind /lesson: next goes on, back shows the part before, hint helps
                with an exercise, check looks whether it is done, reset begins anew, quit or Ctrl-D leaves. Where you
                were is kept, and all that the lesson did is undone at its end. A file of your own will do as well.""", this::offered, this::run)
                .example("/lesson", "all lessons, and how far you are")
                .example("/lesson lifecycle", "begins it, or goes on where you were")
                .example("/lesson ./mine.md", "one that you wrote");
    }

    private List<Candidate> offered(List<String> before, String typed) {
        if (!before.isEmpty()) {
            return List.of();
        } else if (typed.contains("/")) {
            return Offer.FILES.of(before, typed);
        }
        Stream<Candidate> names =
                Shelf.bundled().entries().stream().map(entry -> Offer.word(Group.LESSONS, entry.name(), entry.title()));
        return Stream.concat(current.words().stream(), names).toList();
    }

    private String run(String argument) throws IOException, Command.Wrong {
        if (argument.isEmpty()) {
            return list(Shelf.bundled());
        }
        Optional<Word> word = Word.of(argument);
        if (word.isPresent()) {
            if (!current.isOn()) {
                throw new Command.Wrong("no lesson is on; /lesson lists them");
            }
            return current.says(word.get());
        }
        return argument.endsWith(SUFFIX) ? own(argument) : bundled(argument);
    }

    private String own(String argument) throws IOException, Command.Wrong {
        Path file = Path.of(argument.startsWith("~/") ? FilePaths.home() + argument.substring(1) : argument)
                .toAbsolutePath()
                .normalize();
        // A pipe may never be written to: Ctrl-C ends the wait.
        Optional<String> text;
        try {
            text = evaluator.call(() -> ScriptRun.read(file, "lesson", argument));
        } catch (BpfException e) {
            throw new Command.Wrong(argument + ": " + e.reason());
        }
        if (text.isEmpty()) {
            return "stopped";
        }
        String name = file.getFileName().toString().replaceFirst("\\.md$", "").replaceFirst("^\\d+-", "");
        return play(LessonReader.read(Printable.of(name), argument, text.get()), file.toString());
    }

    private String bundled(String name) throws IOException, Command.Wrong {
        Shelf shelf = Shelf.bundled();
        Optional<Shelf.Entry> entry = shelf.find(name);
        if (entry.isEmpty()) {
            List<String> near = shelf.near(name);
            throw new Command.Wrong("no lesson " + name
                    + (near.isEmpty()
                            ? "; /lesson lists them, one of your own is a file: /lesson ./mine.md"
                            : "; did you mean " + String.join(", ", near) + "?"));
        }
        return play(entry.get().read(), entry.get().name());
    }

    private String play(Lesson lesson, String asked) {
        if (current.player().filter(player -> player.asked().equals(asked)).isPresent()) {
            return current.again();
        }
        return current.begin(
                new Player(lesson, asked, LessonStage.of(prompt, evaluator), new Progress(stateFolder), current::page));
    }

    private String list(Shelf shelf) {
        List<Shelf.Entry> entries = shelf.entries();
        if (entries.isEmpty()) {
            return "no lessons in " + shelf.folder() + "; one of your own is a file: /lesson ./mine.md";
        }
        Style style = prompt.style();
        Progress progress = new Progress(stateFolder);
        int names =
                entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        int titles = entries.stream()
                .mapToInt(entry -> Width.of(entry.title()))
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Shelf.Entry entry : entries) {
            String state = progress.of(entry.name()).map(LessonCommand::state).orElse("");
            lines.add(style.cut(String.format(
                            "%3d  %s  %s  %s",
                            entry.number(),
                            style.name(Width.pad(entry.name(), names)),
                            Width.pad(entry.title(), titles),
                            style.faint(state))
                    .stripTrailing()));
        }
        lines.add(style.hint(current.player()
                .map(player -> player.asked() + " is on; /lesson " + player.asked() + " shows where you are")
                .orElse("/lesson NAME begins one, or goes on where you were")));
        return String.join("\n", lines);
    }

    private static String state(Progress.Mark mark) {
        return (mark.done() ? "done" : "")
                + (mark.done() && mark.at() > 0 ? ", " : "")
                + (mark.at() > 0 ? "at " + (mark.at() + 1) + " of " + mark.of() : "");
    }
}
