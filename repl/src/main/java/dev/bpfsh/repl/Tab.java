// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Candidate;
import dev.bpfsh.complete.Completer;
import dev.bpfsh.complete.Completion;
import dev.bpfsh.complete.Menu;
import dev.bpfsh.complete.Sheet;
import dev.bpfsh.view.Style;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jline.reader.LineReader;

/**
 * The key Tab. First it completes and shows which names there are; pressed again, with nothing typed in between, how
 * they are called; then their documentation, a screen at a time.
 *
 * <p>What is not known at once is looked for on another thread, and appears when it is there, unless the line has
 * changed by then. So no key ever waits.
 */
final class Tab {
    private static final long PATIENCE_MILLIS = 150;
    /** The menu leaves the line that is being typed on the screen, and the one above it. */
    private static final int ROWS_OF_PROMPT = 2;

    private static final int FEWEST_ROWS = 3;
    /** Overloads that are shown above the names. */
    private static final int MOST_CALLS = 4;

    private final Completer completer;
    private final Commands commands;
    private final Supplier<List<Candidate>> words;
    private final PromptReader reader;
    private final Supplier<Style> style;
    /** Whether the last key put in the quote that ends a literal. */
    private boolean closed;

    /** How many keys there had been when it was this one. */
    private int pressed;

    private State state = new State("", -1, Step.NAMES, Completion.none(0), List.of());

    private enum Step {
        NAMES,
        SIGNATURES,
        DOCUMENTATION
    }

    /** What the last Tab left: the line, and what can be shown of it next. */
    private record State(String text, int cursor, Step step, Completion names, List<String> lines, int shown) {
        State(String text, int cursor, Step step, Completion names, List<String> lines) {
            this(text, cursor, step, names, lines, 0);
        }

        State of(String typed) {
            return new State(typed, cursor, step, names, lines, shown);
        }

        boolean isOf(String text, int cursor) {
            return this.text.equals(text) && this.cursor == cursor;
        }
    }

    /**
     * @param words what means something beside Java, alone on a line
     * @param style how text may look on the terminal as it is now
     */
    Tab(
            Completer completer,
            Commands commands,
            Supplier<List<Candidate>> words,
            PromptReader reader,
            Supplier<Style> style) {
        this.completer = completer;
        this.commands = commands;
        this.words = words;
        this.reader = reader;
        this.style = style;
    }

    /** Takes the key, and the quote, of which one that was put in already is not needed again. */
    void bind() {
        reader.bind("bpfsh-tab", "\t", this::press);
        reader.bind("bpfsh-quote", "\"", this::quote);
    }

