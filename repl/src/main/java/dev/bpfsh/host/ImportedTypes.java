// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.TypeDeclSnippet;

/** Types that are imported by their names, as the prelude has some: to the compiler a type of the user's beside one is ambiguous. */
final class ImportedTypes {
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|enum|record)\\s+(\\w+)");

    private ImportedTypes() {}

    /** Drops the import in whose place the text, a unit of Java, declares a type. */
    static void giveWayTo(JShell shell, String text) {
        Set<String> declared =
                DECLARATION.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
        if (declared.isEmpty()) {
            return;
        }
        List<ImportSnippet> imports = shell.imports()
                .filter(each -> !each.isStatic() && declared.contains(each.name()))
                .toList();
        for (ImportSnippet each : imports) {
            // It may be declared inside of something else.
            if (shell.sourceCodeAnalysis().sourceToSnippets(text).stream()
                    .anyMatch(snippet -> snippet instanceof TypeDeclSnippet type
                            && type.name().equals(each.name()))) {
                shell.drop(each);
            }
        }
    }
}
