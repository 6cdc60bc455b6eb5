// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;

/**
 * What is wrong with a script.
 *
 * <p>Methods and types may use what is declared further down, so judgement of them waits for the end; variables and
 * statements may not, since they run where they stand.
 */
final class ScriptProblems {
    private static final Pattern MISSING =
            Pattern.compile("cannot find (?:variable|method|class) (\\w+).*", Pattern.DOTALL);

    private static final Set<Snippet.Kind> DECLARATIONS =
            EnumSet.of(Snippet.Kind.VAR, Snippet.Kind.METHOD, Snippet.Kind.TYPE_DECL);
    /** Words, a name, and what comes after the name in a declaration. */
    private static final Pattern DECLARED = Pattern.compile("(?:[\\w.<>\\[\\],?]+\\s+)+?(\\w+)\\s*[=;({]");

    private final JShell shell;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Snippet, Where> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> declaredAt = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    private record Where(Splitter.Unit unit, String file, String source) {}

    ScriptProblems(JShell shell) {
        this.shell = shell;
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    void judge(SnippetEvent event, Splitter.Unit unit, String file, String source) {
        Snippet snippet = event.snippet();
        boolean mayWait = snippet.kind() == Snippet.Kind.METHOD || snippet.kind() == Snippet.Kind.TYPE_DECL;
        if (event.status() != Status.VALID) {
            if (mayWait && event.status() != Status.REJECTED) {
                waiting.put(snippet, new Where(unit, file, source));
            } else {
                report(snippet, new Where(unit, file, source));
                return;
            }
        }
        if (snippet instanceof DeclarationSnippet declaration) {
            declaredAt.put(declaration.name(), Problem.line(source, unit.offset()));
        }
    }

    private void report(Snippet snippet, Where where) {
        name(snippet).ifPresent(broken::add);
        problems.addAll(Diagnostics.of(shell, snippet, where.unit(), where.file(), where.source()));
    }

    void throwIfAny() {
        waiting.forEach((snippet, where) -> {
            Status status = shell.status(snippet);
            if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
                report(snippet, where);
            }
        });
        // What only misses a declaration that is wrong itself is no problem of its own.
        List<Problem> own = problems.stream()
                .filter(each -> !broken.contains(missing(each)))
                .map(this::withPlaceOfDeclaration)
                .sorted(Comparator.comparing((Problem each) -> !each.file().equals(Evaluator.PRELUDE))
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .distinct()
                .collect(Collectors.toList());
        if (!problems.isEmpty()) {
            throw new ScriptErrors(own.isEmpty() ? problems : own);
        }
    }

    private Problem withPlaceOfDeclaration(Problem problem) {
        Integer line = declaredAt.get(missing(problem));
        return line == null || line <= problem.line()
                ? problem
                : problem.withMessage(problem.message() + ": it is declared further down, on line " + line);
    }

    /** The name that a snippet declares, or would if it were right. */
    private static Optional<String> name(Snippet snippet) {
        if (snippet instanceof DeclarationSnippet declaration) {
            return Optional.of(declaration.name());
        } else if (snippet instanceof ErroneousSnippet wrong && DECLARATIONS.contains(wrong.probableKind())) {
            Matcher declared = DECLARED.matcher(wrong.source());
            return declared.lookingAt() ? Optional.of(declared.group(1)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static String missing(Problem problem) {
        Matcher matcher = MISSING.matcher(problem.message());
        return matcher.matches() ? matcher.group(1) : "";
    }
}
