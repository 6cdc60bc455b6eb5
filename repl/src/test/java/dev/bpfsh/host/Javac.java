// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
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
        var source =
                new SimpleJavaFileObject(URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        var said = new DiagnosticCollector<JavaFileObject>();
        var options = List.of(
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none",
                "-Xlint:all",
                "-Xdoclint:syntax",
                "-Werror");
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, said, options, null, List.of(source))
                .call();
        return said.getDiagnostics().stream().map(Object::toString).collect(Collectors.toList());
    }

    /** A class that was compiled to the folder. */
    static Class<?> load(Path folder, String className) throws Exception {
        return Class.forName(
                className, true, new URLClassLoader(new URL[] {folder.toUri().toURL()}, Javac.class.getClassLoader()));
    }
}
