// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Imports;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/** What would help a line that is typed: the import of a type that nobody knows yet, a variable for what it gives. */
public final class Offers {
    private static final Pattern TYPE = Pattern.compile("(?<![\\w.$\"])[A-Z][\\w$]*");
    /** What is opened by its name is called so. */
    private static final Pattern OPENED = Pattern.compile("(?:open|skeleton)\\(\"([A-Za-z_]\\w*)\"\\)");

    private static final int MOST_TYPES = 10;
    private static final int LONGEST = 20_000;

    private final Evaluator evaluator;

    /**
     * What is offered: either imports or a variable.
     *
     * @param imports full names of a type that is unknown, the likeliest first
     * @param variable what to put in front of the line; empty for nothing
     */
    public record Offer(List<String> imports, String variable) {
        static final Offer NONE = new Offer(List.of(), "");
    }

    /** For a session. */
    public Offers(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** What is offered for a text; nothing of it is evaluated. */
    public Offer of(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            return Offer.NONE;
        }
        var imports = imports(text);
        return imports.isEmpty() ? new Offer(List.of(), variable(text)) : new Offer(imports, "");
    }

    /** For the first type of the text that is unknown and that can be imported. */
    private List<String> imports(String text) {
        var ends = TYPE.matcher(text)
                .results()
                .limit(MOST_TYPES)
                .filter(found -> Place.of(text, found.end()).kind() == Place.Kind.CODE)
                .map(found -> found.end())
                .toList();
        return evaluator.ask(shell -> {
            for (int end : ends) {
                var found = shell.sourceCodeAnalysis().listQualifiedNames(text.substring(0, end), end);
                if (!found.isResolvable() && !found.getNames().isEmpty()) {
                    return found.getNames().stream()
                            .sorted(Imports.LIKELIEST_FIRST)
                            .toList();
                }
            }
            return List.of();
        });
    }

    private String variable(String text) {
        var expression = text.strip().replaceFirst(";+$", "");
        var type = evaluator.ask(shell -> shell.sourceCodeAnalysis().analyzeType(expression, expression.length()));
        if (type == null || type.equals("void") || type.equals("null")) {
            return "";
        }
        Set<String> taken = new LinkedHashSet<>();
        evaluator.ask(shell -> {
            shell.variables().forEach(each -> taken.add(each.name()));
            return null;
        });
        var opened = OPENED.matcher(expression);
        return "var " + (opened.matches() ? free(opened.group(1), taken) : name(type, taken)) + " = ";
    }

    /** A name for something of a type: {@code BpfObject} is an object, a {@code List<BpfLink>} is links. */
    static String name(String type, Set<String> taken) {
        var name =
                switch (type) {
                    case "int", "long", "short", "byte", "Integer", "Long", "Short", "Byte" -> "number";
                    case "double", "float", "Double", "Float" -> "value";
                    case "boolean", "Boolean" -> "flag";
                    case "char", "Character" -> "letter";
                    case "String" -> "text";
                    default -> ofClass(type);
                };
        return free(name, taken);
    }

    private static String free(String name, Set<String> taken) {
        var free = name;
        for (int i = 2; taken.contains(free) || SourceVersion.isKeyword(free); i++) {
            free = name + i;
        }
        return free;
    }

    private static String ofClass(String type) {
        if (type.endsWith("[]")) {
            return plural(name(type.substring(0, type.length() - 2), Set.of()));
        }
        var plain = Signature.withoutGenerics(type);
        int open = type.indexOf('<');
        var arguments = open > 0 ? Signature.split(type.substring(open + 1, type.length() - 1)) : List.<String>of();
        if (arguments.size() == 1 && plain.matches(".*(List|Set|Collection|Stream|Iterable|Queue|Deque)")) {
            return plural(name(arguments.get(0).replaceFirst("^\\? (extends|super) ", ""), Set.of()));
        }
        var simple = plain.substring(plain.lastIndexOf('.') + 1).replaceFirst("^Bpf(?=[A-Z])", "");
        // Of BTF and of URLConnection the capitals at the beginning are one word.
        int capitals = 0;
        while (capitals < simple.length() && Character.isUpperCase(simple.charAt(capitals))) {
            capitals++;
        }
        boolean nextWord = capitals < simple.length() && Character.isLowerCase(simple.charAt(capitals));
        int small = nextWord ? Math.max(1, capitals - 1) : capitals;
        var name = simple.substring(0, small).toLowerCase(Locale.ROOT) + simple.substring(small);
        return SourceVersion.isIdentifier(name) ? name : "value";
    }

    private static String plural(String name) {
        return name.endsWith("s") ? name : name + "s";
    }
}
