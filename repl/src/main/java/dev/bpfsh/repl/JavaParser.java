// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Completeness;
import java.util.function.Function;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Decides at Enter whether the input is whole, and at Tab what is being completed. */
final class JavaParser implements Parser {
    private final Function<String, Completeness> completeness;

    /** @param completeness JShell's analysis of an input */
    JavaParser(Function<String, Completeness> completeness) {
        this.completeness = completeness;
    }

    /**
     * @throws EOFError at Enter when more lines are needed, which makes JLine ask for one
     */
    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE
                && !Commands.isCommand(line)
                && !line.isBlank()
                && !Question.isOne(line)
                && isIncomplete(line)) {
            throw new EOFError(-1, -1, "more lines are needed");
        }
        return Typed.at(line, Math.min(cursor, line.length()));
    }

    private boolean isIncomplete(String line) {
        try {
            return completeness.apply(line) == Completeness.INCOMPLETE;
        } catch (IllegalStateException e) {
            // The compiler gave up, as it does where brackets nest too deep for its stack: it will say so itself.
            return false;
        }
    }

    /** False: a backslash at the prompt is Java's. */
    @Override
    public boolean isEscapeChar(char ch) {
        return false;
    }
}
