// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bpfsh.lesson.Exercise;
import dev.bpfsh.lesson.Lesson;
import dev.bpfsh.lesson.Page;
import dev.bpfsh.lesson.Passage;
import dev.bpfsh.lesson.Player;
import dev.bpfsh.lesson.Shown;
import dev.bpfsh.lesson.Step;
import dev.bpfsh.testing.Footprint;
import dev.bpfsh.testing.Terminal;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Theme;
import dev.bpfsh.view.Width;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Somebody who goes through a lesson in a terminal and looks whether the screen shows what the lesson says. */
final class LessonPlay {
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final long PAUSE_MILLIS = 40;
    private static final int CONTINUATION = "  ...> ".length();
    private static final String STOPPED = "stopped";

    private final Terminal terminal;
    private final int width;
    private final Lesson lesson;
    private final String command;
    private final Page page;
    private final Footprint footprint = new Footprint();
    private final long pid;

    /** @param file as it is asked for */
    LessonPlay(Terminal terminal, int width, Lesson lesson, String file) {
        this.terminal = terminal;
        this.width = width;
        this.lesson = lesson;
        this.command = "/lesson " + file;
        this.page = new Page(new Style(Theme.NONE, true, width, 24), UnaryOperator.identity());
        this.pid = terminal.pid();
    }

    /** Plays all of it, with the right answers and the wrong ones. */
    Footprint play() throws Exception {
        terminal.enter(command);
        for (int i = 0; i < lesson.parts().size(); i++) {
            awaitPrompt(i, 1);
            footprint.look(pid);
            if (lesson.parts().get(i) instanceof Step step) {
                step(i, step);
            } else {
                exercise(i, (Exercise) lesson.parts().get(i));
            }
            footprint.look(pid);
        }
        await("the end of " + lesson.name(), () -> endsWith(lines(), "bpfsh>"));
        return footprint;
    }

    private void step(int at, Step step) throws Exception {
        terminal.press("Enter");
        if (step.output()
                .filter(shown -> shown.lines().anyMatch(STOPPED::equals))
                .isPresent()) {
            Thread.sleep(10 * PAUSE_MILLIS);
            terminal.press("C-c");
        }
        awaitPrompt(at + 1, 1);
        if (step.output().isPresent()) {
            var written = step.output().get().lines().toList();
            await(
                    () -> "line " + step.line() + " shows\n" + String.join("\n", output(at, step)) + "\nand not\n"
                            + String.join("\n", written),
                    () -> Shown.matches(written, output(at, step)));
        }
    }

    /** What stands between the step and the text of the next. */
    private List<String> output(int at, Step step) {
        var lines = lines();
        int begin = lastPrompt(lines, at);
        // The next prompt may be there twice: what does not fit the screen comes when its text is read.
        int end = begin + 1;
        while (end < lines.size() - 1 && !(lines.get(end) + " ").startsWith(prompt(at + 1))) {
            end++;
        }
        var output = new ArrayList<>(lines.subList(Math.min(begin + rows(at, step.code()), end), end));
        for (var text : following(at)) {
            int found = Collections.lastIndexOfSubList(output, text);
            if (!text.isEmpty() && found >= 0) {
                // Behind the last text is what was undone.
                boolean last = at + 1 == lesson.parts().size();
                output.subList(found, last ? output.size() : found + text.size())
                        .clear();
            }
        }
        // An empty line is before the text.
        while (!output.isEmpty() && output.get(output.size() - 1).isEmpty()) {
            output.remove(output.size() - 1);
        }
        return output;
    }

    private List<List<String>> following(int at) {
        if (at + 1 < lesson.parts().size()) {
            var next = lesson.parts().get(at + 1);
            var text = lines(next.text());
            return next instanceof Exercise exercise
                    ? List.of(
                            page.plain(Exercise.HOW + (exercise.hints().isEmpty() ? "." : ", hint helps."), null), text)
                    : List.of(page.plain(Player.TURN, null), text);
        }
        return List.of(lines(lesson.learnt()));
    }

    private List<String> lines(Passage passage) {
        return page.lines(passage).stream().map(String::stripTrailing).toList();
    }

    /** How many rows an entry takes. */
    private int rows(int at, String code) {
        int rows = 0;
        int before = prompt(at).length();
        for (var line : code.split("\n", -1)) {
            rows += 1 + Math.max(0, before + Width.of(line) - 1) / width;
            before = CONTINUATION;
        }
        return rows;
    }

