// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** How we make a JShell. */
final class Shells {
    private Shells() {}

    /** A JShell that sees the classes this process sees and hands what it compiles to the control. */
    static JShell create(ExecutionControl control, BiFunction<Snippet, Integer, String> ids) {
        return JShell.builder()
                .idGenerator(ids)
                .executionEngine(new Provider(control), Map.of())
                // With the names of locals an exception can say which of them was null.
                // Libraries on the class path may bring annotation processors: a snippet is none of their business.
                .compilerOptions("-proc:none", "-nowarn", "-g", "-parameters")
                .fileManager(Shells::withClassPath)
                .build();
    }

    // Said to the file manager, not as an option of each compilation, which would undo JShell.addToClasspath; and said
    // at all because the compiler would look at the variable CLASSPATH first.
    private static StandardJavaFileManager withClassPath(StandardJavaFileManager files) {
        files.handleOption(
                "-classpath", List.of(System.getProperty("java.class.path")).iterator());
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
