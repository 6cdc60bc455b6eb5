// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/** Makes the {@link DocIndex}: reads the sources and writes what their documentation comments say. */
public final class DocIndexer {
    private final Trees trees;
    private final Map<String, String> comments;

    private DocIndexer(Trees trees, Map<String, String> comments) {
        this.trees = trees;
        this.comments = comments;
    }

    /**
     * A part of the build.
     *
     * @param arguments the file to write, then the folders of the sources
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        var sources = new ArrayList<Path>();
        for (int i = 1; i < arguments.length; i++) {
            try (var files = Files.walk(Path.of(arguments[i]))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        var file = Path.of(arguments[0]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, DocIndex.write(index(sources)));
    }

    /** The comments of sources: of each type, and of what others may use in it. */
    static Map<String, String> index(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var comments = new TreeMap<String, String>();
            var indexer = new DocIndexer(Trees.instance(task), comments);
            for (var unit : task.parse()) {
                indexer.unit(unit);
            }
            return comments;
        }
    }

    private void unit(CompilationUnitTree unit) {
        var root = new TreePath(unit);
        var folder = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
        for (var type : unit.getTypeDecls()) {
            if (type instanceof ClassTree declared) {
                type(new TreePath(root, declared), declared, folder + declared.getSimpleName());
            }
        }
    }

    private void type(TreePath path, ClassTree type, String name) {
        note(path, name);
        if (type.getKind() == Tree.Kind.RECORD) {
            components(path, name);
        }
        boolean allPublic = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        for (var member : type.getMembers()) {
            var at = new TreePath(path, member);
            if (member instanceof ClassTree nested) {
                type(at, nested, name + "." + nested.getSimpleName());
            } else if (member instanceof MethodTree method && (allPublic || isOpen(method.getModifiers()))) {
                note(at, name + (method.getReturnType() == null ? "" : "." + method.getName()) + parameters(method));
            } else if (member instanceof VariableTree field && (allPublic || isOpen(field.getModifiers()))) {
                note(at, name + "." + field.getName());
            }
        }
    }

    private static boolean isOpen(ModifiersTree modifiers) {
        return modifiers.getFlags().contains(Modifier.PUBLIC)
                || modifiers.getFlags().contains(Modifier.PROTECTED);
    }

    private static String parameters(MethodTree method) {
        return method.getParameters().stream()
                .map(parameter -> Signature.simple(parameter.getType().toString()))
                .collect(Collectors.joining(",", "(", ")"));
    }

    /** What a record says of a component is what its accessor is for. */
    private void components(TreePath path, String name) {
        var comment = trees.getDocComment(path);
        if (comment == null) {
            return;
        }
        for (var block : DocBlock.split(comment)) {
            if (block.tag().equals("param") && !block.name().startsWith("<")) {
                comments.put(name + "." + block.name() + "()", block.text());
            }
        }
    }

    private void note(TreePath path, String key) {
        var comment = trees.getDocComment(path);
        if (comment != null && !comment.isBlank()) {
            comments.put(key, comment.strip());
        }
    }
}
