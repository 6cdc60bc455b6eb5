// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the compiler says of an error, made short. The whole is kept in {@link Problem#words}.
 *
 * <p>Codes are those of {@code com.sun.tools.javac.resources.compiler}; what is not known here keeps its own words.
 */
final class CompilerWords {
    private static final int MOST_CANDIDATES = 5;

    private static final Set<String> CLAUSES = Set.of("else", "catch", "finally");

    private static final Pattern PACKAGE = Pattern.compile("(?<![\\w.$])(?:[a-z_]\\w*\\.)+(?=[A-Z])");
    private static final Pattern SESSION = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");
    private static final Pattern EMPTY_LOCATION = Pattern.compile("\\R?\\s*location:\\s*class\\s*(?=\\R|$)");
    private static final Pattern SYMBOL = Pattern.compile(
            "cannot find symbol\\s*symbol:\\s*(\\w+)\\s+(.*?)\\s*(?:location:\\s*(.*))?", Pattern.DOTALL);
    private static final Pattern LOCATION =
            Pattern.compile("(?:variable \\S+ of type|class|interface|enum|record|@interface|package)\\s+(.+)");
    private static final Pattern ARGUMENTS = Pattern.compile(
            "(method|constructor) (.+?) in .*?cannot be applied to given types;"
                    + "\\s*required:\\s*(.*?)\\s*found:\\s*(.*?)\\s*reason:.*",
            Pattern.DOTALL);
    static final Pattern AMBIGUOUS = Pattern.compile(
            "reference to (\\w+) is ambiguous\\s*both \\w+ (?:<.*?>)?(.+?) in \\S+ and \\w+ (?:<.*?>)?(.+?) in \\S+ match",
            Pattern.DOTALL);
    private static final Pattern CANDIDATE = Pattern.compile("(?:method|constructor) (.+?) is not applicable");

    private CompilerWords() {}

    /**
     * The words for an error.
     *
     * @param code the compiler's name of the error, such as {@code compiler.err.expected}
     * @param words what the compiler says in English
     * @param at what stands in the source where the error is
     */
    static String of(String code, String words, String at) {
        String text = plain(words);
        return switch (key(code)) {
            case "cant.resolve", "cant.resolve.location", "cant.resolve.args", "cant.resolve.location.args" ->
                symbol(text);
            case "prob.found.req" -> types(text);
            case "type.found.req" ->
                text.replaceFirst(
                        "unexpected type\\s*required:\\s*reference\\s*found:\\s*", "expected a class, found ");
            case "cant.apply.symbol" -> arguments(text);
            case "cant.apply.symbols" -> candidates(text);
            case "ref.ambiguous" -> AMBIGUOUS.matcher(text).replaceFirst("$1 is ambiguous: $2 and $3 both fit");
            case "unreported.exception.need.to.catch.or.throw" ->
                text.replaceFirst("unreported exception (\\S+);.*", "$1 is neither caught nor declared");
            case "does.not.override.abstract" ->
                text.replaceFirst("<anonymous .*?> is", "the class is")
                        .replaceFirst(
                                " is not abstract and does not override abstract method (.*) in ", " lacks $1 of ");
            case "operator.cant.be.applied.1" ->
                text.replaceFirst(
                        "bad operand types for binary operator ('.*')\\s*first type:\\s*(.*?)\\s*second type:\\s*(.*)",
                        "$1 does not take $2 and $3");
            case "operator.cant.be.applied" ->
                text.replaceFirst("bad operand type (.*) for unary operator ('.*')", "$2 does not take $1");
            case "cant.deref" ->
                text.replaceFirst("(\\w+) cannot be dereferenced", "$1 is no object: it has no members");
            case "report.access" -> text.replaceFirst(" has (private|protected) access in ", " is $1 in ");
            case "non-static.cant.be.ref" ->
                text.contains("variable this") || text.contains("variable super")
                        ? "there is no object here that '" + at + "' could be"
                        : text.replaceFirst("non-static (?:method|variable) (\\S+) cannot.*", "$1 needs an object");
            case "expected", "expected2", "expected3", "expected4" ->
                // A bracket too many ends the expression, and the compiler asks for its end.
                text.startsWith("';'") && (at.equals(")") || at.equals("]")) ? "unexpected " + at : expected(text);
            case "unexpected.type" ->
                text.replaceFirst("unexpected type\\s*required:\\s*(.*?)\\s*found:\\s*", "expected a $1, found a ");
            case "dot.class.expected" -> "not a name: " + at;
            case "unclosed.str.lit" -> "missing closing \"";
            case "unclosed.char.lit" -> "missing closing '";
            case "unclosed.text.block" -> "missing closing \"\"\"";
            case "unclosed.comment" -> "missing closing */";
            case "illegal.start.of.expr", "illegal.start.of.stmt", "illegal.start.of.type" ->
                at.isEmpty() ? "something is missing here" : "unexpected " + at;
            case "illegal.char" -> text.replaceFirst("illegal character: ", "unexpected character ");
            case "premature.eof" -> CLAUSES.contains(at) ? "unexpected " + at : "it ends too early";
            case "int.number.too.large" -> "number too large for int";
            default -> text.replaceFirst("\\s*\\R\\s*\\((.*)\\)$", ": $1");
        };
    }

