// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.Session;
import dev.bpfsh.view.OneLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.Snippet;

/**
 * A moment of a session that can be gone back to: what was opened and attached since is closed then, threads that were
 * started end, and so do programs; what was declared is no more. What stood before stays as it is.
 */
public final class Checkpoint {
    private static final int SETTLING_TURNS = 50;
    private static final int SETTLING_MILLIS = 10;

    private final Evaluator evaluator;
    /** Those that are alive now, and those for whom they were made, who may make more. */
    private final Set<Object> before = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Long> threads;
    private final Set<Long> programs;
    private final Set<String> snippets = new HashSet<>();
    private final int calls;

    private Checkpoint(Evaluator evaluator) {
        this.evaluator = evaluator;
        for (var each : Session.current().numbered()) {
            before.add(each.resource());
            Optional.ofNullable(each.maker()).ifPresent(before::add);
        }
        for (var entry : evaluator.journal().entries()) {
            before.add(entry.maker());
            snippets.add(entry.id());
        }
        calls = evaluator.journal().calls().size();
        programs = ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
        threads = UserThread.all().stream().map(UserThread::id).collect(Collectors.toSet());
    }

    /** This moment. */
    public static Checkpoint of(Evaluator evaluator) {
        return new Checkpoint(evaluator);
    }

    /** Goes back to it; to be called while nothing is evaluated. Says what it did, a line each. */
    public List<String> goBack() {
        var lines = new ArrayList<String>();
        for (var newest = newest(); newest.isPresent(); newest = newest()) {
            close(newest.get(), lines);
        }
        lines.addAll(endPrograms());
        settle();
        threads().forEach(thread -> stop(thread, lines));
        drop(lines);
        return lines;
    }

    /**
     * Ends the programs that were started since and were values of what was evaluated, which {@link #goBack} does too. Says
     * which, a line each.
     */
    public List<String> endPrograms() {
        var since = evaluator.journal().programs().stream()
                .filter(each -> !programs.contains(each.pid()))
                .toList();
        since.forEach(Process::destroy);
        return since.stream().map(each -> "ended process " + each.pid()).toList();
    }

    /** Those that were started since. */
    private List<UserThread> threads() {
        // One that evaluates ends its work by itself, or was told to already.
        return UserThread.all().stream()
                .filter(thread ->
                        !threads.contains(thread.id()) && !thread.name().equals(EvaluationThread.NAME))
                .toList();
    }

    /** Lets threads end that do so by themselves, now that what they work for is closed. */
    private void settle() {
        try {
            for (int i = 0; i < SETTLING_TURNS && !threads().isEmpty(); i++) {
                Thread.sleep(SETTLING_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<AutoCloseable> newest() {
        return Session.current().numbered().stream()
                .filter(each ->
                        !before.contains(each.resource()) && (each.maker() == null || !before.contains(each.maker())))
                .map(Session.Alive::resource)
                .reduce((first, last) -> last);
    }

    private static void close(AutoCloseable resource, List<String> lines) {
        var what = Live.ending(resource);
        // Before it is closed: what does not close is not tried again.
        Session.current().disown(resource);
        try {
            resource.close();
            lines.addAll(what);
        } catch (Exception e) {
            lines.add("could not close " + OneLine.of(resource) + ": " + e.getMessage());
        }
    }

    private static void stop(UserThread thread, List<String> lines) {
        try {
            boolean ended = thread.stop();
            lines.add((ended ? "stopped thread " : "asked to stop, but still runs: thread ") + thread.name());
        } catch (IllegalArgumentException e) {
            // It has ended meanwhile.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drop(List<String> lines) {
        var entries = evaluator.journal().entries();
        var since =
                entries.stream().filter(entry -> !snippets.contains(entry.id())).toList();
        var names = new ArrayList<String>();
        for (var entry : since) {
            var snippet = entry.snippet();
            if (snippet.kind().isPersistent()
                    && evaluator.jshell().status(snippet).isActive()) {
                evaluator.drop(snippet);
                name(snippet).filter(name -> !names.contains(name)).ifPresent(names::add);
            }
        }
        evaluator.journal().remove(since);
        evaluator.journal().keepCalls(calls);
        if (!names.isEmpty()) {
            lines.add("dropped " + String.join(", ", names));
        }
        names.forEach(name -> replaced(name).ifPresent(lines::add));
    }

    /** A name that JShell gave is nobody's loss. */
    private static Optional<String> name(Snippet snippet) {
        return snippet instanceof DeclarationSnippet declaration
                        && !(snippet instanceof ImportSnippet)
                        && !declaration.name().startsWith("$")
                ? Optional.of(declaration.name())
                : Optional.empty();
    }

    private Optional<String> replaced(String name) {
        return evaluator.journal().worked().stream()
                .filter(entry -> name(entry.snippet()).filter(name::equals).isPresent())
                .map(Journal.Entry::id)
                .reduce((first, last) -> last)
                .map(id -> "your own " + name + " was replaced: /" + id + " evaluates it again");
    }
}
