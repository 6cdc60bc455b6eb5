// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * What was evaluated in a session and whether it worked, in order. JShell alone does not keep the latter, nor what a
 * snippet has opened.
 */
public final class Journal {
    /**
     * A snippet.
     *
     * @param snippet JShell's; its id is that of {@code #3} in a stack frame
     * @param source as it was entered
     * @param worked false when it did not compile, threw, or was stopped
     * @param maker for whom all was made that it has made, see {@link dev.bpfsh.loader.Session}; it is the same for
     *     snippets of one unit, such as {@code int x, y;}
     */
    public record Entry(Snippet snippet, String source, boolean worked, Object maker) {
        /** JShell's. */
        public String id() {
            return snippet.id();
        }
    }

    /**
     * What a command did, as the call that does the same.
     *
     * @param after the entry before it, empty where there is none
     */
    record Call(Optional<Entry> after, String java) {}

    private final List<Entry> entries = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final Set<Process> programs = new LinkedHashSet<>();
    private boolean skipping;

    /** To be called before each evaluation: what {@code jshell} holds before the first is its prelude, not the user's. */
    synchronized void open(JShell jshell) {
        skipping = false;
        if (known.isEmpty()) {
            jshell.snippets().map(Snippet::id).forEach(known::add);
            known.add("");
        }
    }

    /** Notes the snippets that came to this outcome. */
    synchronized void note(Engine engine, Outcome outcome) {
        if (outcome instanceof Outcome.Value value && value.value() instanceof Process program) {
            programs.removeIf(each -> !each.isAlive());
            programs.add(program);
        }
        JShell jshell = engine.shell();
        List<Snippet> fresh = jshell.snippets()
                .filter(snippet -> known.add(snippet.id()) && !engine.isPrelude(snippet))
                .toList();
        // What does not compile JShell calls rejected itself; what threw or was stopped is valid to it.
        boolean ranAndFailed = outcome instanceof Outcome.Threw || outcome instanceof Outcome.Stopped;
        for (int i = 0; i < fresh.size() && !skipping; i++) {
            Snippet snippet = fresh.get(i);
            boolean failed = ranAndFailed && i == fresh.size() - 1 || jshell.status(snippet) == Snippet.Status.REJECTED;
            entries.add(new Entry(snippet, engine.source(snippet).strip(), !failed, engine.maker()));
        }
    }

    /** Programs that are values of what was evaluated and that have not ended, also those whose name has another now. */
    synchronized List<Process> programs() {
        return programs.stream().filter(Process::isAlive).toList();
    }

    /** Leaves out the evaluation that is under way: it is about the journal itself. */
    synchronized void skip() {
        skipping = true;
    }

    /**
     * Notes that a command did what a call does.
     *
     * @param java such as {@code run("doctor")}
     */
    public synchronized void called(String java) {
        calls.add(new Call(last(), java));
    }

    private Optional<Entry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    /** The newest entry that worked, up to and with one. */
    synchronized Optional<Entry> workedUpTo(Optional<Entry> entry) {
        return entry.flatMap(last -> entries.subList(0, entries.indexOf(last) + 1).stream()
                .filter(Entry::worked)
                .reduce((first, second) -> second));
    }

    /** What commands did, in order. */
    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Forgets what commands did but the first so many. */
    synchronized void keepCalls(int first) {
        calls.subList(Math.min(first, calls.size()), calls.size()).clear();
    }

    synchronized void remove(List<Entry> undone) {
        for (var entry : undone) {
            int index = entries.indexOf(entry);
            var before = index > 0 ? Optional.of(entries.get(index - 1)) : Optional.<Entry>empty();
            calls.replaceAll(call -> call.after().equals(Optional.of(entry)) ? new Call(before, call.java()) : call);
            entries.remove(entry);
        }
    }

    /** Forgets everything, for a session that begins again. */
    synchronized void clear() {
        entries.clear();
        calls.clear();
        known.clear();
        programs.clear();
    }

    /** Everything so far. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Everything so far that worked. */
    public List<Entry> worked() {
        return entries().stream().filter(Entry::worked).toList();
    }

    /** The sources of all that worked, each unit once, of how many snippets it may be. */
    public List<String> sources() {
        record Unit(Object maker, String source) {}
        return worked().stream()
                .map(entry -> new Unit(entry.maker(), entry.source()))
                .distinct()
                .map(Unit::source)
                .toList();
    }

    /** The id of the snippet for which something was made. */
    public Optional<String> idOf(Object maker) {
        return entries().stream()
                .filter(entry -> entry.maker() == maker)
                .map(Entry::id)
                .findFirst();
    }
}
