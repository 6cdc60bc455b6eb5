// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;

/** Types that are imported by their names, as the prelude has some: to the compiler a type of the user's beside one is ambiguous. */
final class ImportedTypes {
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");

    private ImportedTypes() {}

    /**
     * Drops the imports in whose place the text, a unit of Java, declares types.
     *
     * @param eval evaluates what stays of a snippet
     */
    static void giveWayTo(JShell shell, String text, Consumer<String> eval) {
        Set<String> declared =
                DECLARATION.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
        if (declared.isEmpty() || Import.in(shell).stream().noneMatch(each -> isOneOf(declared, each))) {
            return;
        }
        // It may be declared inside of something else.
        Set<String> types = shell.sourceCodeAnalysis().sourceToSnippets(text).stream()
                .filter(TypeDeclSnippet.class::isInstance)
                .map(snippet -> ((TypeDeclSnippet) snippet).name())
                .filter(declared::contains)
                .collect(Collectors.toSet());
        for (ImportSnippet snippet : shell.imports().toList()) {
            List<Import> imports = Import.of(snippet);
            List<Import> staying =
                    imports.stream().filter(each -> !isOneOf(types, each)).toList();
            if (staying.isEmpty()) {
                shell.drop(snippet);
            } else if (staying.size() < imports.size()) {
                // Takes the place of the other, by its first import.
                eval.accept(Import.joined(staying));
            }
        }
    }

    private static boolean isOneOf(Set<String> types, Import each) {
        return !each.isStatic() && types.contains(each.simpleName());
    }
}
