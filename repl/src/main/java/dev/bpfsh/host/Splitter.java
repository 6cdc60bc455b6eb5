// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import static jdk.jshell.SourceCodeAnalysis.Completeness.DEFINITELY_INCOMPLETE;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Cuts a text into the units that JShell evaluates one by one, a line at a time as the {@code jshell} tool does: given
 * a whole text at once, JShell cuts wrongly where a {@code ;} is missing, and evaluates only the first unit.
 *
 * <p>Unlike the tool it sees what comes next: a unit without its {@code ;} goes on with a line that cannot begin a
 * statement ({@code .map(...)}, {@code + x}), and {@code else}, {@code catch} and {@code finally} may begin a line.
 */
final class Splitter {
    private static final Pattern COMMAND = Pattern.compile("/[a-zA-Z?!\\d-].*", Pattern.DOTALL);
    private static final Pattern COMMENTS = Pattern.compile("(?:\\s|//.*|/\\*(?s:.*?)\\*/)*+");
    private static final Pattern ANNOTATIONS = Pattern.compile("(@[\\w.]+(\\([^()]*\\))?\\s*)+");
    private static final Pattern CLAUSE = Pattern.compile("(else|catch|finally)\\b");
    /** What no statement begins with; so not {@code ++}, {@code --}, {@code <T>} of a method, a comment, a command. */
    private static final Pattern OPERATOR =
            Pattern.compile("[.?:=>&|^%,*)\\]]|\\+(?!\\+)|-(?!-)|<[<=\\s]|!=|/(?![/*a-zA-Z?!\\d-])|instanceof\\b");

    /** Deeper brackets are nobody's program, and the compiler would run out of stack, with a thousand lines about it. */
    private static final int DEEPEST = 500;
    /** The limit of javac. A compiler that met a longer one would fail ever after, whatever it is given. */
    private static final int LONGEST_STRING = 65_534;

    private final SourceCodeAnalysis analysis;

    Splitter(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /**
     * A unit of a text.
     *
     * @param text what JShell is given; begins as the source does at {@code offset}, and may have gained a {@code ;}
     * @param offset where it begins in the whole source
     */
    record Unit(String text, int offset, Completeness completeness) {
        boolean isCommand() {
            return COMMAND.matcher(text).matches();
        }

        /** Why the compiler must not be given it; empty when it may. */
        String beyondTheCompiler() {
            Scan scan = Scan.of(text);
            return scan.depth() > DEEPEST
                    ? "too deeply nested for the compiler"
                    : scan.longest() > LONGEST_STRING
                            ? "a string in Java's source has at most 65,534 bytes: Files.readString(Path) has no limit"
                            : "";
        }
    }

    /** Makes a {@code #!} line a comment of the same length. */
    static String withoutHashbang(String source) {
        return source.startsWith("#!") ? "//" + source.substring(2) : source;
    }

    /** The units of a text in order; only the last can be incomplete. Comments between units are left out. */
    List<Unit> split(String source) {
        List<Unit> units = new ArrayList<>();
        int start = skipBlank(source, 0);
        int end = start;
        if (Scan.of(source).depth() > DEEPEST) {
            return List.of(new Unit(source.substring(start).stripTrailing(), start, Completeness.UNKNOWN));
        }
        while (start < source.length()) {
            end = lineEnd(source, Math.max(start, end));
            String pending = source.substring(start, end);
            if (COMMAND.matcher(pending).matches()) {
                units.add(new Unit(pending.stripTrailing(), start, Completeness.COMPLETE));
                start = skipBlank(source, end);
            } else {
                end = Scan.closed(source, start, end);
                start = drain(source, start, end, units);
            }
        }
        return units;
    }

    /** The state of a text that may grow. */
    Completeness completeness(String source) {
        List<Unit> units = split(source);
        return units.isEmpty()
                ? Completeness.EMPTY
                : units.get(units.size() - 1).completeness();
    }

    /** Takes the units that the lines from start to end hold, and returns where the next unit begins. */
    private int drain(String source, int start, int end, List<Unit> units) {
        int at = start;
        while (at < end) {
            String pending = source.substring(at, end);
            CompletionInfo info;
            try {
                info = analysis.analyzeCompletion(pending);
            } catch (StackOverflowError tooDeep) {
                units.add(new Unit(pending.stripTrailing(), at, Completeness.UNKNOWN));
                return skipBlank(source, end);
            }
            // JShell takes annotations alone for an expression.
            switch (ANNOTATIONS.matcher(pending).matches() ? DEFINITELY_INCOMPLETE : info.completeness()) {
                case EMPTY -> at = skipBlank(source, end);
                case UNKNOWN -> {
                    units.add(new Unit(pending.stripTrailing(), at, Completeness.UNKNOWN));
                    at = skipBlank(source, end);
                }
                case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
                    // Both give the whole text back as remaining: without another line there is no progress.
                    if (end < source.length()) {
                        return at;
                    }
                    units.add(new Unit(pending.stripTrailing(), at, Completeness.INCOMPLETE));
                    at = end;
                }
                case COMPLETE_WITH_SEMI, COMPLETE -> {
                    int rest = skipBlank(source, end - info.remaining().length());
                    String unit = withSemicolon(info.source().stripTrailing());
                    int last = at + Scan.of(unit).codeEnd() - 1;
                    boolean ended = last < source.length() && source.charAt(last) == ';';
                    if (rest >= end && goesOn(source, skipComments(source, rest), ended)) {
                        return at;
                    }
                    units.add(new Unit(unit, at, Completeness.COMPLETE));
                    at = rest;
                }
            }
        }
        return at;
    }

    /** JShell adds what is missing to a statement, but not to an expression. */
    private static String withSemicolon(String unit) {
        int end = Scan.of(unit).codeEnd();
        return end == 0 || ";}".indexOf(unit.charAt(end - 1)) >= 0
                ? unit
                : unit.substring(0, end) + ";" + unit.substring(end);
    }

    private static boolean goesOn(String source, int next, boolean ended) {
        return CLAUSE.matcher(source).region(next, source.length()).lookingAt()
                || !ended
                        && OPERATOR.matcher(source)
                                .region(next, source.length())
                                .lookingAt();
    }

    private static int lineEnd(String source, int from) {
        int newline = source.indexOf('\n', from);
        return newline < 0 ? source.length() : newline + 1;
    }

    private static int skipBlank(String source, int from) {
        int at = from;
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int skipComments(String source, int from) {
        Matcher comments = COMMENTS.matcher(source).region(from, source.length());
        return comments.lookingAt() ? comments.end() : from;
    }
}
