// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** Turns what the compiler says about a unit into {@link Problem}s at their place in the whole text. */
final class Diagnostics {
    /** Of what was compiled without an error, and without code. */
    static final String NO_CODE = "the compiler made no code of this: an error of its own, which it has told above";

    /** What javac 25 stumbles over are types that have no name, as that of {@code List.of(1, "two")}. */
    static final String NO_CODE_HINT =
            "declare a variable with a type that has a name, such as List<Object>, not with var";

    private static final Pattern TOKEN = Pattern.compile("\\w+|\\S");

    private Diagnostics() {}

    /** The errors of a rejected or unresolved snippet, never an empty list. */
    static List<Problem> of(JShell shell, Snippet snippet, Splitter.Unit unit, String file, String source) {
        // `int x, y;` is one unit and two snippets; each has the positions of its own text.
        int base = unit.offset() + Math.max(0, unit.text().indexOf(snippet.source()));
        Suggestions suggestions = new Suggestions(shell);
        List<Problem> problems = new ArrayList<>();
        for (Diag diag : errors(shell, snippet)) {
            problems.add(problem(diag, snippet.source(), base, file, source, suggestions));
        }
        if (problems.isEmpty() && snippet instanceof DeclarationSnippet declaration) {
            // Of what can be declared later JShell keeps only names such as `method f(int)`, not their places.
            shell.unresolvedDependencies(declaration).forEach(missing -> {
                Matcher name = named(missing).matcher(snippet.source());
                boolean found = name.find();
                int start = found ? name.start() : 0;
                int end = found ? name.end() : snippet.source().length();
                String hint = suggestions.missing(missing, snippet.source(), start);
                String message = "cannot find " + missing;
                problems.add(Problem.at(file, source, base + start, base + end, message, hint, message));
            });
        }
        if (problems.isEmpty()) {
            problems.add(Problem.at(file, source, base, base + snippet.source().length(), "cannot be evaluated"));
        }
        return problems;
    }

    /** What may have been meant by what a declaration misses, empty where there is no telling. */
    static List<String> hints(JShell shell, DeclarationSnippet declaration) {
        Suggestions suggestions = new Suggestions(shell);
        return shell.unresolvedDependencies(declaration)
                .map(missing -> {
                    Matcher name = named(missing).matcher(declaration.source());
                    return suggestions.missing(missing, declaration.source(), name.find() ? name.start() : 0);
                })
                .filter(hint -> !hint.isEmpty())
                .toList();
    }

    private static Pattern named(String missing) {
        return Pattern.compile("\\b" + missing.replaceFirst("^\\w+ (\\w+).*", "$1") + "\\b");
    }

    /** Without those that only follow from one before: a text that cannot be parsed has one error. */
    private static List<Diag> errors(JShell shell, Snippet snippet) {
        List<Diag> errors = shell.diagnostics(snippet).filter(Diag::isError).toList();
        if (errors.size() > 1 && CompilerWords.ofSyntax(errors.get(0).getCode())) {
            return errors.subList(0, 1);
        }
        // JShell makes a method of a statement, and where that cannot end it misses a return too.
        List<Diag> own = errors.stream()
                .filter(diag -> !CompilerWords.key(diag.getCode()).equals("missing.ret.stmt"))
                .toList();
        return own.isEmpty() ? errors : own;
    }

    private static Problem problem(
            Diag diag, String snippet, int base, String file, String source, Suggestions suggestions) {
        boolean placed = diag.getPosition() != Diag.NOPOS;
        int start = within(snippet, placed ? diag.getStartPosition() : 0);
        int end = Math.max(start, within(snippet, placed ? diag.getEndPosition() : 0));
        int at = within(snippet, placed ? diag.getPosition() : 0);
        String words = diag.getMessage(Locale.ROOT);
        String message = CompilerWords.of(diag.getCode(), words, token(snippet, at));
        String hint = suggestions.hint(CompilerWords.key(diag.getCode()), words, snippet, start, at, end);
        // Of a member that is not there its name is wrong, not what stands before.
        boolean member = CompilerWords.key(diag.getCode()).startsWith("cant.")
                && at > start
                && at < end
                && snippet.charAt(at) == '.';
        return Problem.at(file, source, base + (member ? at + 1 : start), base + end, message, hint, words);
    }

    private static int within(String text, long position) {
        return (int) Math.max(0, Math.min(position, text.length()));
    }

    private static String token(String text, int at) {
        Matcher token = TOKEN.matcher(text);
        return token.find(at) ? token.group() : "";
    }

    /** A line for the prompt in a text that is not typed there. */
    static Problem command(Splitter.Unit unit, String file, String source) {
        int end = unit.offset() + unit.text().length();
        return Problem.at(file, source, unit.offset(), end, "commands work at the prompt only");
    }

    /** The compiler failed by itself. */
    static Problem noCode(Splitter.Unit unit, String file, String source) {
        return Problem.at(file, source, unit.offset(), unit.offset() + 1, NO_CODE, NO_CODE_HINT, NO_CODE);
    }

    /** What is wrong with a unit as a whole. */
    static Problem whole(Splitter.Unit unit, String file, String source, String message) {
        return Problem.at(file, source, unit.offset(), unit.offset() + 1, message);
    }
}
