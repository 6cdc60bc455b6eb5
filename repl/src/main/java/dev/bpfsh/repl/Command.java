// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jline.reader.Candidate;

/**
 * A command of the prompt, declared in one place: {@code /help}, Tab and the dispatch read it from here.
 *
 * @param name with its slash, as {@code /list}
 * @param arguments what may follow, as {@code [NAME]}; empty when nothing may
 * @param help the first line is the summary, the rest are details for {@code /help NAME}
 * @param completion candidates for the argument that is being typed
 * @param action what it does
 */
record Command(
        String name, String arguments, String help, Function<String, List<Candidate>> completion, Action action) {
    /** No candidates: the command takes no argument, or one that cannot be guessed. */
    static final Function<String, List<Candidate>> NOTHING = typed -> List.of();

    /** What a command does. */
    @FunctionalInterface
    interface Action {
        /**
         * Runs the command.
         *
         * @param argument what follows the name, trimmed
         * @return the text to show, empty for none
         * @throws Wrong when the argument is not what the command takes
         * @throws IOException when a file cannot be read or written
         */
        String run(String argument) throws IOException, Wrong;
    }

    /** A command could not do what it was asked; the message is for the person who typed it. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }

    /** The first line of the help. */
    String summary() {
        return help.lines().findFirst().orElse("");
    }

    /** The name and what may follow it. */
    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
