// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Group;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Journal;
import dev.bpfsh.libbpf.Near;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.Snippet;

/** Which snippets a command is about: {@code 3}, {@code 3-5}, {@code e1}, {@code s2}, a name, as jshell takes them. */
final class Selection {
    static final String ALL = "-all";
    static final String START = "-start";

    private static final Pattern RANGE = Pattern.compile("([es]?)(\\d{1,9})(?:-([es]?)(\\d{1,9}))?");

    private final Evaluator evaluator;

    Selection(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** What the person entered, in order, with what failed. */
    List<Journal.Entry> entered() {
        return evaluator.journal().entries();
    }

    /** What the session began with. */
    List<Snippet> startup() {
        try (Stream<Snippet> snippets = evaluator.jshell().snippets()) {
            return snippets.filter(snippet -> !evaluator.declarations().isUsers(snippet))
                    .toList();
        }
    }

    /** That, and what the person entered. */
    List<Snippet> all() {
        List<Snippet> all = new ArrayList<>(startup());
        entered().forEach(entry -> all.add(entry.snippet()));
        return all;
    }

    boolean isActive(Snippet snippet) {
        return evaluator.jshell().status(snippet).isActive();
    }

    /** Whether it did what it should; what the session began with did. */
    boolean worked(Snippet snippet) {
        return entered().stream().noneMatch(entry -> entry.snippet() == snippet && !entry.worked());
    }

    /** As it was entered. */
    String source(Snippet snippet) {
        return evaluator.declarations().source(snippet).strip();
    }

    /**
     * The snippets that words say.
     *
     * @throws Command.Wrong if one says none
     */
    List<Snippet> of(String words) throws Command.Wrong {
        List<Snippet> selected = new ArrayList<>();
        for (String word : words.strip().split("\\s+")) {
            Matcher range = RANGE.matcher(word);
            List<Snippet> found = range.matches() ? range(range) : named(word);
            if (found.isEmpty()) {
                throw new Command.Wrong(none(word, range.matches()));
            }
            found.stream().filter(snippet -> !selected.contains(snippet)).forEach(selected::add);
        }
        return selected;
    }

    private List<Snippet> range(Matcher range) {
        String kind = range.group(1);
        long from = Long.parseLong(range.group(2));
        long to = range.group(4) == null ? from : Long.parseLong(range.group(4));
        if (range.group(3) != null && !range.group(3).equals(kind)) {
            return List.of();
        }
        return all().stream()
                .filter(snippet -> {
                    Matcher id = RANGE.matcher(snippet.id());
                    return id.matches()
                            && id.group(1).equals(kind)
                            && from <= Long.parseLong(id.group(2))
                            && Long.parseLong(id.group(2)) <= to;
                })
                .toList();
    }

    private List<Snippet> named(String name) {
        List<Snippet> found = all().stream()
                .filter(snippet -> snippet instanceof DeclarationSnippet declaration
                        && !(snippet instanceof ImportSnippet)
                        && declaration.name().equals(name))
                .toList();
        List<Snippet> active = found.stream().filter(this::isActive).toList();
        return active.isEmpty() ? found : active;
    }

    private String none(String word, boolean id) {
        if (id) {
            return "no snippet has the id " + word + "; /list -all shows the ids";
        }
        List<String> near = Near.matches(word, names().toList(), 3);
        return "nothing here is named " + word
                + (near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?");
    }

    /** Names of declarations that are in force. */
    private Stream<String> names() {
        return entered().stream()
                .map(Journal.Entry::snippet)
                .filter(snippet -> snippet instanceof DeclarationSnippet && !(snippet instanceof ImportSnippet))
                .filter(this::isActive)
                .map(snippet -> ((DeclarationSnippet) snippet).name())
                .distinct();
    }

    /** For Tab: names of snippets of a kind, with what each is. */
    Offer names(Class<? extends Snippet> kind) {
        return (before, typed) -> entered().stream()
                .map(Journal.Entry::snippet)
                .filter(snippet -> kind.isInstance(snippet)
                        && snippet instanceof DeclarationSnippet declaration
                        && !(snippet instanceof ImportSnippet)
                        && isActive(snippet)
                        && !before.contains(declaration.name()))
                .map(snippet -> Offer.word(group(snippet), ((DeclarationSnippet) snippet).name(), line(snippet)))
                .toList();
    }

    private static Group group(Snippet snippet) {
        return switch (snippet.kind()) {
            case VAR -> Group.VARIABLES;
            case METHOD -> Group.METHODS;
            default -> Group.TYPES;
        };
    }

    /** For Tab: ids of what was entered. */
    Offer ids() {
        return (before, typed) -> entered().stream()
                .filter(entry -> !before.contains(entry.id()))
                .map(entry -> Offer.word(Group.SNIPPETS, entry.id(), line(entry.snippet())))
                .toList();
    }

    private String line(Snippet snippet) {
        return source(snippet).lines().findFirst().orElse("");
    }
}
