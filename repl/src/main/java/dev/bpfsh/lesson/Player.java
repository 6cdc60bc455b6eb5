// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.view.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A lesson that is being played: where the learner is, what stands ready on the input line, and what is said to what was
 * typed. All that it says is text for the terminal; it reads no key and prints nothing.
 */
public final class Player {
    /** What is said where the lines of a step would push its text off the screen: they come when it is read. */
    public static final String TURN = "Enter shows the lines to run.";

    /** What is said where the first text would push what a lesson is for off the screen: it comes when that is read. */
    public static final String OPENING = "Enter begins.";

    /** So many lines push nothing away that matters. */
    private static final int FEW_LINES = 4;

    private static final String WORDS =
            Stream.of(Word.values()).map(Word::typed).collect(Collectors.joining(", "));

    private final Lesson lesson;
    private final String asked;
    private final Stage stage;
    private final Progress progress;
    private final Supplier<Page> page;
    private int at;
    /** The part that the learner has come to, and may have gone back from. */
    private int farthest;

    private int hints;
    private boolean solved;
    private boolean opening;
    private boolean reading;
    private boolean over;
    private Optional<String> notKept = Optional.empty();

    /**
     * Nothing is played yet.
     *
     * @param asked what {@code /lesson} finds it by, also another time from another folder
     * @param page what text is laid out on, as wide as the terminal is when it is asked for
     */
    public Player(Lesson lesson, String asked, Stage stage, Progress progress, Supplier<Page> page) {
        this.lesson = lesson;
        this.asked = asked;
        this.stage = stage;
        this.progress = progress;
        this.page = page;
    }

    /** What {@code /lesson} finds it by. */
    public String asked() {
        return asked;
    }

    /** The lesson's own name. */
    public String name() {
        return lesson.name();
    }

    /** Whether the end was reached, or the learner has left. */
    public boolean over() {
        return over;
    }

    /** What stands before the input line: the lesson, and where in it the learner is. */
    public String prompt() {
        return lesson.name() + " " + (at + 1) + "/" + lesson.parts().size() + "> ";
    }

    /** What stands ready on the input line; empty where the learner is to find it, or has to read first. */
    public String ready() {
        if (part() instanceof Step step) {
            return opening || reading ? "" : step.code();
        }
        return solved ? ((Exercise) part()).solution() : "";
    }

    /** The learner has read what there was to read; returns what comes next of it, if anything does. */
    public String read() {
        if (opening) {
            return passage();
        }
        reading = false;
        return "";
    }

    private Part part() {
        return lesson.parts().get(at);
    }

    /** Begins, or goes on where the learner was: what the parts before have made is made again. */
    public String begin() {
        stage.begin(lesson.undo());
        int from = progress.of(asked).map(Progress.Mark::at).orElse(0);
        if (from == 0 || from >= lesson.parts().size()) {
            return beginning();
        }
        int made = 0;
        while (made < from && make(lesson.parts().get(made))) {
            made++;
        }
        at = made;
        farthest = made;
        var lines = new ArrayList<>(page.get().title(lesson.title()));
        lines.addAll(
                made == from
                        ? faint("Goes on at " + (at + 1) + " of "
                                + lesson.parts().size() + "; what was made before is made again. reset begins anew.")
                        : hint("What you did before does not work now, so the lesson goes on there, at " + (at + 1)
                                + " of " + lesson.parts().size() + ". reset begins anew."));
        lines.add("");
        lines.addAll(lines(lines.size()));
        return text(lines);
    }

    private boolean make(Part part) {
        return part.making().isEmpty() || stage.run(part.making());
    }

