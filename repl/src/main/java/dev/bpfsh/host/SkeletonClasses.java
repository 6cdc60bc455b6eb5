// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.Skeleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;

/** The skeletons that a session or a script has for classes: each is declared when it is first asked for. */
final class SkeletonClasses {
    /** Makes a skeleton's text; it may take as long as a compiler does. */
    interface Work {
        Skeleton call(String name) throws Runner.StoppedException, ExecutionException;
    }

    private final JShell shell;
    private final Work work;
    private final BiFunction<String, String, SnippetEvent> eval;
    /** Declarations by the name of their class. */
    private final Map<String, String> declared = new HashMap<>();

    /** @param eval evaluates a class in the shell: the name of a file that it could be from, and the text */
    SkeletonClasses(JShell shell, Work work, BiFunction<String, String, SnippetEvent> eval) {
        this.shell = shell;
        this.work = work;
        this.eval = eval;
    }

    /**
     * Declares what a unit asks for.
     *
     * @param problems is given what is wrong; the unit is then as it was
     * @return the unit, in which each call of {@code skeleton("NAME")} is one of a class
     */
    Splitter.Unit resolve(Splitter.Unit unit, String file, String source, Consumer<Problem> problems)
            throws Runner.StoppedException {
        Map<String, String> classNames = new HashMap<>();
        for (SkeletonCalls.Request call : SkeletonCalls.calls(unit.text())) {
            Optional<String> className = declare(call, unit.offset(), file, source, problems);
            if (className.isEmpty()) {
                return unit;
            }
            classNames.put(call.name(), className.get());
        }
        return classNames.isEmpty()
                ? unit
                : new Splitter.Unit(
                        SkeletonCalls.withClasses(unit.text(), classNames::get), unit.offset(), unit.completeness());
    }

    /** Declares what the directives of a text ask for, up to the first that is wrong. */
    void declareAll(String file, String source, List<Splitter.Unit> units, Consumer<Problem> problems)
            throws Runner.StoppedException {
        for (SkeletonCalls.Request directive : Directives.skeletons(source, units)) {
            int at = directive.start();
            if (directive.name().isEmpty()) {
                problems.accept(
                        Problem.at(file, source, at, at, "which object? //SKELETON NAME, as in open(\"NAME\")"));
                return;
            } else if (declare(directive, 0, file, source, problems).isEmpty()) {
                return;
            }
        }
    }

    private Optional<String> declare(
            SkeletonCalls.Request request, int offset, String file, String source, Consumer<Problem> problems)
            throws Runner.StoppedException {
        try {
            return Optional.of(declare(work.call(request.name())));
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof BpfException known ? known.getMessage() : String.valueOf(e.getCause());
            problems.accept(Problem.at(file, source, offset + request.start(), offset + request.end(), why));
            return Optional.empty();
        }
    }

    /** The class's name; of two objects that are called alike, or one that has changed, the second gets a number. */
    private String declare(Skeleton skeleton) {
        for (int i = 1; ; i++) {
            Skeleton named = i == 1 ? skeleton : skeleton.named(skeleton.className() + i);
            String text = named.declaration();
            if (text.equals(declared.get(named.className()))) {
                return named.className();
            }
            // To declare it anew would set the variables of this class to null.
            if (!declared.containsKey(named.className()) && !isUsers(named.className())) {
                SnippetEvent event = eval.apply(named.className() + ".java", text);
                if (event.status() != Snippet.Status.VALID) {
                    throw new IllegalStateException("the skeleton " + named.className() + " is " + event.status());
                }
                declared.put(named.className(), text);
                return named.className();
            }
        }
    }

    private boolean isUsers(String className) {
        return shell.types().map(TypeDeclSnippet::name).anyMatch(className::equals);
    }
}