    private boolean press() {
        if (reader.takesWholeLines) {
            // It is one of the letters of the line.
            reader.callWidget(LineReader.SELF_INSERT);
            return true;
        }
        var text = reader.text();
        int cursor = reader.place();
        if (indents(text, cursor)) {
            reader.replace(cursor, cursor, " ".repeat(Indent.STEP));
            return true;
        }
        var last = state;
        // The same text may be another line.
        boolean again = reader.keys() == pressed + 1 && last.isOf(text, cursor);
        pressed = reader.keys();
        if (again && last.shown < last.lines.size()) {
            show(last);
            return true;
        }
        var answer = CompletableFuture.supplyAsync(
                () -> again ? next(last, asked(text, cursor)) : names(text, cursor), Tab::start);
        try {
            show(answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            wait(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            reader.below(List.of("nothing to complete: " + e.getCause()));
        }
        return true;
    }

    /** Where nothing but blanks is before the cursor, and a line above it, nobody wants all names that there are. */
    private static boolean indents(String text, int cursor) {
        int line = text.lastIndexOf('\n', cursor - 1) + 1;
        return line > 0 && text.substring(line, cursor).isBlank();
    }

    private boolean quote() {
        int cursor = reader.place();
        if (closed && reader.keys() == pressed + 1 && state.isOf(reader.text(), cursor)) {
            closed = false;
            return true;
        }
        reader.callWidget(LineReader.SELF_INSERT);
        return true;
    }

    /** Runs work on a thread of its own, which does not keep the JVM. */
    static void start(Runnable work) {
        var thread = new Thread(work, "bpfsh-complete");
        thread.setDaemon(true);
        thread.start();
    }

    /** Says what is being read, and shows the answer when it is there and no key was pressed. */
    private void wait(CompletableFuture<State> answer) {
        var doing = completer.doing();
        // On paper it would stay.
        reader.below(
                Teletype.is(reader.getTerminal())
                        ? List.of()
                        : List.of(style.get()
                                .faint(doing.isEmpty() ? "looking ..." : "still reading " + doing + " ...")));
        int keys = reader.keys();
        answer.whenComplete((found, failure) -> reader.unlessTyped(keys, () -> {
            reader.below(List.of());
            if (found != null) {
                show(found);
            }
        }));
    }

    /** The text as the engine is to see it: blanks in place of a command that takes Java, so that places stay. */
    private String asked(String text, int cursor) {
        var typed = Typed.at(text, cursor);
        int name = text.indexOf(' ');
        return typed.place() == Typed.Place.COMMAND_ARGUMENT && commands.takesJava(text.substring(0, name))
                ? " ".repeat(name) + text.substring(name)
                : text;
    }

    private State next(State last, String asked) {
        var next =
                switch (last.step) {
                    case NAMES -> signatures(asked, last.cursor, last.names);
                    case SIGNATURES -> documentation(asked, last.cursor, last.names);
                    case DOCUMENTATION -> names(asked, last.cursor);
                };
        return next.of(last.text);
    }

    private State names(String text, int cursor) {
        var asked = asked(text, cursor);
        var names = candidates(asked, cursor);
        var typed = text.substring(names.from(), names.to());
        boolean nothingNew = names.isEmpty()
                || names.count() == 1 && names.candidates().get(0).insert().equals(typed);
        if (nothingNew && !Commands.isCommand(asked)) {
            return signatures(asked, cursor, names).of(text);
        }
        return new State(text, cursor, Step.NAMES, names, calls(asked, cursor));
    }

    /** Where an argument begins, what it is of. */
    private List<String> calls(String text, int cursor) {
        var before = text.substring(0, cursor).stripTrailing();
        if (Commands.isCommand(text) || !before.endsWith("(") && !before.endsWith(",")) {
            return List.of();
        }
        var call = completer.describe(text, cursor, false);
        var lines = Sheet.signatures(call.meanings(), call.argument(), style.get());
        return lines.size() <= MOST_CALLS ? lines : List.of();
    }

    private Completion candidates(String text, int cursor) {
        var typed = Typed.at(text, cursor);
        return switch (typed.place()) {
            case JAVA -> withWords(completer.complete(text, cursor), text, cursor);
            case COMMAND -> ofCommand(typed, commands.names());
            case COMMAND_ARGUMENT -> ofCommand(typed, commands.arguments(typed));
        };
    }

    private Completion withWords(Completion java, String text, int cursor) {
        var typed = text.substring(0, cursor);
        if (typed.isEmpty() || cursor < text.length() || !typed.matches("[a-z]+")) {
            return java;
        }
        var fitting = words.get().stream()
                .filter(word -> word.name().startsWith(typed))
                .toList();
        var all = Stream.concat(fitting.stream(), java.candidates().stream()).toList();
        return fitting.isEmpty() ? java : Completion.of(0, cursor, all, "");
    }

    private static Completion ofCommand(Typed typed, List<Candidate> offered) {
        int from = typed.cursor() - typed.replaced().length();
        var candidates = offered.stream()
                .filter(each -> each.insert().startsWith(typed.replaced())
                        || typed.replaced().startsWith("~/"))
                .sorted(Comparator.comparing(Candidate::group))
                .toList();
        return Completion.of(from, typed.cursor(), candidates, "");
    }

    private State signatures(String text, int cursor, Completion names) {
        if (Commands.isCommand(text)) {
            var help = commands.explained(text);
            return help.isEmpty() ? names(text, cursor) : new State(text, cursor, Step.DOCUMENTATION, names, help);
        }
        var look = style.get();
        var called = completer.describe(text, cursor, false);
        var lines = called.isEmpty()
                ? Sheet.signatures(completer.describe(text, names, rows(text), false), -1, look)
                : Sheet.signatures(called.meanings(), called.argument(), look);
        return new State(text, cursor, Step.SIGNATURES, names, lines);
    }

    private State documentation(String text, int cursor, Completion names) {
        var look = style.get();
        var called = completer.describe(text, cursor, true);
        var lines = called.isEmpty()
                ? Sheet.summaries(completer.describe(text, names, rows(text), true), look)
                : Sheet.documentation(called.meanings(), called.argument(), look);
        return new State(text, cursor, Step.DOCUMENTATION, names, lines);
    }

    /** Puts in what is certain and shows the rest; to be called while no key is taken. */
    private void show(State answer) {
        if (answer.step == Step.NAMES) {
            complete(answer);
        } else if (!answer.lines.isEmpty()) {
            page(answer);
        } else {
            state = answer;
            reader.below(List.of());
        }
    }

    private void page(State answer) {
        var look = style.get();
        int rows = rows(answer.text);
        int end = Math.min(answer.lines.size(), answer.shown + rows);
        if (end < answer.lines.size()) {
            end--;
        }
        var page = new ArrayList<>(answer.lines.subList(answer.shown, end));
        if (end < answer.lines.size()) {
            page.add(look.faint((answer.lines.size() - end) + " more lines: Tab"
                    + (answer.step != Step.DOCUMENTATION
                            ? ""
                            : Commands.isCommand(answer.text)
                                    ? "; /help shows all"
                                    : "; at the prompt, NAME?? shows all")));
        }
        state = new State(answer.text, answer.cursor, answer.step, answer.names, answer.lines, end);
        reader.below(page);
    }

    private void complete(State answer) {
        var names = answer.names;
        var typed = answer.text.substring(names.from(), names.to());
        boolean one = names.count() == 1;
        var put = one ? whole(names.candidates().get(0), answer) : names.common();
        closed = one && put.endsWith("\"");
        boolean better = one || contains(put, typed) && !put.equals(typed);
        if (better) {
            reader.replace(names.from(), names.to(), put);
        }
        var text = reader.text();
        // Behind a word of a command comes the next one.
        boolean on = one && put.endsWith(" ") && Commands.isCommand(text);
        state = new State(text, reader.place(), on ? Step.DOCUMENTATION : Step.NAMES, names, List.of());
        var lines = new ArrayList<String>();
        if (names.count() > 1) {
            lines.addAll(answer.lines);
            lines.addAll(Menu.lines(names, style.get(), rows(text) - lines.size()));
        }
        reader.below(lines);
    }

    private static boolean contains(String put, String typed) {
        return put.toLowerCase(Locale.ROOT).contains(typed.toLowerCase(Locale.ROOT));
    }

    /** A candidate, with the end of the string literal if nothing more can be in that. */
    private static String whole(Candidate candidate, State answer) {
        int end = answer.names.to();
        boolean closed = end < answer.text.length() && answer.text.charAt(end) == '"';
        return candidate.insert() + (candidate.last() && !closed ? "\"" : "");
    }

    private int rows(String text) {
        var look = style.get();
        long used = text.lines()
                .mapToLong(line -> 1 + (line.length() + ROWS_OF_PROMPT) / look.width())
                .sum();
        return (int) Math.max(FEWEST_ROWS, look.height() - ROWS_OF_PROMPT - Math.max(1, used));
    }
}
