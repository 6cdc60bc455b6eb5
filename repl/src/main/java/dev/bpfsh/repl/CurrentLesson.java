// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Candidate;
import dev.bpfsh.complete.Group;
import dev.bpfsh.host.AtExit;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.lesson.Page;
import dev.bpfsh.lesson.Player;
import dev.bpfsh.lesson.Word;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.Style;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lesson that is on, if one is: what it has ready for the next line, and what it says to the last. */
final class CurrentLesson {
    /** What the kernel says of a step comes a moment later, and belongs above the text of the next. */
    private static final long SETTLING_MILLIS = 150;

    private final Prompt prompt;
    private final Evaluator evaluator;
    private final UnaryOperator<String> coloured;
    private final boolean wholeLines;
    private Player player;
    private boolean cleared;

    /**
     * None is on.
     *
     * @param coloured gives Java its colours
     * @param wholeLines whether nothing can stand ready on the input line, so that an empty one stands for it
     */
    CurrentLesson(Prompt prompt, Evaluator evaluator, UnaryOperator<String> coloured, boolean wholeLines) {
        this.prompt = prompt;
        this.evaluator = evaluator;
        this.coloured = coloured;
        this.wholeLines = wholeLines;
    }

    /** What texts are laid out on: as large as the terminal is now. */
    Page page() {
        Style style = prompt.style();
        // What does not stand ready pushes nothing off the screen.
        int height = wholeLines ? Integer.MAX_VALUE : style.height();
        return new Page(new Style(style.theme(), style.unicode(), style.width(), height), coloured);
    }

    /** Whether a lesson is on. */
    boolean isOn() {
        return player != null;
    }

    /** Who plays it; empty while none is on. */
    Optional<Player> player() {
        return Optional.ofNullable(player);
    }

    /** Begins a lesson, in the place of the one that is on; returns its first text. */
    String begin(Player other) {
        leave();
        player = other;
        return after(other.begin());
    }

    /** Ends the lesson that is on, if there is one: all that it did is undone. */
    void leave() {
        if (player != null) {
            Player left = player;
            player = null;
            prompt.answer(left.quit());
        }
    }

    /** What stands before the line that is typed next. */
    String prompt(String otherwise) {
        return player == null ? otherwise : player.prompt();
    }

    /** Lines that are not worth remembering, as patterns apart by colons. */
    String passing() {
        return player == null ? "" : Stream.of(Word.values()).map(Word::typed).collect(Collectors.joining(":"));
    }

    /** What stands on the line that is typed next. */
    String ready() {
        boolean empty = cleared || wholeLines || player == null;
        cleared = false;
        return empty ? "" : player.ready();
    }

    /** Has the next line empty: whoever has cleared one wants to type something else. */
    void cleared() {
        cleared = true;
    }

    /** What a line means: where nothing can stand ready, an empty one means what would. */
    String meant(String line) {
        return wholeLines && player != null && line.isBlank() ? player.ready() : line;
    }

    /** The words that mean something now. */
    List<Candidate> words() {
        return player == null
                ? List.of()
                : Stream.of(Word.values())
                        .filter(this::isFree)
                        .map(word ->
                                new Candidate(Group.OPTIONS, word.typed(), word.about(), word.typed(), false, false))
                        .toList();
    }

    /** Does what a line says, if it is a word for the lesson that is on. */
    boolean takes(String line) {
        if (player == null) {
            return false;
        }
        Optional<Word> word = Word.of(line).filter(this::isFree);
        word.ifPresent(said -> prompt.answer(says(said)));
        return word.isPresent();
    }

    /** Variables are the learner's: one that is called as a word means itself. */
    private boolean isFree(Word word) {
        return evaluator.ask(shell -> shell.variables()
                .noneMatch(variable -> variable.name().equals(word.typed())
                        && shell.status(variable).isActive()));
    }

    /** Does what a word says, while a lesson is on. */
    String says(Word word) {
        return after(player.says(word));
    }

    /** Shows once more what is to be read now. */
    String again() {
        return after(player.passage());
    }

    /** Goes on, if what was evaluated was the step. */
    void typed(String input, boolean worked) {
        if (player == null) {
            return;
        } else if (input.isBlank()) {
            prompt.answer(after(player.read()));
            return;
        }
        // What is left for the end, as a lesson's own undo, says nothing meanwhile.
        if (player.awaits(input) && Session.current().alive().stream().anyMatch(each -> !(each instanceof AtExit))) {
            settle();
        }
        prompt.answer(after(player.typed(input, worked, prompt.stopped())));
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is said, and where nothing can stand ready, what would. */
    private String after(String text) {
        if (player.over()) {
            player = null;
        }
        return wholeLines
                        && player != null
                        && !text.isEmpty()
                        && !player.ready().isEmpty()
                ? text + "\n\n" + String.join("\n", page().code(player.ready()))
                : text;
    }
}