    private String beginning() {
        at = 0;
        farthest = 0;
        keep();
        var lines = new ArrayList<>(page.get().title(lesson.title()));
        lines.add("");
        if (!lesson.aim().blocks().isEmpty()) {
            lines.addAll(page.get().lines(lesson.aim()));
            lines.add("");
        }
        lines.addAll(faint((lesson.minutes() > 0 ? lesson.minutes() + " minutes. " : "")
                + "Enter runs the line that stands ready, as it is or changed; anything else can be typed in between."
                + " Words: " + WORDS + "."));
        var lacking = Need.lacking(lesson.needs());
        lacking.forEach(line -> lines.addAll(page.get().plain("Lacking here: " + line, Role.BAD)));
        if (!lacking.isEmpty()) {
            lines.addAll(hint("What needs that will fail; next goes past it."));
        }
        notKept.map(this::faint).ifPresent(lines::addAll);
        lines.add("");
        var first = lines(lines.size());
        opening = !page.get().holds(lines.size() + first.size() + 1);
        lines.addAll(opening ? faint(OPENING) : first);
        return text(lines);
    }

    /** What is to be read now. */
    public String passage() {
        opening = false;
        return text(lines(0));
    }

    /** @param before how many lines have come above, and are not read either */
    private List<String> lines(int before) {
        var lines = new ArrayList<>(page.get().lines(part().text()));
        var below = "";
        if (part() instanceof Exercise exercise) {
            below = Exercise.HOW + (exercise.hints().isEmpty() ? "." : ", hint helps.");
        } else if (part() instanceof Step step) {
            long code = step.code().lines().count();
            reading = code > FEW_LINES && !page.get().holds(before + lines.size() + code);
            below = reading ? TURN : "";
        }
        if (!below.isEmpty()) {
            lines.add("");
            lines.addAll(faint(below));
        }
        return lines;
    }

    /** Whether an input is the step that stands ready, as it is or changed. */
    public boolean awaits(String input) {
        return part() instanceof Step step && Likeness.of(input, step.code()) == Likeness.STEP;
    }

    /**
     * Says what there is to say after something was evaluated, which may be the text of the next part.
     *
     * @param worked whether it did all of what it should
     * @param stopped whether Ctrl-C ended what did not
     */
    public String typed(String input, boolean worked, boolean stopped) {
        // Who tries a line of Java has read; a command may be the one that has shown the text.
        reading &= input.startsWith("/");
        if (!(part() instanceof Step step)) {
            // The solution stands ready until it was typed.
            solved &= !worked || Likeness.of(input, part().making()) != Likeness.STEP;
            return "";
        }
        var likeness = Likeness.of(input, step.code());
        if (likeness == Likeness.OTHER) {
            return "";
        } else if (!worked && !step.fails()) {
            return text(hint(failed(stopped)));
        } else if (likeness == Likeness.RENAMED) {
            var missing = new ArrayList<>(Likeness.declared(step.code()));
            missing.removeAll(Likeness.declared(input));
            return text(hint("The lesson goes on with " + String.join(", ", missing)
                    + ", which your line does not declare. Enter declares it, next goes on without it."));
        }
        long shown = step.output().map(output -> output.lines().count()).orElse(0L);
        return "\n" + advance(1 + (int) shown);
    }

    private String failed(boolean stopped) {
        if (at < farthest) {
            return "This line was run before, and not each can be run twice: next goes on, reset begins anew.";
        }
        return (stopped ? "" : "That did not work. ") + "Enter tries the line again, next goes on without it"
                + (at > 0 ? ", back goes to the line before, reset begins anew." : ".");
    }

    /** Does what a word says. */
    public String says(Word word) {
        if (opening && word != Word.RESET && word != Word.QUIT) {
            // What a word is about has not been seen yet.
            return passage();
        }
        reading = false;
        return switch (word) {
            case NEXT -> advance(0);
            case BACK -> back();
            case HINT -> hint();
            case CHECK -> check();
            case RESET -> reset();
            case QUIT -> quit();
        };
    }

    private String advance(int before) {
        at++;
        farthest = Math.max(farthest, at);
        opening = false;
        hints = 0;
        solved = false;
        keep();
        return at < lesson.parts().size() ? text(lines(before)) : end();
    }

