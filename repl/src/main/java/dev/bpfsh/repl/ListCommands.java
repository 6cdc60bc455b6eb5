// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Journal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;
import org.jline.reader.Candidate;

/** The commands that show what the session holds, with the names and the meaning of jshell's. */
final class ListCommands {
    private static final int WIDEST_VALUE = 100;

    private final Evaluator evaluator;
    private final Journal journal;

    ListCommands(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.journal = evaluator.journal();
    }

    /** {@code /list /vars /methods /types /imports}. */
    List<Command> commands() {
        return List.of(
                new Command("/list", "[NAME | -all]", """
                        shows what you entered, with its ids
                        NAME shows the declarations of that name; -all shows what failed too, marked with !.
                        A frame such as f(#3:1) of a stack trace is line 1 of snippet 3.""", typed -> names(typed, snippet -> true, "-all"), this::list),
                command("/vars", "shows the variables and their values", VarSnippet.class, this::variable),
                command("/methods", "shows the methods you declared", MethodSnippet.class, this::method),
                command(
                        "/types",
                        "shows the classes, records, enums and interfaces you declared",
                        TypeDeclSnippet.class,
                        this::type),
                new Command(
                        "/imports",
                        "",
                        "shows the imports, with those of the prelude",
                        Command.NOTHING,
                        argument -> evaluator
                                .jshell()
                                .imports()
                                .map(snippet -> snippet.source().strip())
                                .distinct()
                                .collect(Collectors.joining("\n"))));
    }

    private <T extends DeclarationSnippet> Command command(
            String name, String help, Class<T> kind, Function<T, String> text) {
        return new Command(name, "[NAME]", help, typed -> names(typed, kind::isInstance), argument -> {
            String shown = own(kind)
                    .filter(snippet -> argument.isEmpty() || snippet.name().equals(argument))
                    .map(text)
                    .collect(Collectors.joining("\n"));
            if (shown.isEmpty() && !argument.isEmpty()) {
                throw new Command.Wrong("none of the " + name.substring(1) + " is named " + argument);
            }
            return shown;
        });
    }

    private String list(String argument) throws Command.Wrong {
        if (argument.isEmpty() || argument.equals("-all")) {
            return journal.entries().stream()
                    .filter(entry -> entry.worked() || argument.equals("-all"))
                    .map(entry -> line(entry.id(), entry.worked(), entry.source()))
                    .collect(Collectors.joining("\n"));
        }
        String found = own(DeclarationSnippet.class)
                .filter(snippet -> snippet.name().equals(argument))
                .map(snippet ->
                        line(snippet.id(), true, evaluator.source(snippet).strip()))
                .collect(Collectors.joining("\n"));
        if (found.isEmpty()) {
            throw new Command.Wrong("nothing here is named " + argument);
        }
        return found;
    }

    private static String line(String id, boolean worked, String source) {
        String head = String.format(Locale.ROOT, "%4s %s ", id, worked ? ":" : "!");
        return head + source.replace("\n", "\n" + " ".repeat(head.length()));
    }

    private String variable(VarSnippet variable) {
        Optional<Object> value = evaluator.value(variable.name());
        String text = evaluator
                .call(() -> value.map(ValueText::of).orElse("null"))
                .flatMap(all -> all.lines().findFirst())
                .orElse("");
        return "  " + variable.typeName() + " " + variable.name() + " = "
                + (text.length() > WIDEST_VALUE ? text.substring(0, WIDEST_VALUE) + "..." : text);
    }

    private String method(MethodSnippet method) {
        String signature = method.signature();
        int end = signature.lastIndexOf(')');
        return "  " + signature.substring(end + 1) + " " + method.name() + signature.substring(0, end + 1);
    }

    private String type(TypeDeclSnippet type) {
        return "  "
                + switch (type.subKind()) {
                    case INTERFACE_SUBKIND -> "interface ";
                    case ENUM_SUBKIND -> "enum ";
                    case ANNOTATION_TYPE_SUBKIND -> "@interface ";
                    case RECORD_SUBKIND -> "record ";
                    default -> "class ";
                }
                + type.name();
    }

    private List<Candidate> names(String typed, Predicate<Snippet> wanted, String... others) {
        return Stream.concat(
                        own(DeclarationSnippet.class).filter(wanted).map(DeclarationSnippet::name), Stream.of(others))
                .filter(name -> name.startsWith(typed))
                .distinct()
                .map(Candidate::new)
                .toList();
    }

    /** The declarations of a kind that are in force and the user's, not the prelude's. */
    private <T extends Snippet> Stream<T> own(Class<T> kind) {
        return evaluator.snippets().stream()
                .filter(snippet -> kind.isInstance(snippet) && !(snippet instanceof ImportSnippet))
                .map(kind::cast);
    }
}
