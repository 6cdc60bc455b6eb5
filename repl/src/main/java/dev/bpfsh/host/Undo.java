// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.Session;
import dev.bpfsh.view.OneLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;

/** Takes a snippet back: closes what it has opened and attached, and makes void what it declares. */
final class Undo {
    private final Evaluator evaluator;
    private final Consumer<Runnable> drops;

    /** @param drops runs what drops a snippet, when nothing is evaluated */
    Undo(Evaluator evaluator, Consumer<Runnable> drops) {
        this.evaluator = evaluator;
        this.drops = drops;
    }

    /**
     * Takes back the newest snippet that worked, or that of an id.
     *
     * @param id empty for the newest
     * @return what was done, a line each
     * @throws IllegalArgumentException if there is none
     */
    List<String> undo(String id) {
        var entries = evaluator.journal().entries();
        var found = entries.stream()
                .filter(entry -> id.isEmpty() || entry.id().equals(id))
                .filter(entry -> !id.isEmpty()
                        || entry.worked()
                        || Session.current().madeFor(entry.maker()).size() > 0)
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IllegalArgumentException(
                        id.isEmpty()
                                ? "there is nothing to undo"
                                : "no snippet has the id " + id + ": /list shows them"));
        // One unit may be several snippets: int x, y;
        var unit =
                entries.stream().filter(entry -> entry.maker() == found.maker()).toList();
        var lines = new ArrayList<String>();
        lines.add("undid #" + unit.get(0).id() + ": " + source(unit));
        lines.addAll(close(found.maker()));
        unit.forEach(entry -> drop(entry, entries, lines));
        evaluator.journal().remove(unit);
        if (lines.size() == 1) {
            lines.add("  it had opened and declared nothing; what else it did stays");
        }
        return lines;
    }

    private static String source(List<Journal.Entry> unit) {
        return unit.stream().map(Journal.Entry::source).distinct().collect(Collectors.joining(" "));
    }

    private static List<String> close(Object maker) {
        var lines = new ArrayList<String>();
        var session = Session.current();
        for (var made = session.madeFor(maker); !made.isEmpty(); made = session.madeFor(maker)) {
            var newest = made.get(0);
            var what = Live.ending(newest);
            try {
                newest.close();
                lines.addAll(what.stream().map(line -> "  " + line).toList());
            } catch (Exception e) {
                lines.add("  could not close " + OneLine.of(newest) + ": " + e.getMessage());
            } finally {
                session.disown(newest);
            }
        }
        return lines;
    }

    private void drop(Journal.Entry entry, List<Journal.Entry> entries, List<String> lines) {
        if (entry.snippet() instanceof DeclarationSnippet declaration
                && evaluator.jshell().status(declaration).isActive()) {
            // A name that JShell gave is nobody's loss.
            if (!declaration.name().startsWith("$")) {
                lines.add("  " + declaration.name() + " is declared no longer" + before(declaration, entries));
            }
            drops.accept(() -> evaluator.drop(declaration));
        } else if (entry.snippet().kind().isPersistent()
                && evaluator.jshell().status(entry.snippet()).isActive()) {
            drops.accept(() -> evaluator.drop(entry.snippet()));
        }
    }

    private static String before(DeclarationSnippet declaration, List<Journal.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry.worked()
                        && entry.snippet() != declaration
                        && entry.snippet() instanceof DeclarationSnippet other
                        && other.name().equals(declaration.name())
                        && other.kind() == declaration.kind())
                .map(Journal.Entry::snippet)
                .map(Snippet::id)
                .max(Comparator.comparing(Integer::valueOf))
                .map(id -> "; that of #" + id + " was replaced by it: /" + id + " evaluates it again")
                .orElse("");
    }
}
