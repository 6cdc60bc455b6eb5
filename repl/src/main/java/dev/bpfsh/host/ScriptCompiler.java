// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.cache.Digest;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.Skeleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/** Compiles texts one after the other, running nothing, and makes a record of what is to run. */
final class ScriptCompiler implements AutoCloseable {
    /** A variable that JShell makes for a value without a name, and counts; in a block none are made. */
    private static final Pattern NUMBERED = Pattern.compile("\\$\\d");

    private final Recorder recorder = new Recorder();
    private final JShell shell = Shells.ofScript(recorder, (snippet, index) -> String.valueOf(index));
    private final Splitter splitter = new Splitter(shell.sourceCodeAnalysis());
    private final SkeletonClasses skeletons = new SkeletonClasses(shell, this::skeleton, this::declareSkeleton);
    private final LineTable lines = new LineTable();
    private final Map<String, String> tooEarly = new LinkedHashMap<>();
    private final Map<String, String> objects = new LinkedHashMap<>();
    private final Set<Path> libraries = new LinkedHashSet<>();
    private Optional<Snippet> last = Optional.empty();
    private final ScriptProblems problems = new ScriptProblems(shell);

    ScriptCompiler() {
        // Also of those that are compiled anew because of another.
        shell.onSnippetEvent(event -> {
            if (event.status().isActive() && event.snippet().kind() != Snippet.Kind.IMPORT) {
                lines.note(event.snippet().id(), shell.sourceCodeAnalysis().wrapper(event.snippet()));
            }
        });
    }

    /** As {@link #compile}, with the imports that the text begins with at once, if they are right. */
    void compilePrelude(String file, String text) {
        recorder.load(ScriptArgs.class);
        String rest = Import.evaluateLeading(shell, text);
        if (rest.equals(text)) {
            shell.eval(Import.FIRST.toString());
        }
        compile(file, rest, false);
    }

    /**
     * Compiles a text; what is wrong with it comes to light in {@link #finish}.
     *
     * @param valued whether the value of its last unit will be asked for
     */
    void compile(String file, String text, boolean valued) {
        String source = Splitter.withoutHashbang(text);
        List<Splitter.Unit> units = withDirectives(file, source, splitter.split(source));
        Set<Integer> statements = units.size() < 2 || NUMBERED.matcher(source).find()
                ? Set.of()
                : Statements.among(units.subList(0, units.size() - (valued ? 1 : 0)).stream()
                        .map(Splitter.Unit::text)
                        .toList());
        int i = 0;
        while (i < units.size()) {
            int end = i;
            while (statements.contains(end)) {
                end++;
            }
            // Alone it compiles as well as in company, but for what is unreachable in a block: then one by one.
            if (end - i > 1 && compileBlock(units.subList(i, end), file, source)) {
                i = end;
            } else {
                for (end = Math.max(end, i + 1); i < end; i++) {
                    compile(units.get(i), file, source);
                }
            }
        }
    }

    /** What cannot be had is reported alone: all that uses it would be wrong too. */
    private List<Splitter.Unit> withDirectives(String file, String source, List<Splitter.Unit> units) {
        List<Splitter.Unit> resolved = new ArrayList<>();
        try {
            Directives.libraries(file, source, units, ScriptCompiler::libraries, problems::add).stream()
                    .flatMap(found -> found.paths().stream())
                    .filter(libraries::add)
                    .forEach(library -> shell.addToClasspath(library.toString()));
            problems.throwIfAny();
            skeletons.declareAll(file, source, units, problems::add);
            for (Splitter.Unit unit : units) {
                resolved.add(skeletons.resolve(unit, file, source, problems::add));
            }
        } catch (Runner.StoppedException e) {
            throw new AssertionError("nobody stops a script that does not run yet", e);
        }
        problems.throwIfAny();
        return resolved;
    }

    private static List<Path> libraries(String names) throws ExecutionException {
        try {
            return Libraries.named(names, System.err::println);
        } catch (RuntimeException e) {
            throw new ExecutionException(e);
        }
    }

    private Skeleton skeleton(String name) throws ExecutionException {
        try {
            var file = ObjectFiles.find(name);
            var skeleton = Skeleton.of(file);
            objects.put(name, object(file, skeleton));
            return skeleton;
        } catch (RuntimeException e) {
            throw new ExecutionException(e);
        }
    }

