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
    private static final Pattern SYMBOL =
            Pattern.compile("cannot find symbol\\R\\s*symbol:\\s*(.*?)\\s*(?:\\R(.*))?", Pattern.DOTALL);
    private static final Pattern EMPTY_LOCATION = Pattern.compile("\\R?\\s*location:\\s*class\\s*(?=\\R|$)");

    private static final Pattern JAVA_LANG = Pattern.compile("\\bjava\\.lang\\.(?=[A-Z])");

    private Diagnostics() {}

    /** The errors of a rejected or unresolved snippet, never an empty list. */
    static List<Problem> of(JShell shell, Snippet snippet, Splitter.Unit unit, String file, String source) {
        // `int x, y;` is one unit and two snippets; each has the positions of its own text.
        int base = unit.offset() + Math.max(0, unit.text().indexOf(snippet.source()));
        List<Problem> problems = new ArrayList<>();
        shell.diagnostics(snippet).filter(Diag::isError).forEach(diag -> {
            boolean placed = diag.getPosition() != Diag.NOPOS;
            int start = base + (int) (placed ? diag.getStartPosition() : 0);
            int end = base + (int) (placed ? diag.getEndPosition() : 0);
            problems.add(Problem.at(file, source, start, end, message(diag.getMessage(Locale.ROOT))));
        });
        if (problems.isEmpty() && snippet instanceof DeclarationSnippet declaration) {
            // Of what can be declared later JShell keeps only names such as `method f(int)`, not their places.
            shell.unresolvedDependencies(declaration).forEach(missing -> {
                Matcher name = Pattern.compile("\\b" + missing.replaceFirst("^\\w+ (\\w+).*", "$1") + "\\b")
                        .matcher(snippet.source());
                boolean found = name.find();
                int start = base + (found ? name.start() : 0);
                int end = base + (found ? name.end() : snippet.source().length());
                problems.add(Problem.at(file, source, start, end, "cannot find " + missing));
            });
        }
        if (problems.isEmpty()) {
            problems.add(Problem.at(file, source, base, base + snippet.source().length(), "cannot be evaluated"));
        }
        return problems;
    }

    /** A line for the prompt in a text that is not typed there. */
    static Problem command(Splitter.Unit unit, String file, String source) {
        int end = unit.offset() + unit.text().length();
        return Problem.at(file, source, unit.offset(), end, "commands work at the prompt only");
    }

    /** The compiler's words without its own layout and the names of JShell's wrapper classes. */
    static String message(String words) {
        String text = EMPTY_LOCATION.matcher(words).replaceAll("").strip();
        text = JAVA_LANG.matcher(text).replaceAll("");
        Matcher symbol = SYMBOL.matcher(text);
        if (!symbol.matches()) {
            return text;
        }
        String where =
                symbol.group(2) == null ? "" : " (" + symbol.group(2).strip().replaceAll("\\s+", " ") + ")";
        return "cannot find " + symbol.group(1).replaceAll("\\s+", " ") + where;
    }
}