    private void exercise(int at, Exercise exercise) throws Exception {
        assertThat(check(at))
                .as("line %d: the check before anything is done", exercise.line())
                .isNotEmpty()
                .doesNotContain("does not compile");
        for (var wrong : exercise.wrong()) {
            answer(at, wrong.code());
            footprint.look(pid);
            var says = check(at);
            assertThat(Shown.matches(List.of(words(wrong.says())), List.of(words(says))))
                    .as("line %d: the check says %s", wrong.line(), says)
                    .isTrue();
            // From the state before it, each time.
            terminal.enter("quit");
            await("the prompt", () -> endsWith(lines(), "bpfsh>"));
            int before = prompts(at);
            terminal.enter(command);
            awaitPrompt(at, before + 1);
        }
        answer(at, exercise.solution());
        terminal.enter("check");
        awaitPrompt(at + 1, 1);
        assertThat(terminal.everything()).contains("\nRight.\n");
    }

    private void answer(int at, String code) throws Exception {
        int before = prompts(at);
        terminal.paste(code).press("Enter");
        awaitPrompt(at, before + 1);
    }

    /** What is missing, by the check. */
    private String check(int at) throws Exception {
        int before = prompts(at);
        terminal.enter("check");
        awaitPrompt(at, before + 1);
        var lines = lines();
        int end = lastPrompt(lines, at);
        int begin = lastPrompt(lines.subList(0, end), at);
        var said = lines.subList(begin + 1, end).stream()
                // What programs say meanwhile is no word of the check's.
                .dropWhile(line -> !line.startsWith("Not yet: "))
                .filter(line -> !line.equals("hint helps."))
                .collect(Collectors.joining(" "));
        assertThat(said).as("what the check says").startsWith("Not yet: ");
        return said.substring("Not yet: ".length());
    }

    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private String prompt(int at) {
        return lesson.name() + " " + (at + 1) + "/" + lesson.parts().size() + "> ";
    }

    /** Waits until the line of a part can be typed, for at least the so manieth time; behind the last is the end. */
    private void awaitPrompt(int at, int times) throws Exception {
        if (at == lesson.parts().size()) {
            await("the end", () -> endsWith(lines(), "bpfsh>"));
            return;
        }
        var ready = lesson.parts().get(at) instanceof Step step ? step.code() : prompt(at);
        var last = ready.substring(ready.lastIndexOf('\n') + 1);
        await(() -> "waited for part " + (at + 1), () -> {
            var lines = lines();
            return prompts(lines, at) >= times && (endsWith(lines, last) || isUnread(lines, at));
        });
        for (int seen = prompts(at); isUnread(lines(), at); seen = prompts(at)) {
            int before = seen;
            terminal.press("Enter");
            await(() -> "waited for the lines of part " + (at + 1), () -> prompts(at) > before);
        }
        await(() -> "waited for the lines of part " + (at + 1), () -> endsWith(lines(), last));
    }

    /** Whether something is to be read before the line comes. */
    private boolean isUnread(List<String> lines, int at) {
        return Stream.of(Player.OPENING, Player.TURN).anyMatch(turn -> endsWith(lines, turn + prompt(at)));
    }

    private int prompts(int at) {
        return prompts(lines(), at);
    }

    private int prompts(List<String> lines, int at) {
        return (int) lines.stream()
                .filter(line -> (line + " ").startsWith(prompt(at)))
                .count();
    }

    private int lastPrompt(List<String> lines, int at) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if ((lines.get(i) + " ").startsWith(prompt(at))) {
                return i;
            }
        }
        return fail("there is no " + prompt(at) + " in\n" + String.join("\n", lines));
    }

    /** Below the line there may be the one that says what is attached. A long line goes on in the next row. */
    private static boolean endsWith(List<String> lines, String line) {
        var wanted = line.replaceAll("\\s", "");
        return Stream.of(lines, lines.subList(0, lines.size() - 1))
                .anyMatch(shown -> String.join("", shown).replaceAll("\\s", "").endsWith(wanted));
    }

    private List<String> lines() {
        return List.of(terminal.everything().split("\n", -1));
    }

    private interface Condition {
        boolean holds();
    }

    private interface Message {
        String text();
    }

    private void await(String what, Condition condition) throws Exception {
        await(() -> "waited for " + what, condition);
    }

    private void await(Message message, Condition condition) throws Exception {
        for (long end = System.nanoTime() + PATIENCE_NANOS; System.nanoTime() < end; ) {
            if (condition.holds()) {
                return;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        fail(lesson.name() + ": " + message.text() + "\n--- the screen:\n" + terminal.screen());
    }
}
