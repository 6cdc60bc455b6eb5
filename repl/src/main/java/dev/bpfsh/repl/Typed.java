// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * What stands before the cursor when Tab is pressed, and which part of it a candidate replaces.
 *
 * @param line the whole input
 * @param cursor where the cursor is
 * @param place what kind of thing is being typed
 * @param replaced the text before the cursor that a candidate replaces
 */
record Typed(String line, int cursor, Place place, String replaced) implements CompletingParsedLine {
    /** Where in the input the cursor is. */
    enum Place {
        JAVA,
        FILE_NAME,
        COMMAND,
        COMMAND_ARGUMENT
    }

    /** Splits the input at {@code cursor}. */
    static Typed at(String line, int cursor) {
        if (Commands.isCommand(line)) {
            int name = line.indexOf(' ');
            return name < 0 || cursor <= name
                    ? new Typed(line, cursor, Place.COMMAND, line.substring(0, cursor))
                    : new Typed(line, cursor, Place.COMMAND_ARGUMENT, afterSpace(line, cursor));
        }
        int quote = openQuote(line.substring(0, cursor));
        if (quote >= 0) {
            return new Typed(line, cursor, Place.FILE_NAME, line.substring(quote + 1, cursor));
        }
        int start = cursor;
        while (start > 0 && Character.isJavaIdentifierPart(line.charAt(start - 1))) {
            start--;
        }
        return new Typed(line, cursor, Place.JAVA, line.substring(start, cursor));
    }

    private static String afterSpace(String line, int cursor) {
        return line.substring(line.lastIndexOf(' ', cursor - 1) + 1, cursor);
    }

    /** Where the string literal begins that is still open at the end of {@code java}; -1 when none is. */
    private static int openQuote(String java) {
        int open = -1;
        for (int i = 0; i < java.length(); i++) {
            char c = java.charAt(i);
            if (open >= 0) {
                if (c == '\\') {
                    i++;
                } else if (c == java.charAt(open) || c == '\n') {
                    open = -1;
                }
            } else if (c == '"' || c == '\'') {
                open = i;
            } else if (java.startsWith("//", i)) {
                int end = java.indexOf('\n', i);
                i = end < 0 ? java.length() : end;
            } else if (java.startsWith("/*", i)) {
                int end = java.indexOf("*/", i + 2);
                i = end < 0 ? java.length() : end + 1;
            }
        }
        return open >= 0 && java.charAt(open) == '"' ? open : -1;
    }

    /**
     * What JLine filters candidates by. For a name below {@code ~} it is empty: such a candidate begins differently from
     * what was typed, since Java does not know {@code ~}, and was filtered already.
     */
    @Override
    public String word() {
        return replaced.startsWith("~/") && place != Place.JAVA ? "" : replaced;
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public int wordIndex() {
        return 0;
    }

    @Override
    public List<String> words() {
        return List.of(word());
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return replaced.length();
    }

    @Override
    public int rawWordLength() {
        return replaced.length();
    }
}
