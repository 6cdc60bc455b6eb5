// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments that say what is to be there before a text is compiled: {@code //SKELETON minimal}, {@code //DEPS a:b:1}. */
final class Directives {
    private static final Pattern LINE = Pattern.compile("(?m)^[ \\t]*//(SKELETON|DEPS)\\b[ \\t]*(.*?)[ \\t\\r]*$");

    private Directives() {}

    /** Finds libraries by their names. */
    @FunctionalInterface
    interface Finder {
        List<Path> find(String names) throws Runner.StoppedException, ExecutionException;
    }

    /** The names of objects behind {@code //SKELETON}. */
    static List<SkeletonCalls.Request> skeletons(String source, List<Splitter.Unit> units) {
        return of("SKELETON", source, units);
    }

    /**
     * Where the libraries are that a text asks for with {@code //DEPS}, up to the first that is wrong.
     *
     * @param finder is given what stands on such a line
     * @param problems is given what is wrong
     */
    static List<Libraries.Named> libraries(
            String file, String source, List<Splitter.Unit> units, Finder finder, Consumer<Problem> problems)
            throws Runner.StoppedException {
        List<Libraries.Named> found = new ArrayList<>();
        for (SkeletonCalls.Request directive : of("DEPS", source, units)) {
            if (directive.name().isEmpty()) {
                int at = directive.start();
                problems.accept(
                        Problem.at(file, source, at, at, "which library? //DEPS group:artifact:version, or a jar"));
                return found;
            }
            try {
                found.add(new Libraries.Named(directive.name(), finder.find(directive.name())));
            } catch (ExecutionException e) {
                String why =
                        e.getCause() instanceof BpfException known ? known.getMessage() : String.valueOf(e.getCause());
                problems.accept(Problem.at(file, source, directive.start(), directive.end(), why));
                return found;
            }
        }
        return found;
    }

    /** The directives of a text that is cut into these units: those that stand between them. */
    private static List<SkeletonCalls.Request> of(String keyword, String source, List<Splitter.Unit> units) {
        List<SkeletonCalls.Request> found = new ArrayList<>();
        Matcher line = LINE.matcher(source);
        while (line.find()) {
            int at = line.start();
            if (line.group(1).equals(keyword)
                    && units.stream()
                            .noneMatch(unit -> unit.offset() <= at
                                    && at < unit.offset() + unit.text().length())) {
                found.add(new SkeletonCalls.Request(line.group(2), line.start(2), line.end(2)));
            }
        }
        return found;
    }
}
