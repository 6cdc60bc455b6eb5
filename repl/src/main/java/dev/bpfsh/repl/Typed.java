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
 * @param replaced of a command, the word before the cursor
 */
record Typed(String line, int cursor, Place place, String replaced) implements CompletingParsedLine {
    /** Where in the input the cursor is. */
    enum Place {
        JAVA,
        COMMAND,
        COMMAND_ARGUMENT
    }

    /** Splits the input at {@code cursor}. */
    static Typed at(String line, int cursor) {
        if (!Commands.isCommand(line)) {
            return new Typed(line, cursor, Place.JAVA, "");
        }
        int name = line.indexOf(' ');
        return name < 0 || cursor <= name
                ? new Typed(line, cursor, Place.COMMAND, line.substring(0, cursor))
                : new Typed(line, cursor, Place.COMMAND_ARGUMENT, afterSpace(line, cursor));
    }

    private static String afterSpace(String line, int cursor) {
        return line.substring(line.lastIndexOf(' ', cursor - 1) + 1, cursor);
    }

    @Override
    public String word() {
        return replaced;
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
