// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Journal;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.host.Timing;
import dev.bpfsh.loader.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;

/** The commands that do something with what was entered. */
final class SnippetCommands {
    private static final Pattern RUNS = Pattern.compile("-n\\s+(\\d{1,9})\\s+(.*)", Pattern.DOTALL);

    private final Prompt prompt;
    private final Evaluator evaluator;
    private final Selection selection;

    SnippetCommands(Prompt prompt, Evaluator evaluator) {
        this.prompt = prompt;
        this.evaluator = evaluator;
        this.selection = new Selection(evaluator);
    }

    /** {@code /undo /drop /! /time}. */
    List<Command> commands() {
        return Stream.of(
                        new Command("/undo", "[ID]", """
                                takes the last snippet back, with all that it opened and attached
                                What it opened is closed, what it attached detached, what it declared is no more.
                                What else it has done stays done. Again it takes back the one before.""", selection.ids().first(), argument -> {
                                    requireId(argument);
                                    return String.join("\n", evaluator.undo(argument));
                                })
                                .java("undo()")
                                .example("/undo", "takes back what was entered last")
                                .example("/undo 3", "takes back snippet 3"),
                        new Command("/drop", "NAME | ID...", """
                                makes what a snippet declares void
                                What it has opened stays open: /undo closes that too.""", selection.names(DeclarationSnippet.class), this::drop)
                                .example("/drop minimal", "there is no variable minimal any more")
                                .example("/drop 3-5", "nothing of the snippets 3, 4 and 5 is in force"),
                        new Command(
                                        Commands.RERUN,
                                        "/-N /ID",
                                        """
                                evaluates a snippet again: the last, the one N before the end, that of an id
                                Several ids may follow, and names; 3-5 are the ids 3 to 5.""",
                                        selection.ids().and(selection.names(DeclarationSnippet.class)),
                                        this::rerun)
                                .example("/!", "the last snippet again")
                                .example("/-2", "the one before it")
                                .example("/3-5", "the snippets 3, 4 and 5"),
                        new Command("/time", "[-n N] JAVA", """
                                evaluates one statement or expression, and says what it cost
                                The time on the clock, that of the processor, bytes taken from the heap, collections
                                of garbage. With -n it runs N times, and the median of all is shown.
                                Compiling is not measured.""", Offer.NOTHING, this::time)
                                .takingJava()
                                .java("time(() -> btf(\"task_struct\"))")
                                .example("/time btf(\"task_struct\")", "once")
                                .example("/time -n 1000 pid()", "a thousand times"))
                .map(command -> command.in(Command.Group.SNIPPETS))
                .toList();
    }

    private static void requireId(String argument) throws Command.Wrong {
        if (!argument.matches("|[es]?\\d{1,9}")) {
            throw new Command.Wrong("/undo takes the id of a snippet, as /list shows it: /undo 3");
        }
    }

    private String drop(String argument) throws Command.Wrong {
        if (argument.isEmpty()) {
            throw new Command.Wrong("which? /drop NAME, or an id as /list shows it");
        }
        List<Snippet> chosen = selection.of(argument).stream()
                .filter(selection::isActive)
                .filter(snippet -> snippet.kind().isPersistent())
                .toList();
        if (chosen.isEmpty()) {
            throw new Command.Wrong("nothing of " + argument + " is in force");
        } else if (chosen.stream().anyMatch(snippet -> !evaluator.declarations().isUsers(snippet))) {
            throw new Command.Wrong("what the session began with stays");
        }
        List<String> lines = new ArrayList<>();
        for (Snippet snippet : chosen) {
            boolean open = selection.entered().stream()
                    .filter(entry -> entry.snippet() == snippet)
                    .anyMatch(entry -> !Session.current().madeFor(entry.maker()).isEmpty());
            evaluator.drop(snippet);
            lines.add("dropped " + (snippet instanceof DeclarationSnippet named ? named.name() : "#" + snippet.id())
                    + (open ? "; what it opened is open still, /live shows it" : ""));
        }
        return String.join("\n", lines);
    }

    private String rerun(String argument) throws Command.Wrong {
        List<Journal.Entry> entered = selection.entered();
        if (argument.isEmpty() || argument.equals("!") || argument.matches("-\\d{1,9}")) {
            int back = argument.startsWith("-") ? Integer.parseInt(argument.substring(1)) : 1;
            if (back < 1 || back > entered.size()) {
                throw new Command.Wrong(
                        entered.isEmpty() ? "nothing was entered yet" : "there are " + entered.size() + " snippets");
            }
            again(entered.get(entered.size() - back).snippet());
            return "";
        }
        for (Snippet snippet : selection.of(argument)) {
            if (!again(snippet)) {
                break;
            }
        }
        return "";
    }

    private boolean again(Snippet snippet) {
        String source = selection.source(snippet);
        prompt.answer(source.lines().map(prompt.style()::faint).collect(Collectors.joining("\n")));
        return prompt.evaluate(Evaluator.TYPED, source);
    }

    private String time(String argument) throws Command.Wrong {
        Matcher counted = RUNS.matcher(argument);
        int runs = counted.matches() ? Integer.parseInt(counted.group(1)) : 1;
        String java = counted.matches() ? counted.group(2) : argument;
        if (java.isBlank() || runs < 1) {
            throw new Command.Wrong("what? /time " + (runs < 1 ? "-n takes a number from 1" : "[-n N] JAVA"));
        } else if (evaluator.units(java) != 1) {
            throw new Command.Wrong("one at a time; braces make one of several: /time { a(); b(); }");
        }
        AtomicBoolean worked = new AtomicBoolean();
        Timing timing = evaluator.time(java, runs, outcome -> {
            worked.set(outcome instanceof Outcome.Value || outcome instanceof Outcome.Done);
            prompt.answer(outcome);
        });
        return worked.get() && timing.runs() > 0 ? prompt.style().faint(timing.toString()) : "";
    }
}
