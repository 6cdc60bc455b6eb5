// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Import;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** The commands that show what the session holds, with the names and the meaning of jshell's. */
final class ListCommands {
    private static final int WIDEST_VALUE = 100;
    private static final String WHICH = "[-all | -start | NAME | ID...]";
    private static final String OPTIONS = """
            NAME and ID show those alone; 3-5 are the ids 3 to 5.
            -all also shows what failed, was replaced or dropped, and what the session began with; -start only that.""";

    private static final Offer OPTIONS_FIRST =
            Offer.words(Selection.ALL, Selection.START).first();

    private final Evaluator evaluator;
    private final Selection selection;

    ListCommands(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.selection = new Selection(evaluator);
    }

    /** {@code /list /vars /methods /types /imports}. */
    List<Command> commands() {
        return Stream.of(
                        new Command(
                                        "/list",
                                        WHICH,
                                        "shows what you entered and is in force, with its ids\n"
                                                + OPTIONS
                                                + "\nWhat did not work is marked with !, what is in force no more with -."
                                                + "\nA frame such as f(#3:1) of a stack trace is line 1 of snippet 3.",
                                        selection.names(Snippet.class).and(OPTIONS_FIRST),
                                        this::list)
                                .example("/list 3-5 minimal", "the snippets 3, 4, 5 and the one that declares minimal")
                                .example("/list -all | grep attach", "all that has to do with attach"),
                        command(
                                        "/vars",
                                        "shows the variables with their types and values",
                                        VarSnippet.class,
                                        this::variable)
                                .example("/vars minimal", "one of them"),
                        command("/methods", "shows the methods you declared", MethodSnippet.class, this::method),
                        command(
                                "/types",
                                "shows the classes, records, enums and interfaces you declared",
                                TypeDeclSnippet.class,
                                this::type),
                        new Command(
                                "/imports",
                                "",
                                "shows the imports, with those that the session began with",
                                Offer.NOTHING,
                                argument -> Import.in(evaluator.jshell()).stream()
                                        .map(Import::toString)
                                        .collect(Collectors.joining("\n"))))
                .map(command -> command.in(Command.Group.SNIPPETS))
                .toList();
    }

    private <T extends DeclarationSnippet> Command command(
            String name, String summary, Class<T> kind, Function<T, String> text) {
        return new Command(
                name, WHICH, summary + "\n" + OPTIONS, selection.names(kind).and(OPTIONS_FIRST), argument -> {
                    List<T> chosen = chosen(argument).stream()
                            .filter(kind::isInstance)
                            .map(kind::cast)
                            .toList();
                    if (chosen.isEmpty() && !argument.isEmpty() && !argument.startsWith("-")) {
                        throw new Command.Wrong("none of the " + name.substring(1) + ": " + argument);
                    }
                    return chosen.stream()
                            .map(snippet -> "  " + text.apply(snippet)
                                    + (selection.isActive(snippet) ? "" : "   (not in force)"))
                            .collect(Collectors.joining("\n"));
                });
    }

    private List<? extends Snippet> chosen(String argument) throws Command.Wrong {
        return switch (argument) {
            case "" ->
                selection.entered().stream()
                        .filter(entry -> entry.worked() && selection.isActive(entry.snippet()))
                        .map(entry -> entry.snippet())
                        .toList();
            case Selection.ALL -> selection.all();
            case Selection.START -> selection.startup();
            default -> selection.of(known(argument));
        };
    }

    private static String known(String argument) throws Command.Wrong {
        if (argument.startsWith("-")) {
            throw new Command.Wrong("no option " + argument.split("\\s")[0] + ": there are -all and -start");
        }
        return argument;
    }

    private String list(String argument) throws Command.Wrong {
        return chosen(argument).stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(Snippet snippet) {
        String mark = !selection.worked(snippet) ? "!" : selection.isActive(snippet) ? ":" : "-";
        String head = String.format(Locale.ROOT, "%4s %s ", snippet.id(), mark);
        return head + selection.source(snippet).replace("\n", "\n" + " ".repeat(head.length()));
    }

    private String variable(VarSnippet variable) {
        String declared = Import.shortened(variable.typeName(), Import.in(evaluator.jshell())) + " " + variable.name();
        if (!selection.isActive(variable)) {
            return declared;
        }
        Optional<Object> value = evaluator.declarations().value(variable.name());
        String text = evaluator
                .call(() -> value.map(ValueText::of).orElse("null"))
                .map(all -> all.lines().findFirst().orElse(""))
                .orElse("(its text was stopped)");
        return declared + " = " + (text.length() > WIDEST_VALUE ? text.substring(0, WIDEST_VALUE) + "..." : text);
    }

    private String method(MethodSnippet method) {
        String signature = method.signature();
        int end = signature.lastIndexOf(')');
        return signature.substring(end + 1) + " " + method.name() + signature.substring(0, end + 1);
    }

    private String type(TypeDeclSnippet type) {
        return switch (type.subKind()) {
                    case INTERFACE_SUBKIND -> "interface ";
                    case ENUM_SUBKIND -> "enum ";
                    case ANNOTATION_TYPE_SUBKIND -> "@interface ";
                    case RECORD_SUBKIND -> "record ";
                    default -> "class ";
                }
                + type.name();
    }
}
