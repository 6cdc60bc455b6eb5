// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.view.Style;
import java.util.ArrayList;
import java.util.List;

/** What {@code /help} says, from the declarations of the commands. */
final class CommandHelp {
    private static final int WIDEST_USAGE = 14;
    private static final String GAP = "  ";

    private CommandHelp() {}

    /** A line or two for each command, in groups, as wide as the screen. */
    static String list(List<Command> commands, Style style) {
        int width = commands.stream()
                .mapToInt(command -> usage(command).length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Command.Group group : Command.Group.values()) {
            lines.add(style.bold(group.title()));
            for (Command command : commands) {
                if (command.group() == group) {
                    lines.addAll(row(command, width, style));
                }
            }
        }
        lines.add(style.bold("everything else is Java"));
        wrap(
                        "A name may be cut short while it is the only one, as /ex for /exit. /help NAME shows more,"
                                + " /help keys what the keys do."
                                + " Tab completes, Ctrl-C stops what runs or clears the line, Ctrl-D leaves."
                                + " What a command says goes through the shell: /list | grep open > file.",
                        style.width() - 2)
                .forEach(line -> lines.add(GAP + line));
        return String.join("\n", lines);
    }

    private static List<String> row(Command command, int width, Style style) {
        String usage = usage(command);
        List<String> lines = new ArrayList<>();
        int room = Math.max(20, style.width() - width - 2 * GAP.length());
        for (String line : wrap(command.summary(), room)) {
            String left = lines.isEmpty() ? style.name(usage) + " ".repeat(width - usage.length()) : " ".repeat(width);
            lines.add(GAP + left + GAP + line);
        }
        return lines;
    }

    private static String usage(Command command) {
        return command.usage().length() <= WIDEST_USAGE ? command.usage() : command.name() + " ...";
    }

    /** All about one. */
    static String of(Command command, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.name(command.usage()));
        wrap(command.summary(), style.width() - 2).forEach(line -> lines.add(GAP + line));
        paragraphs(command.details())
                .forEach(line -> wrap(line, style.width() - 2).forEach(part -> lines.add(GAP + part)));
        int width = command.examples().stream()
                .mapToInt(each -> each.line().length())
                .max()
                .orElse(0);
        for (Command.Example example : command.examples()) {
            lines.add(GAP
                    + GAP
                    + style.name(example.line())
                    + " ".repeat(width - example.line().length())
                    + GAP
                    + style.faint(example.does()));
        }
        lines.add(GAP + "in Java: " + style.name(command.java()));
        return String.join("\n", lines);
    }

    /** Lines that were broken inside a sentence joined again, for a screen of another width. */
    private static List<String> paragraphs(List<String> lines) {
        List<String> paragraphs = new ArrayList<>();
        for (String line : lines) {
            int last = paragraphs.size() - 1;
            if (last < 0 || paragraphs.get(last).endsWith(".") || line.startsWith("-")) {
                paragraphs.add(line);
            } else {
                paragraphs.set(last, paragraphs.get(last) + " " + line);
            }
        }
        return paragraphs;
    }

    /** The text in lines that are not wider, broken between words. */
    private static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
