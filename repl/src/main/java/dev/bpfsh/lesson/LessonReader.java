// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import dev.bpfsh.lesson.LessonErrors.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads a lesson: Markdown in which blocks of Java are steps, and headings that say so are exercises. */
public final class LessonReader {
    private static final Pattern EXERCISE = Pattern.compile("Exercise:\\s*(.+)");
    private static final Pattern FACTS =
            Pattern.compile("Time:\\s*(\\d+) minutes?\\.(?:\\s*Needs:\\s*(.+?)\\.?)?", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("<!--.*-->", Pattern.DOTALL);
    private static final Pattern DETAILS = Pattern.compile("<details>\\s*(<summary>[^<]*</summary>)?", Pattern.DOTALL);

    private static final String NO_HTML = "HTML is not shown at the prompt, but for <details> around a solution";

    private final String name;
    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Node> text = new ArrayList<>();
    private Passage aim = Passage.NONE;
    private String title = "";
    private String facts = "";
    private String undo = "";
    private String next = "";
    private ExerciseReader exercise;
    private boolean begun;

    private LessonReader(String name, String file) {
        this.name = name;
        this.file = file;
    }

    /**
     * Reads a lesson.
     *
     * @param name by which it is asked for
     * @param file where it is from, for messages
     * @throws LessonErrors with all places where it is none
     */
    public static Lesson read(String name, String file, String markdown) throws LessonErrors {
        var parser = Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .build();
        return new LessonReader(name, file).lesson(parser.parse(markdown));
    }

    private Lesson lesson(Node document) throws LessonErrors {
        for (var block = document.getFirstChild(); block != null; block = block.getNext()) {
            take(block);
        }
        endExercise();
        if (title.isEmpty()) {
            problem(1, "a lesson begins with its title: # TITLE");
        }
        if (parts.isEmpty()) {
            problem(1, "there is no step: a block that begins with ```java");
        }
        if (!problems.isEmpty()) {
            throw new LessonErrors(file, problems);
        }
        var said = FACTS.matcher(facts);
        boolean told = said.matches();
        return new Lesson(
                name,
                title,
                aim,
                told ? Integer.parseInt(said.group(1)) : 0,
                told && said.group(2) != null ? needs(said.group(2)) : List.of(),
                parts,
                new Passage(text),
                Optional.of(next).filter(there -> !there.isEmpty()),
                Statements.of(undo));
    }

    private static List<Need> needs(String words) {
        // A comma in parentheses parts nothing.
        return Stream.of(words.split(",(?![^(]*\\))"))
                .map(each -> Need.of(each.strip().replaceAll("\\s+", " ")))
                .toList();
    }

    private void take(Node block) {
        if (block instanceof Heading heading) {
            heading(heading);
        } else if (block instanceof FencedCodeBlock code) {
            code(code);
        } else if (block instanceof HtmlBlock html) {
            html(html);
        } else if (block instanceof BlockQuote quote && ExerciseReader.isHint(quote)) {
            if (exercise == null || exercise.closed()) {
                problem(quote, "a hint belongs to an exercise, below ### Exercise: TITLE");
            } else {
                exercise.hint(quote);
            }
        } else if (block instanceof Paragraph && !begun && isFacts(block)) {
            facts = Passage.text(block).strip();
        } else if (block instanceof Paragraph && Passage.text(block).startsWith("Next:")) {
            next = destination(block);
        } else {
            read(block);
        }
    }

    /** What is to be read. */
    private void read(Node block) {
        refuseHtml(block);
        if (exercise != null && exercise.takes(block)) {
            return;
        }
        text.add(block);
    }

    private void refuseHtml(Node block) {
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlInline html) {
                var found = new Problem(line(block), NO_HTML);
                if (!problems.contains(found)) {
                    problems.add(found);
                }
            }
        });
    }

    private boolean isFacts(Node block) {
        var words = Passage.text(block).strip();
        if (words.startsWith("Time:") && !FACTS.matcher(words).matches()) {
            problem(block, "this line is as: Time: 15 minutes. Needs: root, tracefs.");
        }
        return words.startsWith("Time:");
    }

    private void heading(Heading heading) {
        var words = Passage.text(heading).strip();
        endExercise();
        if (heading.getLevel() == 1) {
            if (!title.isEmpty() || begun) {
                problem(heading, "there is one title; sections begin with ##");
            }
            title = words;
            return;
        }
        begin();
        var exercised = EXERCISE.matcher(words);
        if (exercised.matches()) {
            text.add(heading);
            exercise = new ExerciseReader(exercised.group(1), List.copyOf(text), line(heading), this::problem);
            text.clear();
        } else {
            text.add(heading);
        }
    }

    /** What stands before the first section or step says what the lesson is for. */
    private void begin() {
        if (!begun) {
            begun = true;
            aim = new Passage(text);
            text.clear();
        }
    }

    private void endExercise() {
        if (exercise != null) {
            exercise.end().ifPresent(parts::add);
            exercise = null;
        }
    }

    private void code(FencedCodeBlock block) {
        if (block.getClosingFenceLength() == null) {
            problem(block, "this block is not closed: ```");
        }
        var info = block.getInfo() == null ? "" : block.getInfo().strip();
        switch (info) {
            case "java" -> step(block);
            case "java undo" -> {
                endIfClosed();
                if (!undo.isEmpty()) {
                    problem(block, "there is one java undo");
                }
                undo = literal(block);
            }
            case "java check", "java solution", "java wrong" -> {
                if (exercise == null || exercise.closed()) {
                    problem(block, info + " belongs to an exercise, below ### Exercise: TITLE");
                } else {
                    exercise.code(info.substring("java ".length()), block);
                }
            }
            case "text" -> output(block);
            default -> {
                if (info.startsWith("java ")) {
                    problem(
                            block,
                            "no kind of block is called " + info
                                    + ": there are java, java check, java solution, java wrong, java undo");
                }
                read(block);
            }
        }
    }

    private void step(FencedCodeBlock block) {
        endIfClosed();
        if (exercise != null) {
            problem(
                    block,
                    "in an exercise Java is a java check, java solution or java wrong; steps stand before or"
                            + " behind it");
            return;
        }
        begin();
        parts.add(new Step(new Passage(text), literal(block), outputOf(block), line(block)));
        text.clear();
    }

    /** What stands behind the solution of an exercise is none of it any more. */
    private void endIfClosed() {
        if (exercise != null && exercise.closed()) {
            endExercise();
        }
    }

    /** Whatever does not stand directly below code is there to be read. */
    private void output(FencedCodeBlock block) {
        boolean below = block.getPrevious() instanceof FencedCodeBlock code
                && code.getInfo() != null
                && code.getInfo().startsWith("java");
        if (!below) {
            read(block);
        }
    }

    static Optional<String> outputOf(FencedCodeBlock code) {
        return code.getNext() instanceof FencedCodeBlock below && "text".equals(below.getInfo())
                ? Optional.of(literal(below))
                : Optional.empty();
    }

    private void html(HtmlBlock block) {
        var html = block.getLiteral().strip();
        if (COMMENT.matcher(html).matches()) {
            return;
        }
        if (exercise != null && !exercise.closed() && DETAILS.matcher(html).matches()) {
            exercise.open();
        } else if (exercise != null && !exercise.closed() && html.equals("</details>")) {
            exercise.close();
        } else {
            problem(block, NO_HTML);
        }
    }

    private static String destination(Node block) {
        var found = new StringBuilder();
        block.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                found.append(link.getDestination());
            }
        });
        return found.toString();
    }

    static String literal(FencedCodeBlock block) {
        return block.getLiteral().stripTrailing();
    }

    static int line(Node block) {
        return block.getSourceSpans().isEmpty()
                ? 1
                : block.getSourceSpans().get(0).getLineIndex() + 1;
    }

    private void problem(Node block, String words) {
        problem(line(block), words);
    }

    private void problem(int line, String words) {
        problems.add(new Problem(line, words));
    }
}
