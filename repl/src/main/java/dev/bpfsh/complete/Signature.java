// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A method, constructor, type or variable as JShell words it: {@code BpfMap BpfObject.map(String map)}.
 *
 * @param text all of it
 * @param head what comes before the parameters: {@code BpfMap BpfObject.map}
 * @param parameters with their names: {@code String map}; empty also where it is no method
 * @param tail what comes behind the parameters: {@code  throws IOException}
 * @param callable whether it has parameters at all
 */
public record Signature(String text, String head, List<String> parameters, String tail, boolean callable) {
    private static final Pattern OF_SNIPPETS = Pattern.compile("REPL\\.\\$JShell\\$\\w+\\$");
    private static final Pattern PACKAGE = Pattern.compile("\\b[a-z]\\w*\\.(?=\\w)");
    private static final Pattern NESTED = Pattern.compile("(?<=\\w)\\$(?=\\w)");
    private static final Pattern COMMA = Pattern.compile(",(?=\\S)");

    /** What JShell says, made short: {@code minimal:dev.bpfsh.loader.BpfObject} is {@code BpfObject minimal}. */
    static Signature of(String jshells) {
        int colon = jshells.indexOf(':');
        return parse(shortType(colon < 0 ? jshells : jshells.substring(colon + 1) + " " + jshells.substring(0, colon)));
    }

    /** Of a variable its type, of a method what it gives; of a type itself. */
    String type() {
        int space = head.lastIndexOf(' ');
        return space < 0 ? head : head.substring(0, space);
    }

    static Signature parse(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 0 || close < open) {
            return new Signature(text, text, List.of(), "", false);
        }
        return new Signature(
                text, text.substring(0, open), split(text.substring(open + 1, close)), text.substring(close + 1), true);
    }

    /** Whether so many arguments, the one at the cursor included, can be meant for this one. */
    boolean takes(int arguments) {
        return arguments <= parameters.size()
                || !parameters.isEmpty()
                        && parameters.get(parameters.size() - 1).contains("...");
    }

    /** What the {@link DocIndex} knows it by, without a package. */
    String key() {
        var owner = withoutPackage(lastWord(withoutGenerics(head)));
        return callable
                ? parameters.stream()
                        .map(parameter -> simple(withoutName(parameter)))
                        .collect(Collectors.joining(",", owner + "(", ")"))
                : owner;
    }

    /** A type's own name: {@code Map.Entry<K, V>[]} is {@code Entry[]}. */
    static String simple(String type) {
        var name = lastWord(withoutGenerics(type).strip());
        int end = 0;
        while (end < name.length() && (Character.isJavaIdentifierPart(name.charAt(end)) || name.charAt(end) == '.')) {
            end++;
        }
        boolean many = name.endsWith("...");
        var plain = many ? name.substring(0, name.length() - 3) : name.substring(0, end);
        return plain.substring(plain.lastIndexOf('.') + 1) + (many ? "..." : name.substring(end));
    }

    /** Of a name with dots what follows the package, whose names have small letters. */
    static String withoutPackage(String name) {
        int at = 0;
        for (int dot = name.indexOf('.'); dot > 0 && Character.isLowerCase(name.charAt(at)); ) {
            at = dot + 1;
            dot = name.indexOf('.', at);
        }
        return name.substring(at);
    }

    private static String withoutName(String parameter) {
        int space = parameter.lastIndexOf(' ');
        return space < 0 ? parameter : parameter.substring(0, space);
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }

    static String withoutGenerics(String text) {
        var plain = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += c == '<' ? 1 : 0;
            if (depth == 0) {
                plain.append(c);
            }
            depth -= c == '>' && depth > 0 ? 1 : 0;
        }
        return plain.toString();
    }

    /** The parts between commas that stand in no brackets. */
    static List<String> split(String list) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(from, i).strip());
                from = i + 1;
            }
        }
        if (!list.isBlank()) {
            parts.add(list.substring(from).strip());
        }
        return parts;
    }

    /** A type's name without packages: {@code java.util.Map<java.lang.String, T>} is {@code Map<String, T>}. */
    static String shortType(String type) {
        // Most types have nothing of it.
        boolean nested = type.indexOf('$') >= 0;
        var plain = nested ? OF_SNIPPETS.matcher(type).replaceAll("") : type;
        plain = plain.indexOf('.') < 0 ? plain : PACKAGE.matcher(plain).replaceAll("");
        plain = nested ? NESTED.matcher(plain).replaceAll(".") : plain;
        return plain.indexOf(',') < 0 ? plain : COMMA.matcher(plain).replaceAll(", ");
    }
}
