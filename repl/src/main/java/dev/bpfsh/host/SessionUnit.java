// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;

/**
 * What a session evaluated as one: several snippets perhaps, such as {@code int x, y;}, and none where a command did what
 * the source says.
 */
record SessionUnit(Object maker, String source, List<Snippet> snippets, Anatomy anatomy) {
    private static final Pattern METHOD = Pattern.compile("(\\w+)\\s*\\([^()]*\\)\\s*(?:throws[^{]*)?\\{");

    /** All of a session that worked, in order. */
    static List<SessionUnit> of(Journal journal) {
        var byMaker = new LinkedHashMap<List<Object>, List<Journal.Entry>>();
        journal.worked().forEach(entry -> byMaker.computeIfAbsent(
                        List.of(entry.maker(), entry.source()), unit -> new ArrayList<>())
                .add(entry));
        var snippets = byMaker.values().stream()
                .flatMap(List::stream)
                .map(Journal.Entry::snippet)
                .toList();
        var variables = names(snippets, Snippet.Kind.VAR);
        var methods = names(snippets, Snippet.Kind.METHOD);
        // Those of classes are not told apart from others of their name.
        snippets.stream()
                .filter(each -> each.kind() == Snippet.Kind.TYPE_DECL)
                .flatMap(each -> METHOD.matcher(each.source()).results())
                .forEach(found -> methods.add(found.group(1)));
        var units = new ArrayList<SessionUnit>();
        calls(journal, Optional.empty()).forEach(units::add);
        for (var entries : byMaker.values()) {
            units.add(unit(entries, variables, methods));
            entries.forEach(entry -> calls(journal, Optional.of(entry)).forEach(units::add));
        }
        return units;
    }

    /** What commands did between two entries. What failed is no unit, so that they may stand behind such a one. */
    private static Stream<SessionUnit> calls(Journal journal, Optional<Journal.Entry> worked) {
        return journal.calls().stream()
                .filter(call -> journal.workedUpTo(call.after()).equals(worked))
                .map(call -> new SessionUnit(
                        call,
                        call.java() + ";",
                        List.of(),
                        Anatomy.of(call.java() + ";", Anatomy.Shape.STATEMENT, Set.of(), Set.of())));
    }

    private static Set<String> names(Collection<Snippet> snippets, Snippet.Kind kind) {
        return snippets.stream()
                .filter(each -> each.kind() == kind)
                .map(each -> ((DeclarationSnippet) each).name())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static SessionUnit unit(List<Journal.Entry> entries, Set<String> variables, Set<String> methods) {
        var first = entries.get(0);
        return new SessionUnit(
                first.maker(),
                first.source(),
                entries.stream().map(Journal.Entry::snippet).toList(),
                first.snippet() instanceof ImportSnippet
                        ? Anatomy.of(";", Anatomy.Shape.STATEMENT, variables, methods)
                        : Anatomy.of(first.source(), shape(first.snippet()), variables, methods));
    }

    private static Anatomy.Shape shape(Snippet snippet) {
        return switch (snippet.subKind()) {
            case TEMP_VAR_EXPRESSION_SUBKIND, VAR_VALUE_SUBKIND, OTHER_EXPRESSION_SUBKIND -> Anatomy.Shape.EXPRESSION;
            default ->
                snippet.kind() == Snippet.Kind.METHOD || snippet.kind() == Snippet.Kind.TYPE_DECL
                        ? Anatomy.Shape.MEMBER
                        : Anatomy.Shape.STATEMENT;
        };
    }

    /** The name in what {@link #declares} gives. */
    static String name(String key) {
        int parameters = key.indexOf('(');
        return parameters < 0 ? key : key.substring(0, parameters);
    }

    /** What it declares: of methods with the types of their parameters, of which others may have the same name. */
    List<String> declares() {
        return snippets.stream().flatMap(each -> key(each).stream()).toList();
    }

    private static List<String> key(Snippet snippet) {
        return snippet instanceof ImportSnippet || !(snippet instanceof DeclarationSnippet named)
                ? List.of()
                : List.of(
                        named instanceof MethodSnippet method
                                ? method.name() + "(" + method.parameterTypes() + ")"
                                : named.name());
    }

    boolean declares(String name) {
        return declares().stream().anyMatch(each -> name(each).equals(name));
    }

    private boolean is(Predicate<Snippet> what) {
        return !snippets.isEmpty() && what.test(snippets.get(0));
    }

    boolean isTemporary() {
        return is(first -> first.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND);
    }

    boolean isImport() {
        return is(ImportSnippet.class::isInstance);
    }

    /** A method or a type: by itself it does nothing, and what it names is sought when it is used. */
    boolean isDefinition() {
        return is(first -> first.kind() == Snippet.Kind.METHOD || first.kind() == Snippet.Kind.TYPE_DECL);
    }

    boolean isVariable() {
        return is(VarSnippet.class::isInstance) && !isTemporary();
    }

    /** Whether something may happen by it that more depends on than what it declares. */
    boolean hasEffect() {
        return !isDefinition()
                && !isImport()
                && (anatomy.unknown() || !anatomy.changes().isEmpty());
    }

    /** Whether a variable is given an object that it opens. */
    boolean opens() {
        return anatomy.opens() && (isVariable() || is(first -> first.subKind() == Snippet.SubKind.ASSIGNMENT_SUBKIND));
    }

    Set<String> names() {
        return anatomy.uses().stream().map(Anatomy.Use::name).collect(Collectors.toSet());
    }
}
