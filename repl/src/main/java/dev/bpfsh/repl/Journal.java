// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** What was evaluated in this session and whether it worked, in order. JShell alone does not keep the latter. */
final class Journal {
    /**
     * A snippet.
     *
     * @param id JShell's, as in {@code #3} of a stack frame
     * @param worked false when it did not compile, threw, or was stopped
     */
    record Entry(String id, String source, boolean worked) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    /** To be called before each evaluation: what {@code jshell} holds before the first is its prelude, not the user's. */
    void open(JShell jshell) {
        if (known.isEmpty()) {
            jshell.snippets().map(Snippet::id).forEach(known::add);
            known.add("");
        }
    }

    /** Notes the snippet that came to this outcome. */
    void note(Evaluator evaluator, Outcome outcome) {
        JShell jshell = evaluator.jshell();
        List<Snippet> fresh = jshell.snippets()
                .filter(snippet -> known.add(snippet.id()) && evaluator.isUsers(snippet))
                .toList();
        // What does not compile JShell calls rejected itself; what threw or was stopped is valid to it.
        boolean ranAndFailed = outcome instanceof Outcome.Threw || outcome instanceof Outcome.Stopped;
        for (int i = 0; i < fresh.size(); i++) {
            Snippet snippet = fresh.get(i);
            boolean failed = ranAndFailed && i == fresh.size() - 1 || jshell.status(snippet) == Snippet.Status.REJECTED;
            entries.add(new Entry(snippet.id(), evaluator.source(snippet).strip(), !failed));
        }
    }

    /** Forgets everything, for a session that begins again. */
    void clear() {
        entries.clear();
        known.clear();
    }

    /** Everything so far. */
    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