    /** Whether the compiler only parsed so far: what it says after such an error follows from that. */
    static boolean ofSyntax(String code) {
        String key = key(code);
        return key.startsWith("expected")
                || key.startsWith("illegal.")
                || key.startsWith("unclosed.")
                || key.equals("dot.class.expected")
                || key.equals("premature.eof")
                || key.equals("int.number.too.large");
    }

    /** The compiler's name of an error without what is common to all. */
    static String key(String code) {
        return code == null ? "" : code.replaceFirst("^compiler\\.err\\.", "");
    }

    /** Words without packages of classes and names that JShell made. */
    static String plain(String words) {
        String text = SESSION.matcher(words).replaceAll("");
        text = EMPTY_LOCATION.matcher(text).replaceAll("").strip();
        return PACKAGE.matcher(text)
                .replaceAll("")
                .replace("<nulltype>", "null")
                .replace("<null>", "null");
    }

    private static String symbol(String text) {
        Matcher symbol = SYMBOL.matcher(text);
        if (!symbol.matches()) {
            return text;
        }
        String kind = symbol.group(1);
        String name = symbol.group(2);
        Matcher location = LOCATION.matcher(symbol.group(3) == null ? "" : symbol.group(3));
        return location.matches()
                ? location.group(1).strip() + " has no " + (kind.equals("variable") ? "field" : kind) + " " + name
                : "cannot find " + kind + " " + name;
    }

    private static String types(String text) {
        return text.replaceFirst("(?s).*possible lossy conversion from (\\S+) to (\\S+)", "expected $2, found $1")
                .replaceFirst(
                        "(?s).*bad return type in \\w+ expression\\s+unexpected return value",
                        "nothing is to be returned here")
                .replaceFirst(
                        "(?s).*bad return type in lambda expression\\s+(.+) cannot be converted to (.+)",
                        "the lambda must return $2, not $1")
                .replaceFirst("(?s).*equality constraints: (.*?)\\s+lower bounds: (.*)", "expected $1, found $2")
                .replaceFirst("(?s)incompatible types: (.+) cannot be converted to (.+)", "expected $2, found $1")
                .replaceFirst("incompatible types: (.+ is not a functional interface)", "no place for a lambda: $1");
    }

    private static String arguments(String text) {
        Matcher arguments = ARGUMENTS.matcher(text);
        return arguments.matches()
                ? (arguments.group(1).equals("method") ? "" : "new ") + arguments.group(2) + " takes "
                        + list(arguments.group(3)) + ", not " + list(arguments.group(4))
                : text;
    }

    private static String list(String types) {
        return types.equals("no arguments") ? "()" : "(" + types + ")";
    }

    private static String candidates(String text) {
        String asked = text.lines().findFirst().orElse("").replaceFirst("no suitable \\w+ found for ", "");
        List<String> candidates = CANDIDATE
                .matcher(text)
                .results()
                .map(found -> found.group(1).replaceFirst("^(?:<.*?>)?(?:[\\w$]+\\.)*(?=\\w+\\()", ""))
                .distinct()
                .toList();
        if (candidates.isEmpty()) {
            return text;
        }
        String more =
                candidates.size() > MOST_CANDIDATES ? "\n  ... " + (candidates.size() - MOST_CANDIDATES) + " more" : "";
        return candidates.stream()
                .limit(MOST_CANDIDATES)
                .collect(Collectors.joining("\n  ", "no " + asked + "; there are\n  ", more));
    }

    private static String expected(String text) {
        return text.endsWith(" expected")
                ? "missing "
                        + text.replaceFirst(" expected$", "")
                                .replaceAll("'(\\S+)'", "$1")
                                .replace("<identifier>", "a name")
                : text;
    }
}
