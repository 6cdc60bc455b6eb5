// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of the prompt, declared in one place: {@code /help}, Tab, {@code docs/commands.md} and the dispatch read it
 * from here.
 *
 * @param name with its slash, as {@code /list}
 * @param arguments what may follow, as {@code [NAME]}; empty when nothing may
 * @param help the first line is the summary, the rest are details for {@code /help NAME}
 * @param completion what Tab offers as its arguments
 * @param action what it does
 * @param group with which others it is listed
 * @param java a call of its own that does the same, empty where it needs none
 * @param examples lines to type, with what they do
 * @param takesJava whether what follows is Java, in which {@code |} and {@code >} are operators
 */
record Command(
        String name,
        String arguments,
        String help,
        Offer completion,
        Action action,
        Group group,
        String java,
        List<Example> examples,
        boolean takesJava) {
    /** Which commands stand together. */
    enum Group {
        SNIPPETS("what was entered"),
        LIVE("what is open and runs"),
        FILES("files and libraries"),
        SESSION("the session");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** In words. */
        String title() {
            return title;
        }
    }

    /** A line to type, and what it does. */
    record Example(String line, String does) {}

    Command {
        examples = List.copyOf(examples);
    }

    /** One about the session, without examples. */
    Command(String name, String arguments, String help, Offer completion, Action action) {
        this(name, arguments, help, completion, action, Group.SESSION, "", List.of(), false);
    }

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

    /** As this, among others. */
    Command in(Group other) {
        return new Command(name, arguments, help, completion, action, other, java, examples, takesJava);
    }

    /** As this, with the call that does the same. */
    Command java(String call) {
        return new Command(name, arguments, help, completion, action, group, call, examples, takesJava);
    }

    /** As this, with one more example. */
    Command example(String line, String does) {
        List<Example> more = new ArrayList<>(examples);
        more.add(new Example(line, does));
        return new Command(name, arguments, help, completion, action, group, java, more, takesJava);
    }

    /** As this, of which what follows is Java. */
    Command takingJava() {
        return new Command(name, arguments, help, completion, action, group, java, examples, true);
    }

    /** The call that does the same: one of its own, or that which does what any command does. */
    @Override
    public String java() {
        String line = examples.isEmpty() ? name : examples.get(0).line();
        return java.isEmpty() ? "command(\"" + line.replace("\"", "\\\"") + "\")" : java;
    }

    /** The first line of the help. */
    String summary() {
        return help.lines().findFirst().orElse("");
    }

    /** The help without its first line. */
    List<String> details() {
        return help.strip().lines().skip(1).toList();
    }

    /** The name and what may follow it. */
    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
