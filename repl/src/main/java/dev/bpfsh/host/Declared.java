// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;

/** Declarations in words, as the {@code jshell} tool puts them. */
final class Declared {
    private Declared() {}

    /** What has been declared; empty for what is no declaration. */
    static String text(SnippetEvent event, JShell shell) {
        if (!(event.snippet() instanceof DeclarationSnippet declaration)) {
            return "";
        }
        String name = name(declaration);
        if (name.isEmpty()) {
            return "";
        }
        String verb = event.previousStatus() == Status.NONEXISTENT ? "created" : "replaced";
        List<String> missing = shell.unresolvedDependencies(declaration).toList();
        String but = missing.isEmpty() ? "" : ", usable once " + String.join(" and ", missing) + " is declared";
        String hints = missing.isEmpty()
                ? ""
                : Diagnostics.hints(shell, declaration).stream()
                        .map(hint -> "\nhint: " + hint)
                        .distinct()
                        .collect(Collectors.joining());
        return verb + " " + name + but + hints;
    }

    /** Why what uses something undeclared cannot be used yet. */
    static String tooEarly(DeclarationSnippet snippet, JShell shell) {
        List<String> missing = shell.unresolvedDependencies(snippet).toList();
        return name(snippet) + " needs " + String.join(" and ", missing) + ", not declared so far";
    }

    private static String name(DeclarationSnippet snippet) {
        if (snippet instanceof MethodSnippet method) {
            return "method " + method.name() + "(" + method.parameterTypes() + ")";
        } else if (snippet instanceof TypeDeclSnippet type) {
            return switch (type.subKind()) {
                        case INTERFACE_SUBKIND -> "interface ";
                        case ENUM_SUBKIND -> "enum ";
                        case ANNOTATION_TYPE_SUBKIND -> "annotation interface ";
                        case RECORD_SUBKIND -> "record ";
                        default -> "class ";
                    }
                    + type.name();
        }
        return "";
    }
}
