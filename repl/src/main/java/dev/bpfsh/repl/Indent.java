// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How far lines of an entry are indented: by what is open where they begin. */
final class Indent {
    /** One step, in columns. */
    static final int STEP = 4;

    private static final String ENDS_A_LINE = ";{}([,:";

    private Indent() {}

    /** What a new line at this place begins with. */
    static String at(String text, int cursor) {
        String before = text.substring(0, cursor);
        List<JavaToken> tokens = JavaToken.of(before);
        if (tokens.isEmpty()) {
            return "";
        }
        JavaToken last = tokens.get(tokens.size() - 1);
        if (last.spansLines() && last.to() == before.length() && !last.whole()) {
            return blanks(before, lineStart(before, before.length()));
        }
        int columns = lineOfOpen(before, tokens)
                .map(line -> blanks(before, line).length() + STEP)
                .orElse(0);
        return " ".repeat(columns + (goesOn(before, tokens) ? STEP : 0));
    }

    /** What the line begins with that closes the bracket that is open at this place. */
    static String closing(String text, int cursor) {
        String before = text.substring(0, cursor);
        return lineOfOpen(before, JavaToken.of(before))
                .map(line -> blanks(before, line))
                .orElse("");
    }

    /** Where the line begins that opened what is open at the end, or if that line only ends what one before it began, that one. */
    private static Optional<Integer> lineOfOpen(String before, List<JavaToken> tokens) {
        Brackets brackets = new Brackets(before, tokens);
        OptionalInt open = brackets.openAt(before.length());
        if (open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                lineStart(before, brackets.outermostBegin(lineStart(before, open.getAsInt()), open.getAsInt())));
    }

    /** Where the line of this place begins. */
    static int lineStart(String text, int place) {
        return text.lastIndexOf('\n', place - 1) + 1;
    }

    /** The blanks from here to the first other character. */
    static String blanks(String text, int from) {
        int end = from;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(from, end);
    }

    /** How many blanks are right before a place in its line. */
    static int blanksBefore(String text, int place) {
        int at = place;
        while (at > 0 && (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t')) {
            at--;
        }
        return place - at;
    }

    /** Whether the statement or expression before is not at its end; an annotation is. */
    private static boolean goesOn(String before, List<JavaToken> tokens) {
        int i = tokens.size() - 1;
        while (i >= 0 && tokens.get(i).kind() == JavaToken.Kind.COMMENT) {
            i--;
        }
        if (i < 0) {
            return false;
        }
        JavaToken last = tokens.get(i);
        int line = lineStart(before, last.from());
        boolean annotated = before.startsWith("@", line + blanks(before, line).length());
        return !annotated && ENDS_A_LINE.indexOf(before.charAt(last.to() - 1)) < 0;
    }
}