    /**
     * What the object of that name is now, and where, as the class of a skeleton opens it there; a source is compiled, or
     * what is kept of that is taken, since headers, flags and the compiler matter too. Empty where there is none.
     */
    static Optional<String> object(String name) {
        try {
            var file = ObjectFiles.find(name);
            return Optional.of(object(file, Skeleton.of(file)));
        } catch (BpfException gone) {
            return Optional.empty();
        }
    }

    private static String object(Path file, Skeleton skeleton) {
        return Digest.hex(skeleton.object()) + " " + file.toAbsolutePath();
    }

    private SnippetEvent declareSkeleton(String file, String text) {
        SnippetEvent event = shell.eval(text).get(0);
        lines.place(event.snippet().id(), simple(file), 1);
        return event;
    }

    private boolean compileBlock(List<Splitter.Unit> units, String file, String source) {
        Splitter.Unit first = units.get(0);
        StringBuilder block = new StringBuilder("{");
        int line = Problem.line(source, first.offset());
        for (Splitter.Unit unit : units) {
            int begins = Problem.line(source, unit.offset());
            block.append("\n".repeat(begins - line)).append(unit.text());
            line = begins + Problem.line(unit.text(), unit.text().length()) - 1;
        }
        // On a line of its own, as the last unit may end in a comment.
        SnippetEvent event = shell.eval(block.append("\n}").toString()).get(0);
        if (recorder.wasWithoutCode()) {
            return false;
        } else if (event.status() == Status.VALID) {
            place(event.snippet(), first, file, source);
            return true;
        }
        if (event.status() != Status.REJECTED) {
            shell.drop(event.snippet());
        }
        return false;
    }

    private void compile(Splitter.Unit unit, String file, String source) {
        if (unit.isCommand()) {
            problems.add(Diagnostics.command(unit, file, source));
            return;
        }
        String beyond = unit.beyondTheCompiler();
        if (!beyond.isEmpty()) {
            problems.add(Diagnostics.whole(unit, file, source, beyond));
            return;
        }
        ImportedTypes.giveWayTo(shell, unit.text(), shell::eval);
        List<SnippetEvent> events = shell.eval(unit.text());
        if (recorder.wasWithoutCode()) {
            problems.add(Diagnostics.noCode(unit, file, source));
            return;
        }
        for (SnippetEvent event : events) {
            if (event.status() == Status.RECOVERABLE_DEFINED) {
                DeclarationSnippet declared = (DeclarationSnippet) event.snippet();
                tooEarly.put(className(declared), Declared.tooEarly(declared, shell));
            }
            if (event.causeSnippet() == null) {
                place(event.snippet(), unit, file, source);
                problems.judge(event, unit, file, source);
                last = Optional.of(event.snippet());
            }
        }
    }

    private void place(Snippet snippet, Splitter.Unit unit, String file, String source) {
        lines.place(snippet.id(), simple(file), Problem.line(source, unit.offset()));
    }

    /** As Java's stack traces name files: so a record is the same from whichever folder the script is run. */
    static String simple(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    private String className(Snippet snippet) {
        return shell.sourceCodeAnalysis().wrapper(snippet).fullClassName();
    }

    /** Where the value of the unit that was compiled last is, as the prompt would show it. */
    private Optional<Recorder.Step> value() {
        List<Recorder.Step> steps = recorder.steps();
        return last.flatMap(snippet -> snippet instanceof VarSnippet variable
                ? Optional.of(new Recorder.Step(className(variable), variable.name()))
                : snippet instanceof ExpressionSnippet ? Optional.of(steps.get(steps.size() - 1)) : Optional.empty());
    }

    /**
     * The record of all that was compiled.
     *
     * @param valued whether it has the value of its last unit
     * @throws ScriptErrors with everything that was wrong
     */
    ScriptRecord finish(boolean valued) {
        problems.throwIfAny();
        Optional<Recorder.Step> value = valued ? value() : Optional.empty();
        List<Recorder.Step> steps = List.copyOf(recorder.steps());
        Map<String, byte[]> classes = new LinkedHashMap<>();
        recorder.classFiles().forEach((name, classFile) -> classes.put(name, lines.apply(name, classFile)));
        Map<String, String> states = new LinkedHashMap<>();
        libraries.forEach(library -> states.put(library.toString(), ScriptCache.state(library)));
        return new ScriptRecord(classes, steps, value, tooEarly, objects, states);
    }

    @Override
    public void close() {
        shell.close();
    }
}
