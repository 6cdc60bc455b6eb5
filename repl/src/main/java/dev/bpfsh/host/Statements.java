// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Tells statements that declare nothing from everything else, by parsing only.
 *
 * <p>Consecutive ones can be compiled as one block: JShell takes tens of milliseconds for each snippet.
 */
final class Statements {
    private static final Set<Tree.Kind> KINDS = EnumSet.of(
            Tree.Kind.EXPRESSION_STATEMENT,
            Tree.Kind.IF,
            Tree.Kind.FOR_LOOP,
            Tree.Kind.ENHANCED_FOR_LOOP,
            Tree.Kind.WHILE_LOOP,
            Tree.Kind.DO_WHILE_LOOP,
            Tree.Kind.SWITCH,
            Tree.Kind.SYNCHRONIZED,
            Tree.Kind.TRY,
            Tree.Kind.BLOCK);

    private Statements() {}

    /** The indexes of those texts that are one such statement each. */
    static Set<Integer> among(List<String> texts) {
        if (texts.isEmpty()) {
            return Set.of(); // The compiler does not take nothing for an answer.
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        List<Text> files = IntStream.range(0, texts.size())
                .mapToObj(i -> new Text(i, texts.get(i)))
                .toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, diagnostics, List.of("-proc:none"), null, files);
        Set<Integer> statements = new HashSet<>();
        try {
            for (CompilationUnitTree parsed : task.parse()) {
                if (isStatement(parsed)) {
                    statements.add(index(parsed.getSourceFile()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR && diagnostic.getSource() != null) {
                statements.remove(index(diagnostic.getSource()));
            }
        }
        return Collections.unmodifiableSet(statements);
    }

    /** By name: the compiler hands back wrappers of the files it was given. */
    private static int index(JavaFileObject file) {
        String path = file.toUri().getPath();
        return Integer.parseInt(path.substring(1, path.indexOf('.')));
    }

    private static boolean isStatement(CompilationUnitTree parsed) {
        // A stray brace in the text would close the method: then this is not the shape.
        return parsed.getTypeDecls().size() == 1
                && parsed.getTypeDecls().get(0) instanceof ClassTree type
                && type.getMembers().size() == 1
                && type.getMembers().get(0) instanceof MethodTree method
                && isStatement(method.getBody());
    }

    private static boolean isStatement(BlockTree body) {
        List<? extends StatementTree> statements = body.getStatements();
        return statements.size() == 1 && KINDS.contains(statements.get(0).getKind());
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(int index, String text) {
            super(URI.create("string:///" + index + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return "class T { void t() { " + text + "\n} }";
        }
    }
}
