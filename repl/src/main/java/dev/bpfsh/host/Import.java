// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;

/**
 * An import that is in force in a session. A snippet may hold several: one by one, each of the prelude's would cost the
 * compiler as much as all of them together.
 *
 * @param name of a class or a member; ends in {@code .*} where it is all that is in there
 */
public record Import(String name, boolean isStatic) {
    private static final Pattern TEXT = Pattern.compile("\\bimport\\s+(static\\s+)?([\\w$.]+(?:\\.\\*)?)\\s*;");
    private static final Pattern QUALIFIED = Pattern.compile("\\w+(?:\\.\\w+)+");
    private static final Pattern LEADING = Pattern.compile(
            "\\A(?:\\s+|//.*\\R|import\\s+(?:static\\s+)?[\\w$.]+(?:\\.\\*)?\\s*;[ \\t]*(?=\\R|//|\\z))+");
    /**
     * JShell knows a snippet of imports by the first of them, and drops it when that is imported again. Nobody does so
     * with this one, which brings in what every script has; all that is declared or imported by that name hides it.
     */
    static final Import FIRST = new Import(ScriptArgs.class.getName() + ".*", true);

    /** The imports in force, in the order in which they were declared. */
    public static List<Import> in(JShell shell) {
        return shell.imports().flatMap(each -> of(each).stream()).distinct().toList();
    }

    static List<Import> of(ImportSnippet snippet) {
        var imports = of(snippet.source());
        return imports.isEmpty() ? List.of(new Import(snippet.fullname(), snippet.isStatic())) : imports;
    }

    /** A snippet of imports as somebody would write it: one as it was typed, each of several on a line of its own. */
    static String source(ImportSnippet snippet) {
        var imports = of(snippet);
        return imports.size() == 1
                ? snippet.source()
                : imports.stream().map(Import::toString).collect(Collectors.joining("\n"));
    }

    private static List<Import> of(String text) {
        return TEXT.matcher(text)
                .results()
                .map(found -> new Import(found.group(2), found.group(1) != null))
                // Not by equals: how a record compares itself is linked when it first does, which takes 10 ms.
                .filter(each -> !each.name.equals(FIRST.name))
                .toList();
    }

    /**
     * Evaluates the imports that a text begins with, all at once.
     *
     * @return what is left to evaluate, each in its line; all of it where an import is wrong, so that this is said of it
     */
    static String evaluateLeading(JShell shell, String text) {
        String imports = leading(text);
        return imports.isEmpty() || !shell.eval(imports).get(0).status().isActive() ? text : withoutLeading(text);
    }

    /** The imports that a text begins with as one snippet; empty where it begins with none. */
    static String leading(String text) {
        var found = LEADING.matcher(text);
        return found.lookingAt() ? joined(of(found.group().replaceAll("//.*", ""))) : "";
    }

    /** A text without the imports that it begins with: what follows stays in its line. */
    static String withoutLeading(String text) {
        var found = LEADING.matcher(text);
        return found.lookingAt()
                ? "\n".repeat(Problem.line(text, found.end()) - 1) + text.substring(found.end())
                : text;
    }

    /** All of them as one snippet; empty for none. */
    static String joined(List<Import> imports) {
        return imports.isEmpty()
                ? ""
                : Stream.concat(Stream.of(FIRST), imports.stream())
                        .map(Import::toString)
                        .collect(Collectors.joining(" "));
    }

    /** A type as it is written where these imports are in force. JShell does so only for snippets of one import. */
    public static String shortened(String type, List<Import> inForce) {
        return QUALIFIED
                .matcher(type)
                .replaceAll(found -> Matcher.quoteReplacement(inForce.stream()
                        .filter(each -> each.bringsIn(found.group()))
                        .findFirst()
                        .map(each -> found.group().substring(each.name.lastIndexOf('.') + 1))
                        .orElse(found.group())));
    }

    private boolean bringsIn(String type) {
        if (isStatic) {
            return false;
        }
        String owner = name.substring(0, name.lastIndexOf('.') + 1);
        return simpleName().equals("*")
                ? type.startsWith(owner) && Character.isUpperCase(type.charAt(owner.length()))
                : (type + ".").startsWith(name + ".");
    }

    /** The name that it brings in, {@code *} for all. */
    public String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** As it is written in Java. */
    @Override
    public String toString() {
        return "import " + (isStatic ? "static " : "") + name + ";";
    }
}
