// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;

/** An exercise while it is read, block by block. */
final class ExerciseReader {
    private static final String HINT = "Hint:";

    private final String title;
    private final List<Node> text;
    private final int line;
    private final BiConsumer<Integer, String> problem;
    private final List<Passage> hints = new ArrayList<>();
    private final List<Node> explanation = new ArrayList<>();
    private final List<Exercise.Wrong> wrong = new ArrayList<>();
    private String check = "";
    private String solution = "";
    private boolean open;
    private boolean closed;

    /**
     * @param text what stands before it since the last part, with its heading
     * @param problem is told of lines and what is wrong there
     */
    ExerciseReader(String title, List<Node> text, int line, BiConsumer<Integer, String> problem) {
        this.title = title;
        this.text = new ArrayList<>(text);
        this.line = line;
        this.problem = problem;
    }

    static boolean isHint(BlockQuote quote) {
        return Passage.text(quote).startsWith(HINT);
    }

    /** The solution begins, which web pages show when they are asked. */
    void open() {
        open = true;
    }

    /** The solution ends, and with it the exercise. */
    void close() {
        closed = true;
    }

    /** Whether all of it was read. */
    boolean closed() {
        return closed;
    }

    /** Takes a block to read, if it belongs here. */
    boolean takes(Node block) {
        if (!closed) {
            (open ? explanation : text).add(block);
        }
        return !closed;
    }

    void hint(BlockQuote quote) {
        var words = Passage.text(quote);
        if (words.indexOf("\n" + HINT) >= 0) {
            problem.accept(LessonReader.line(quote), "between two hints stands an empty line");
        }
        if (quote.getFirstChild() instanceof Paragraph first && first.getFirstChild() instanceof Text begin) {
            begin.setLiteral(begin.getLiteral().substring(HINT.length()).stripLeading());
        }
        var blocks = new ArrayList<Node>();
        for (var block = quote.getFirstChild(); block != null; block = block.getNext()) {
            blocks.add(block);
        }
        hints.add(new Passage(blocks));
    }

    /** Takes a check, a solution or a wrong one. */
    void code(String kind, FencedCodeBlock block) {
        int at = LessonReader.line(block);
        var code = LessonReader.literal(block);
        if (kind.equals("check")) {
            if (!check.isEmpty()) {
                problem.accept(at, "an exercise has one java check");
            } else if (!code.contains("check(")) {
                problem.accept(at, "a check says what is missing: check(CONDITION, \"...\");");
            }
            check = code;
        } else if (!open) {
            problem.accept(at, "java " + kind + " stands between <details><summary>Solution</summary> and </details>");
        } else if (kind.equals("solution")) {
            if (!solution.isEmpty()) {
                problem.accept(at, "an exercise has one java solution");
            }
            solution = code;
        } else {
            var says = LessonReader.outputOf(block);
            if (says.isEmpty()) {
                problem.accept(at, "below java wrong a block ```text has what the check says then");
            }
            wrong.add(new Exercise.Wrong(code, says.orElse(""), at));
        }
    }

    /** The exercise, if it is one. */
    Optional<Exercise> end() {
        if (check.isEmpty()) {
            problem.accept(line, "the exercise has no java check");
        }
        if (solution.isEmpty()) {
            problem.accept(line, "the exercise has no java solution");
        } else if (!closed) {
            problem.accept(line, "its solution does not end: </details>, with an empty line before it");
        }
        return check.isEmpty() || solution.isEmpty()
                ? Optional.empty()
                : Optional.of(new Exercise(
                        new Passage(text), title, check, hints, solution, new Passage(explanation), wrong, line));
    }
}
