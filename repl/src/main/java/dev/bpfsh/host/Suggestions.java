// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.Near;
import dev.bpfsh.loader.BpfObject;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** What may mend a compile error: the missing import, the name that was meant, a cast. */
final class Suggestions {
    private static final int OFFERED = 3;
    /** Of a shorter name everything is near. */
    private static final int SHORTEST = 2;

    private static final Pattern SYMBOL = Pattern.compile(
            "cannot find symbol\\s*symbol:\\s*(\\w+)\\s+([\\w$]+).*?(location:\\s*\\w+\\s+\\S.*)?", Pattern.DOTALL);
    private static final Pattern MISSING = Pattern.compile("(\\w+) ([\\w$]+)(?:\\(.*\\))?");
    private static final Pattern TYPES = Pattern.compile(
            "(?s).*?(?:conversion from|incompatible types:) (\\S+) (?:to|cannot be converted to) (\\S+)");
    private static final Pattern EXCEPTION = Pattern.compile("unreported exception ([\\w.$]+)");
    private static final Pattern DECLARED =
            Pattern.compile("var\\s+(\\w+)\\s*=\\s*(.+\\))\\.(\\w+\\([^()]*\\))\\s*;?\\s*");
    private static final Set<String> OF_STREAMS =
            Stream.of(Stream.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
    /** Steps of an object, and what it has, which are called on it. */
    private static final Set<String> OF_OBJECTS = Set.of("load", "attach", "bss", "data", "rodata");
    /** The same, which take a name. */
    private static final Set<String> NAMED_OF_OBJECTS =
            Set.of("program", "map", "global", "section", "ringBuffer", "perfBuffer", "userRingBuffer");
    /** The text that a call is given first. */
    private static final Pattern LITERAL_ARGUMENT = Pattern.compile("^\\w+\\s*\\(\\s*(\"[^\"\\\\]*\")");

    private static final Set<String> PRIMITIVES =
            Set.of("byte", "short", "char", "int", "long", "float", "double", "boolean");
    private static final Set<String> PARSED = Set.of("int", "Integer", "long", "Long", "double", "Double");
    private static final Pattern SIMPLE = Pattern.compile("[\\w.$]+(\\([^()]*\\))?|\"[^\"]*\"");

    private final JShell shell;

    Suggestions(JShell shell) {
        this.shell = shell;
    }

    /**
     * What to do about an error; empty where there is no telling.
     *
     * @param key the compiler's name of it, see {@link CompilerWords#key}
     * @param words what the compiler said
     * @param source the text it was in
     * @param start where it begins
     * @param at the place that the compiler means, behind {@code start}: the dot before a member
     * @param end where it ends
     */
    String hint(String key, String words, String source, int start, int at, int end) {
        String wrong = source.substring(start, end);
        return switch (key) {
            case "cant.resolve", "cant.resolve.location", "cant.resolve.args", "cant.resolve.location.args" -> {
                Matcher symbol = SYMBOL.matcher(words);
                yield !symbol.matches()
                        ? ""
                        : at > start && source.charAt(at) == '.'
                                ? member(symbol.group(2), source.substring(0, at + 1))
                                : words.contains("location: package")
                                        ? member(symbol.group(2), source.substring(0, source.lastIndexOf('.', end) + 1))
                                        : name(symbol.group(1), symbol.group(2), source, start);
            }
            case "prob.found.req" -> conversion(words, wrong, at > start && source.charAt(at) == '=');
            case "unreported.exception.need.to.catch.or.throw" -> {
                Matcher exception = EXCEPTION.matcher(words);
                yield exception.find()
                        ? "try { ... } catch (" + CompilerWords.plain(exception.group(1)) + " e) { ... }"
                        : "";
            }
            case "type.found.req" -> PRIMITIVES.contains(wrong) ? boxed(wrong) + " in place of " + wrong : "";
            case "int.number.too.large" -> word(source, start) + "L is a long";
            case "cant.infer.local.var.type" -> words.contains("'void'") ? nothing(source.substring(start)) : "";
            case "unclosed.char.lit" -> "a text stands between double quotes: \"...\"";
            case "dot.class.expected" ->
                SourceVersion.isKeyword(word(source, start)) ? word(source, start) + " is a word of Java" : "";
            case "doesnt.exist" -> packages(words, source);
            case "ref.ambiguous" -> which(words, source.substring(start));
            default -> "";
        };
    }

    /** The same for what JShell would let be declared later, {@code method f(int)} say. */
    String missing(String declaration, String source, int start) {
        Matcher missing = MISSING.matcher(declaration);
        return missing.matches() ? name(missing.group(1), missing.group(2), source, start) : "";
    }

    private String name(String kind, String name, String source, int start) {
        List<String> imports = kind.equals("method") ? List.of() : Imports.of(name);
        if (!imports.isEmpty()) {
            List<String> others = imports.subList(1, Math.min(imports.size(), OFFERED));
            return "import " + imports.get(0) + (others.isEmpty() ? "" : ", or " + String.join(", ", others));
        }
        if (kind.equals("variable")
                && shell.methods().anyMatch(method -> method.name().equals(name))) {
            return name + " is a method: " + name + "(...)";
        }
        if (kind.equals("method")
                && shell.variables().anyMatch(variable -> variable.name().equals(name))) {
            return name + " is a variable: " + name + " without ()";
        }
        if (kind.equals("method") && (OF_OBJECTS.contains(name) || NAMED_OF_OBJECTS.contains(name))) {
            return ofObject(name, source.substring(start));
        }
        Stream<String> ofSession =
                switch (kind) {
                    case "method" -> shell.methods().map(MethodSnippet::name).map(method -> method + "(");
                    case "class" -> shell.types().map(TypeDeclSnippet::name);
                    default -> shell.variables().map(VarSnippet::name);
                };
        boolean calls = kind.equals("method");
        // Behind `new` a class is offered with the parenthesis of its constructor.
        Stream<String> here = completions(source.substring(0, start) + name.charAt(0))
                .map(candidate -> kind.equals("class") ? bare(candidate) : candidate);
        String known = near(
                name,
                Stream.concat(ofSession, here)
                        .filter(candidate -> candidate.contains("(") == calls)
                        .filter(candidate -> !SourceVersion.isKeyword(candidate)));
        return known.isEmpty() && !calls ? notImported(name) : known;
    }

    /** What is called without the object that it is a method of. */
    private String ofObject(String method, String call) {
        Matcher literal = LITERAL_ARGUMENT.matcher(call);
        String text = literal.find() ? literal.group(1) : "";
        boolean named = NAMED_OF_OBJECTS.contains(method);
        String opened = "open(" + (named || text.isEmpty() ? "NAME" : text) + ")";
        String object = shell.variables()
                .filter(variable -> variable.typeName().equals(BpfObject.class.getSimpleName()))
                .map(VarSnippet::name)
                .reduce((first, last) -> last)
                .orElse(opened);
        String arguments = !named ? "" : text.isEmpty() ? "NAME" : text;
        return method + " is asked of an object: " + object + "." + method + "(" + arguments + ")";
    }

    /** Of several methods that take null, one that is meant. */
    private static String which(String words, String call) {
        Matcher ambiguous = CompilerWords.AMBIGUOUS.matcher(CompilerWords.plain(words));
        Matcher parameters = Pattern.compile("\\((.+)\\)").matcher(ambiguous.matches() ? ambiguous.group(2) : "");
        if (!parameters.find() || parameters.group(1).contains(",")) {
            return "";
        }
        String cast = "(" + parameters.group(1) + ") ";
        return call.matches("\\w+\\s*\\(\\s*null\\s*\\).*")
                ? "a cast says which: " + call.replaceFirst("\\(.*", "") + "(" + cast + "null)"
                : "a cast says which: " + cast + "...";
    }

    private static String notImported(String name) {
        return Imports.near(name)
                .map(near -> "did you mean " + near.substring(near.lastIndexOf('.') + 1) + "? import " + near)
                .orElse("");
    }

    private String member(String name, String untilDot) {
        Set<String> members = completions(untilDot).collect(Collectors.toSet());
        return members.contains("stream()") && OF_STREAMS.contains(name)
                ? "stream()." + name + "(...)"
                : near(name, members.stream());
    }

    private String packages(String words, String source) {
        Matcher missing = Pattern.compile("package (?:([\\w.]+)\\.)?(\\w+) does not exist")
                .matcher(words);
        if (!missing.matches()) {
            return "";
        }
        String parent = missing.group(1) == null ? "" : missing.group(1) + ".";
        boolean imported = source.stripLeading().startsWith("import");
        return near(
                        missing.group(2),
                        completions((imported ? "import " : "")
                                        + parent
                                        + (parent.isEmpty() ? missing.group(2).charAt(0) : ""))
                                .map(candidate -> candidate.endsWith(".")
                                        ? candidate.substring(0, candidate.length() - 1)
                                        : candidate))
                .replace("did you mean ", "did you mean " + parent);
    }

    private Stream<String> completions(String before) {
        return shell.sourceCodeAnalysis().completionSuggestions(before, before.length(), new int[1]).stream()
                .map(Suggestion::continuation);
    }

    private static String near(String name, Stream<String> candidates) {
        if (name.length() < SHORTEST) {
            return "";
        }
        // Overloads are one name; a name with and without parentheses is two.
        Set<String> names = candidates.collect(Collectors.toCollection(TreeSet::new));
        List<String> bare = names.stream().map(Suggestions::bare).distinct().toList();
        List<String> near = Near.matches(name, bare, OFFERED).stream()
                .map(match -> names.stream()
                        .filter(each -> bare(each).equals(match))
                        .findFirst()
                        .map(each -> each.endsWith("(") ? each + "...)" : each)
                        .orElse(match))
                .toList();
        return near.isEmpty() ? "" : "did you mean " + String.join(", ", near) + "?";
    }

    private static String bare(String candidate) {
        int parenthesis = candidate.indexOf('(');
        return parenthesis < 0 ? candidate : candidate.substring(0, parenthesis);
    }

    private static String conversion(String words, String wrong, boolean assigned) {
        Matcher types = TYPES.matcher(words);
        if (!types.matches() || wrong.contains("\n")) {
            return "";
        }
        String from = types.group(1).replaceFirst("^java\\.lang\\.", "");
        String to = types.group(2).replaceFirst("^java\\.lang\\.", "");
        if (from.equals("int") && to.equals("boolean")) {
            return assigned ? "= assigns, == compares" : wrong + " != 0";
        } else if (from.equals("String") && !to.equals("String")) {
            return parsed(to, wrong);
        } else if (to.equals("String") && !from.equals("Object")) {
            return PRIMITIVES.contains(from) ? "String.valueOf(" + wrong + ")" : "";
        }
        boolean narrows = words.contains("lossy") || from.equals("Object");
        boolean boxes = PRIMITIVES.contains(from)
                && !from.equals("boolean")
                && Set.of("Long", "Double", "Float").contains(to);
        if (!narrows && !boxes) {
            return "";
        }
        if (boxes && wrong.matches("\\d+")) {
            return wrong + to.charAt(0);
        }
        String target = boxes ? to.toLowerCase(Locale.ROOT) : CompilerWords.plain(to);
        return "(" + target + ") " + (SIMPLE.matcher(wrong).matches() ? wrong : "(" + wrong + ")");
    }

    /** Of what a call gives nothing for, its receiver can be kept. */
    private static String nothing(String declaration) {
        Matcher parts = DECLARED.matcher(declaration);
        return !parts.matches()
                ? "that gives nothing to keep: type it without a variable"
                : "var " + parts.group(1) + " = " + parts.group(2) + "; " + parts.group(1) + "." + parts.group(3);
    }

    private static String parsed(String to, String text) {
        boolean literal = text.startsWith("\"");
        boolean number = text.matches("\"-?\\d+(\\.\\d+)?\"");
        if (literal && PARSED.contains(to)) {
            return number ? text.replace("\"", "") : "";
        }
        return switch (to) {
            case "int", "Integer" -> "Integer.parseInt(" + text + ")";
            case "long", "Long" -> "Long.parseLong(" + text + ")";
            case "double", "Double" -> "Double.parseDouble(" + text + ")";
            case "boolean", "Boolean" -> "Boolean.parseBoolean(" + text + ")";
            case "char" -> text.matches("\"[^\\\\]\"") ? text.replace('"', '\'') : text + ".charAt(0)";
            case "java.nio.file.Path" -> "Path.of(" + text + ")";
            case "java.time.Duration" -> "seconds(1), millis(1), or Duration.parse(" + text + ")";
            default -> "";
        };
    }

    private static String boxed(String primitive) {
        return switch (primitive) {
            case "int" -> "Integer";
            case "char" -> "Character";
            default -> Character.toUpperCase(primitive.charAt(0)) + primitive.substring(1);
        };
    }

    private static String word(String source, int start) {
        Matcher word = Pattern.compile("\\w+").matcher(source);
        return word.find(start) && word.start() == start ? word.group() : "";
    }
}
