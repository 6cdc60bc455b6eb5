// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.Topical;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An exception, on one screen: the headline, what matters below it, where in the user's code it came from. */
record ErrorView(
        Throwable thrown,
        List<StackTraceElement> frames,
        Function<StackTraceElement, String> source,
        Function<Topic, Optional<String>> taught,
        Style style) {
    /** Of a message: nobody reads more. */
    private static final int LONGEST = 100_000;

    private static final String HINT = "hint: ";
    private static final String MORE = "learn more: ";
    /** Of a line of the message: what is behind them is not broken between words. */
    private static final int MOST_ROWS = 8;

    private static final int MOST_CAUSES = 3;
    private static final int MOST_FRAMES = 5;
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
    private static final Pattern CAST =
            Pattern.compile("class (?:[\\w.]+\\.)?([\\w$;\\[]+) cannot be cast to class (?:[\\w.]+\\.)?([\\w$;\\[]+)");
    private static final Pattern SESSION = Pattern.compile("REPL\\.\\$JShell\\$[0-9]+[A-Z]*[.$]");
    // Where classes come from, which a failed cast tells at length.
    private static final Pattern MODULES =
            Pattern.compile(" \\([^()]* (?:is|are) in (?:unnamed )?module [^()]*(?:\\([^()]*\\))?[^()]*\\)$");

    String text() {
        var lines = new ArrayList<String>();
        for (var line : message(thrown)) {
            boolean headline = lines.isEmpty();
            for (var row : wrapped(line)) {
                lines.add(headline ? style.bad(row) : line.startsWith(HINT) ? style.hint(row) : row);
            }
        }
        more().ifPresent(where -> lines.add(style.faint(MORE + where)));
        causes().forEach(cause -> lines.add("  because: " + message(cause).get(0)));
        places(lines);
        return String.join("\n", new Page(style).withLast(lines));
    }

    /** Where that is taught: of an exception of ours, or of the first that brought about another. */
    private Optional<String> more() {
        return Stream.concat(Stream.of(thrown), causes().stream())
                .filter(Topical.class::isInstance)
                .findFirst()
                .flatMap(topical -> taught.apply(((Topical) topical).topic()));
    }

    // A recursion without an end is one place, many times.
    private void places(List<String> lines) {
        var places = frames.stream()
                // Classes of the user have no package.
                .filter(frame -> frame.getClassName().indexOf('.') < 0)
                // An initializer's code is in a method of its own, called from the same line.
                .filter(frame -> !frame.getMethodName().equals("do_it$Aux"))
                .toList();
        int width = places.stream()
                .limit(MOST_FRAMES)
                .mapToInt(frame -> place(frame).length())
                .max()
                .orElse(0);
        int shown = 0;
        int i = 0;
        while (i < places.size() && shown < MOST_FRAMES) {
            int from = i;
            while (i < places.size() && places.get(i).equals(places.get(from))) {
                i++;
            }
            var again = i - from == 1 ? "" : "  (" + (i - from) + " times)";
            var line = Printable.of(source.apply(places.get(from)));
            var text = ("  at %-" + Math.max(1, width) + "s  %s")
                    .formatted(place(places.get(from)), line)
                    .stripTrailing();
            lines.add(style.faint(style.cut(text + again)));
            shown++;
        }
        if (i < places.size()) {
            lines.add(style.faint("  ... " + (places.size() - i) + " more"));
        }
    }

    // A class of the user's may name itself as its cause.
    private List<Throwable> causes() {
        var causes = new ArrayList<Throwable>();
        var cause = cause(thrown);
        while (cause != null && causes.size() < MOST_CAUSES && cause != thrown) {
            causes.add(cause);
            cause = cause(cause);
        }
        return causes;
    }

    private static Throwable cause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (RuntimeException | Error broken) {
            return null;
        }
    }

    // Our own messages, and Java's about a step out of order, are whole sentences; others need their class.
    private static List<String> message(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (RuntimeException | Error broken) {
            message = "(its message cannot be read: " + broken.getClass().getName() + ")";
        }
        if (message != null && message.length() > LONGEST) {
            message = message.substring(0, LONGEST) + "... (" + (message.length() - LONGEST) + " more characters)";
        }
        boolean ours = thrown instanceof BpfException || thrown instanceof IllegalStateException && message != null;
        var name = thrown.getClass().getName().replaceFirst("^java\\.(lang|util|io)\\.", "");
        var text = ours ? message : message == null ? name : name + ": " + message;
        // A variable of the session is a static of a class of JShell's.
        return CAST.matcher(
                        MODULES.matcher(SESSION.matcher(text).replaceAll("")).replaceAll(""))
                .replaceAll("$1 cannot be cast to $2")
                .lines()
                .map(Printable::of)
                .collect(Collectors.collectingAndThen(Collectors.toList(), all -> all.isEmpty() ? List.of(name) : all));
    }

    /** A line that is too long for the screen, broken between words: a terminal breaks it within one. */
    private List<String> wrapped(String line) {
        var rows = new ArrayList<String>();
        int begin = line.length() - line.stripLeading().length();
        var indent = " ".repeat(line.startsWith(HINT) ? HINT.length() : begin + 4);
        var rest = line;
        while (rows.size() < MOST_ROWS && style.bounded() && Width.of(rest) > style.width()) {
            int end = rest.lastIndexOf(' ', Width.begin(rest, style.width()).length());
            if (end <= Math.max(begin, rows.isEmpty() ? 0 : indent.length())) {
                break;
            }
            rows.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end + 1).stripLeading();
        }
        rows.add(rest);
        return rows;
    }

    private static String place(StackTraceElement frame) {
        var file = frame.getFileName() == null ? frame.getClassName() : frame.getFileName();
        var line = frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "";
        return file + line + method(frame.getMethodName());
    }

    private static String method(String name) {
        var lambda = LAMBDA.matcher(name);
        if (lambda.matches()) {
            return " in a lambda" + (lambda.group(1).startsWith("do_it$") ? "" : " of " + lambda.group(1) + "()");
        }
        return name.isEmpty() || name.equals("do_it$") ? "" : " in " + name + "()";
    }
}
