// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What a unit of a session names and does, told by parsing it alone. */
final class Anatomy {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");
    private static final Set<Tree.Kind> COUNTING = Set.of(
            Tree.Kind.PREFIX_INCREMENT,
            Tree.Kind.PREFIX_DECREMENT,
            Tree.Kind.POSTFIX_INCREMENT,
            Tree.Kind.POSTFIX_DECREMENT);

    /** A place in the text where a name stands that something may be declared as. */
    record Use(String name, int offset) {}

    private final List<Use> uses = new ArrayList<>();
    private final Set<String> assigns = new HashSet<>();
    private final Set<String> changes = new HashSet<>();
    private boolean unknown;
    private boolean opens;

    private Anatomy() {}

    /** Where names stand that are read. */
    List<Use> uses() {
        return uses;
    }

    /** The names of variables that are given a value. */
    Set<String> assigns() {
        return assigns;
    }

    /** The names of variables on which something is called that may have an effect. */
    Set<String> changes() {
        return changes;
    }

    /** Whether something else may happen: without it the rest might be different. */
    boolean unknown() {
        return unknown;
    }

    /** Whether its value is an object that it opens. */
    boolean opens() {
        return opens;
    }

    /** Where a text may stand. */
    enum Shape {
        STATEMENT("class T { void t() { ", "\n} }"),
        /** {@code a + 1} is none. */
        EXPRESSION("class T { Object t = ", "\n}"),
        MEMBER("class T { ", "\n}");

        private final String before;
        private final String after;

        Shape(String before, String after) {
            this.before = before;
            this.after = after;
        }
    }

    /**
     * Takes a unit apart.
     *
     * @param variables the names of all variables of the session
     * @param methods the names of all methods of the session: what they do is not known
     */
    static Anatomy of(String text, Shape shape, Set<String> variables, Set<String> methods) {
        var anatomy = new Anatomy();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var file = new Text(shape.before + text + shape.after);
        var task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostics, List.of("-proc:none"), null, List.of(file));
        try {
            var parsed = task.parse().iterator().next();
            if (diagnostics.getDiagnostics().stream().noneMatch(each -> each.getKind() == Diagnostic.Kind.ERROR)) {
                var positions = Trees.instance(task).getSourcePositions();
                anatomy.new Scanner(parsed, positions, shape.before.length(), variables, methods).scan(parsed, null);
                return anatomy;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        anatomy.unknown = true;
        NAME.matcher(text).results().forEach(found -> anatomy.uses.add(new Use(found.group(), found.start())));
        return anatomy;
    }

    private final class Scanner extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final int shift;
        private final Set<String> variables;
        private final Set<String> methods;

        Scanner(
                CompilationUnitTree unit,
                SourcePositions positions,
                int shift,
                Set<String> variables,
                Set<String> methods) {
            this.unit = unit;
            this.positions = positions;
            this.shift = shift;
            this.variables = variables;
            this.methods = methods;
        }

        @Override
        public Void visitIdentifier(IdentifierTree node, Void unused) {
            uses.add(new Use(node.getName().toString(), (int) positions.getStartPosition(unit, node) - shift));
            return null;
        }

        @Override
        public Void visitAssignment(AssignmentTree node, Void unused) {
            if (node.getVariable() instanceof IdentifierTree variable) {
                assigns.add(variable.getName().toString());
                opens |= opening(node.getExpression());
            } else {
                change(node.getVariable());
                scan(node.getVariable(), null);
            }
            return scan(node.getExpression(), null);
        }

        @Override
        public Void visitCompoundAssignment(CompoundAssignmentTree node, Void unused) {
            assign(node.getVariable());
            return super.visitCompoundAssignment(node, unused);
        }

        @Override
        public Void visitUnary(UnaryTree node, Void unused) {
            if (COUNTING.contains(node.getKind())) {
                assign(node.getExpression());
            }
            return super.visitUnary(node, unused);
        }

        private void assign(ExpressionTree variable) {
            if (variable instanceof IdentifierTree name) {
                assigns.add(name.getName().toString());
            } else {
                change(variable);
            }
        }

        @Override
        public Void visitVariable(VariableTree node, Void unused) {
            opens |= opening(node.getInitializer());
            return super.visitVariable(node, unused);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree node, Void unused) {
            var select = node.getMethodSelect();
            if (select instanceof MemberSelectTree member) {
                var name = member.getIdentifier().toString();
                if (!Looks.isMember(name) || methods.contains(name)) {
                    change(member.getExpression());
                }
            } else {
                var name = select.toString();
                unknown |= !Looks.isCall(name) || methods.contains(name);
            }
            return super.visitMethodInvocation(node, unused);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree node, Void unused) {
            var name = node.getName().toString();
            if (!Looks.isMember(name) || methods.contains(name)) {
                change(node.getQualifierExpression());
            }
            return super.visitMemberReference(node, unused);
        }

        @Override
        public Void visitNewClass(NewClassTree node, Void unused) {
            var type = node.getIdentifier() instanceof ParameterizedTypeTree generic
                    ? generic.getType()
                    : node.getIdentifier();
            unknown |= node.getClassBody() != null || !Looks.isClass(type.toString());
            return super.visitNewClass(node, unused);
        }

        @Override
        public Void visitThrow(ThrowTree node, Void unused) {
            unknown = true;
            return super.visitThrow(node, unused);
        }

        /** Notes that something happens to what an expression gives: to a variable, where it begins with one. */
        private void change(Tree expression) {
            var root = expression;
            while (!(root instanceof IdentifierTree)) {
                if (root instanceof MemberSelectTree member) {
                    root = member.getExpression();
                } else if (root instanceof MethodInvocationTree call) {
                    root = call.getMethodSelect();
                } else if (root instanceof ArrayAccessTree array) {
                    root = array.getExpression();
                } else {
                    unknown = true;
                    return;
                }
            }
            var name = root.toString();
            if (variables.contains(name)) {
                changes.add(name);
            } else {
                unknown = true;
            }
        }

        /** {@code open("x")}, {@code XBpf.open()}. */
        private boolean opening(ExpressionTree value) {
            return value instanceof MethodInvocationTree call
                    && (call.getMethodSelect() instanceof IdentifierTree name
                                    && Looks.opens(name.getName().toString())
                            || call.getMethodSelect() instanceof MemberSelectTree member
                                    && member.getIdentifier().contentEquals("open"));
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("string:///T.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
