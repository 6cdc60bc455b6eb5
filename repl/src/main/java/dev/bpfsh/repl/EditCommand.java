// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Journal;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;

/** {@code /edit}: what was entered, in the user's editor; what comes back changed is evaluated. */
final class EditCommand {
    private final Selection selection;
    private final Editor editor;
    private final Consumer<String> evaluate;

    /** @param evaluate takes a text as if it had been typed */
    EditCommand(Evaluator evaluator, Editor editor, Consumer<String> evaluate) {
        this.selection = new Selection(evaluator);
        this.editor = editor;
        this.evaluate = evaluate;
    }

    Command command() {
        return new Command("/edit", "[NAME | ID...]", """
                edits what you entered in your own editor, and evaluates what has changed
                Without NAME or ID all that is in force. The editor is that of /set editor, VISUAL or EDITOR.
                Ctrl-X Ctrl-E edits the line that is being typed.""", selection.names(DeclarationSnippet.class), this::edit);
    }

    private String edit(String argument) throws IOException, Command.Wrong {
        List<Snippet> chosen = argument.isEmpty()
                ? selection.entered().stream()
                        .filter(entry -> entry.worked() && selection.isActive(entry.snippet()))
                        .map(Journal.Entry::snippet)
                        .toList()
                : selection.of(argument);
        List<String> sources = chosen.stream().map(selection::source).distinct().toList();
        String changed = changed(editor.edit(String.join("\n", sources)), sources);
        if (changed.isBlank()) {
            return "nothing has changed";
        }
        evaluate.accept(changed);
        return "";
    }

    /** The text without those sources that stand in it as they were. */
    static String changed(String text, List<String> sources) {
        String rest = "\n" + text + "\n";
        for (String source : sources) {
            int at = rest.indexOf("\n" + source + "\n");
            if (at >= 0) {
                rest = rest.substring(0, at) + rest.substring(at + source.length() + 1);
            }
        }
        return rest.strip();
    }
}
