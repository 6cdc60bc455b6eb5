// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The Java compiler, as strict as our own build. */
final class Javac {
    private Javac() {}

    /** Compiles one class to a folder; what the compiler says of it, a line each: nothing where all is well. */
    static List<String> compile(Path folder, String className, String text) {
        return compile(folder, Map.of(className, text));
    }

    /** As that, for many classes, whose names are the keys. */
    static List<String> compile(Path folder, Map<String, String> texts) {
        var sources = texts.entrySet().stream()
                .map(text -> new Source(text.getKey(), text.getValue()))
                .toList();
        var said = new DiagnosticCollector<JavaFileObject>();
        var options = List.of(
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path") + ":" + folder,
                "-proc:none",
                "-Xlint:all",
                "-Xdoclint:syntax",
                "-Xmaxerrs",
                "1000",
                "-Werror");
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, said, options, null, sources)
                .call();
        return said.getDiagnostics().stream().map(Object::toString).collect(Collectors.toList());
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** A class that was compiled to the folder. */
    static Class<?> load(Path folder, String className) throws Exception {
        return Class.forName(
                className, true, new URLClassLoader(new URL[] {folder.toUri().toURL()}, Javac.class.getClassLoader()));
    }
}
