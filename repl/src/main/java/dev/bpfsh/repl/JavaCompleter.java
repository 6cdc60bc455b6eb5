// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;

/** Tab: Java by JShell's own analysis, file names inside string literals, commands and their arguments. */
final class JavaCompleter implements Completer {
    private final Evaluator evaluator;
    private final Commands commands;
    private final PromptReader reader;

    JavaCompleter(Evaluator evaluator, Commands commands, PromptReader reader) {
        this.evaluator = evaluator;
        this.commands = commands;
        this.reader = reader;
    }

    @Override
    public void complete(LineReader ignored, ParsedLine line, List<Candidate> candidates) {
        try {
            candidates.addAll(reader.await(() -> candidates((Typed) line)));
        } catch (UserInterruptException e) {
            return; // The reader ends the line; JLine would only log what a completer throws.
        }
    }

    private List<Candidate> candidates(Typed typed) {
        return switch (typed.place()) {
            case JAVA -> java(typed);
            case FILE_NAME -> FileNames.startingWith(typed.replaced());
            case COMMAND -> commands.names();
            case COMMAND_ARGUMENT -> commands.arguments(typed);
        };
    }

    private List<Candidate> java(Typed typed) {
        int[] anchor = new int[1];
        List<Suggestion> suggestions = evaluator.suggestions(typed.line(), typed.cursor(), anchor);
        int start = typed.cursor() - typed.replaced().length();
        // JShell answers what follows the anchor, JLine wants what replaces the word: the part between is kept.
        String before = typed.line().substring(0, Math.min(anchor[0], typed.cursor()));
        return suggestions.stream()
                .map(suggestion -> before + suggestion.continuation())
                .filter(whole -> whole.length() > start)
                .map(whole -> whole.substring(start))
                .distinct()
                .map(value -> new Candidate(value, value, null, null, null, null, false))
                .toList();
    }
}
