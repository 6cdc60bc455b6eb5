// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Journal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import org.jline.reader.Candidate;

/** {@code /edit}: what was entered, in the user's editor; what comes back changed is evaluated. */
final class EditCommand {
    private final Evaluator evaluator;
    private final Editor editor;
    private final Consumer<String> evaluate;

    /** @param evaluate takes a text as if it had been typed */
    EditCommand(Evaluator evaluator, Editor editor, Consumer<String> evaluate) {
        this.evaluator = evaluator;
        this.editor = editor;
        this.evaluate = evaluate;
    }

    Command command() {
        return new Command("/edit", "[ID|NAME...]", """
                edits what you entered in your own editor, and evaluates what has changed
                Without ID or NAME all that is in force. The editor is that of /set editor, VISUAL or EDITOR.
                Ctrl-X Ctrl-E edits the line that is being typed.""", this::names, this::edit);
    }

    private String edit(String argument) throws IOException, Command.Wrong {
        List<String> sources = new ArrayList<>();
        if (argument.isEmpty()) {
            active().map(Journal.Entry::source).distinct().forEach(sources::add);
        } else {
            for (String word : argument.split("\\s+")) {
                List<String> found = active().filter(
                                entry -> entry.id().equals(word) || name(entry).equals(word))
                        .map(Journal.Entry::source)
                        .distinct()
                        .toList();
                if (found.isEmpty()) {
                    throw new Command.Wrong(
                            "nothing here has the id or the name " + word + "; /list shows what there is");
                }
                sources.addAll(found);
            }
        }
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

    private Stream<Journal.Entry> active() {
        return evaluator.journal().worked().stream()
                .filter(entry -> evaluator.jshell().status(entry.snippet()).isActive());
    }

    private static String name(Journal.Entry entry) {
        return entry.snippet() instanceof DeclarationSnippet declaration ? declaration.name() : "";
    }

    private List<Candidate> names(String typed) {
        return active().map(EditCommand::name)
                .filter(name -> !name.isEmpty() && name.startsWith(typed))
                .distinct()
                .map(Candidate::new)
                .collect(Collectors.toList());
    }
}
