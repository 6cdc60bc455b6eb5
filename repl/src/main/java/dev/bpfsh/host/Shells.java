// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.StringConcatException;
import java.lang.invoke.StringConcatFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** How we make a JShell. */
final class Shells {
    /** What snippets see of this process: the libraries behind it are none of their business, and take long to read. */
    private static final String OURS = Stream.of(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(place -> !place.endsWith(".jar")
                    || Path.of(place).getFileName().toString().startsWith("bpfsh"))
            .collect(Collectors.joining(File.pathSeparator));

    private Shells() {}

    /**
     * A JShell that sees our classes and hands what it compiles to the control.
     *
     * @param index whether it shall make itself an index of all classes, for completion; it may wait with its answer
     */
    static JShell ofSession(ExecutionControl control, BiFunction<Snippet, Integer, String> ids, BooleanSupplier index) {
        return create(control, ids, index);
    }

    /** One for texts that are there already. */
    static JShell ofScript(ExecutionControl control, BiFunction<Snippet, Integer, String> ids) {
        return create(control, ids, () -> false);
    }

    /**
     * Has the JVM work out how three texts are joined. JShell does that for a variable which a later snippet sees, and
     * the second line of a session would wait for it.
     */
    static void linkAhead() {
        var text = String.class;
        try {
            StringConcatFactory.makeConcatWithConstants(
                    MethodHandles.lookup(), "joined", MethodType.methodType(text, text, text, text), "\1 \1 \1");
        } catch (StringConcatException e) {
            throw new AssertionError("three texts can be joined", e);
        }
    }

    private static JShell create(
            ExecutionControl control, BiFunction<Snippet, Integer, String> ids, BooleanSupplier index) {
        return JShell.builder()
                .idGenerator(ids)
                .executionEngine(new Provider(control), Map.of())
                // With the names of locals an exception can say which of them was null.
                // Libraries on the class path may bring annotation processors: a snippet is none of their business.
                .compilerOptions("-proc:none", "-nowarn", "-g", "-parameters", "-XDstringConcat=inline")
                .fileManager(all -> new CompilerFiles(withClassPath(all), index))
                .build();
    }

    // Said to the file manager, not as an option of each compilation, which would undo JShell.addToClasspath; and said
    // at all because the compiler would look at the variable CLASSPATH first.
    private static StandardJavaFileManager withClassPath(StandardJavaFileManager files) {
        files.handleOption("-classpath", List.of(OURS).iterator());
        return files;
    }

    private record Provider(ExecutionControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "bpfsh";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
            return control;
        }
    }
}