    private String back() {
        at = Math.max(0, at - 1);
        hints = 0;
        solved = false;
        keep();
        return passage();
    }

    private String hint() {
        if (!(part() instanceof Exercise exercise)) {
            return text(hint("Enter runs the line that stands ready; after Ctrl-C an empty line brings it back."));
        } else if (hints < exercise.hints().size()) {
            var hint = exercise.hints().get(hints++);
            int left = exercise.hints().size() - hints;
            var more = left == 0
                    ? "The next hint is the solution."
                    : left == 1 ? "There is one more." : "There are " + left + " more.";
            return text(page.get().lines(hint), faint(more));
        }
        solved = true;
        return text(page.get().lines(exercise.explanation()), hint("This does it; it stands ready. Then check."));
    }

    private String check() {
        if (!(part() instanceof Exercise exercise)) {
            return text(hint("There is nothing to check here: Enter runs the line, next goes on."));
        }
        var missing = Check.missing(stage.look(Check.unit(exercise.check())));
        return missing.map(words -> text(
                        page.get().plain("Not yet: " + words, Role.HINT),
                        hints == 0 && !exercise.hints().isEmpty() ? faint("hint helps.") : List.of()))
                .orElseGet(() -> text(page.get().plain("Right.", Role.BOLD), List.of(""), List.of(advance(2))));
    }

    private String reset() {
        var undone = undo();
        stage.begin(lesson.undo());
        hints = 0;
        solved = false;
        return text(undone, undone.isEmpty() ? List.of() : List.of(""), List.of(beginning()));
    }

    /** Takes all back and leaves. */
    public String quit() {
        over = true;
        int parts = lesson.parts().size();
        return text(
                undo(),
                faint("Left " + lesson.name() + " at " + (at + 1) + " of " + parts + "; /lesson " + asked
                        + " goes on there."));
    }

    private String end() {
        over = true;
        return text(
                page.get().lines(lesson.learnt()),
                List.of(""),
                undo(),
                lesson.next()
                        .map(file -> hint("Next: /lesson "
                                + file.replaceFirst(".*/", "")
                                        .replaceFirst("^\\d+-", "")
                                        .replaceFirst("\\.md$", "")))
                        .orElse(List.of()));
    }

    /** First what the lesson itself undoes, while all is open and has its name. */
    private List<String> undo() {
        // What was never made cannot be undone, and its line fails: the others are not to suffer from that.
        lesson.undo().forEach(stage::look);
        var undone = stage.takeBack();
        return undone.isEmpty() ? List.of() : faint("Undone: " + list(undone) + ".");
    }

    /** Of what was done alike the word is said once: closed a, b; dropped c. What has more to say is said in full. */
    private static String list(List<String> lines) {
        var list = new StringBuilder();
        var before = "";
        for (var line : lines) {
            var did = line.substring(0, line.indexOf(' ') + 1);
            boolean alike = did.equals(before) && !line.contains(": ");
            list.append(list.isEmpty() ? "" : alike ? ", " : "; ").append(alike ? line.substring(did.length()) : line);
            before = did;
        }
        return list.toString();
    }

    private void keep() {
        try {
            progress.keep(asked, at, lesson.parts().size());
        } catch (IOException e) {
            // Once is enough: it is said at the beginning.
            notKept = Optional.of("Where you are in this lesson will not be kept: " + e.getMessage());
        }
    }

    private List<String> hint(String words) {
        return page.get().plain(words, Role.HINT);
    }

    private List<String> faint(String words) {
        return page.get().plain(words, Role.FAINT);
    }

    @SafeVarargs
    private static String text(List<String>... parts) {
        var lines = new ArrayList<String>();
        for (var part : parts) {
            lines.addAll(part);
        }
        // A part that has no text leaves no blank line either.
        return String.join("\n", lines).stripTrailing();
    }
}
