// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Candidate;
import dev.bpfsh.complete.Group;
import dev.bpfsh.host.Bundled;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Width;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code /snippet}: the pieces of code that come with bpfsh, to be changed and run. */
final class SnippetFiles {
    /** What every session begins with is there already. */
    private static final String PRELUDE = "prelude";

    private static final int OFFERED = 3;

    private final Prompt prompt;

    SnippetFiles(Prompt prompt) {
        this.prompt = prompt;
    }

    Command command() {
        return new Command("/snippet", "[NAME | WORD]", """
                lists the snippets, or puts one on the input line, ready to be changed and run
                A snippet is a few lines of Java for one purpose; docs/cookbook.md shows what each prints.
                A WORD of its name or of what it is for will do; of several that have it a list is shown.""", this::offered, this::run)
                .in(Command.Group.FILES)
                .example("/snippet", "all, and what they are for")
                .example("/snippet kills", "who sends signals to whom, to be run with Enter")
                .example("/snippet map", "those that have to do with maps");
    }

    /** Names, and what each is for. */
    private static Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(Bundled.snippets().described());
        all.remove(PRELUDE);
        return all;
    }

    private List<Candidate> offered(List<String> before, String typed) {
        return before.isEmpty()
                ? all().entrySet().stream()
                        .map(each -> Offer.word(Group.SNIPPETS, each.getKey(), each.getValue()))
                        .toList()
                : List.of();
    }

    private String run(String argument) throws IOException, Command.Wrong {
        Map<String, String> all = all();
        if (argument.isEmpty()) {
            return all.isEmpty() ? "no snippets in " + Bundled.snippets().folder() : list(all);
        }
        Map<String, String> about = new TreeMap<>(all);
        String word = argument.toLowerCase(Locale.ROOT);
        about.entrySet().removeIf(each -> !(each.getKey() + " " + each.getValue())
                .toLowerCase(Locale.ROOT)
                .contains(word));
        if (all.containsKey(argument) || about.size() == 1) {
            prompt.typeNext(text(
                    all.containsKey(argument)
                            ? argument
                            : List.copyOf(about.keySet()).get(0)));
            return "";
        } else if (about.isEmpty()) {
            List<String> near = Near.matches(argument, List.copyOf(all.keySet()), OFFERED);
            throw new Command.Wrong("no snippet " + argument
                    + (near.isEmpty() ? "; /snippet lists them" : "; did you mean " + String.join(", ", near) + "?"));
        }
        return list(about);
    }

    private String list(Map<String, String> snippets) {
        Style style = prompt.style();
        int names = snippets.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        snippets.forEach(
                (name, about) -> lines.add(style.cut("  " + style.name(Width.pad(name, names)) + "  " + about)));
        lines.add(style.hint("/snippet NAME puts one on the input line"));
        return String.join("\n", lines);
    }

    /** The code, without the comment before it that says what it is for. */
    private static String text(String name) throws IOException {
        return Files.readString(Bundled.snippets().file(name))
                .lines()
                .dropWhile(line -> line.isBlank() || line.startsWith("//"))
                .collect(Collectors.joining("\n"));
    }
}
