// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.compile.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clang writes to standard error, cut into diagnostics. Source: "Formatting of Diagnostics" of the Clang
 * Compiler User's Manual.
 *
 * @param files gives the caller's name for a file's name in clang's output
 */
record ClangOutput(UnaryOperator<String> files) {
    private static final Pattern PLACED =
            Pattern.compile("(\\S.*?):(\\d+):(?:(\\d+):)? (fatal error|error|warning|note|remark): (.*)");
    private static final Pattern UNPLACED =
            Pattern.compile("(?:(?:clang|llvm)[^:\\s]*: |LLVM )?(fatal error|error|warning|ERROR|note): (.*)");
    private static final Pattern CARET = Pattern.compile("\\s*[~^][~^ ]*");
    /** From version 17 on clang puts the line's number and a bar before what it quotes. */
    private static final Pattern NUMBERED = Pattern.compile("^ *\\d* \\| ?");

    private static final Pattern NO_NEWS = Pattern.compile(
            "In file included from .*|(?:\\d+ (?:warning|error)s?(?: and )?)+ generated\\.|.*\\[-Wunused-command-line-argument]|"
                    + ".*: note: could not determine the original source location for .*");

    List<Diagnostic> parse(String output) {
        var found = new ArrayList<Diagnostic>();
        var lines = output.lines().toList();
        int i = 0;
        while (i < lines.size()) {
            var head = head(lines.get(i++));
            if (head == null) {
                continue;
            }
            int end = i;
            while (end < lines.size() && head(lines.get(end)) == null && !isNoNews(lines.get(end))) {
                end++;
            }
            found.add(quoting(head, lines.subList(i, end)));
            i = end;
        }
        return found;
    }

    private static boolean isNoNews(String line) {
        return NO_NEWS.matcher(line).matches();
    }

    private Diagnostic head(String line) {
        if (isNoNews(line)) {
            return null;
        }
        Matcher placed = PLACED.matcher(line);
        if (placed.matches()) {
            int column = placed.group(3) == null ? 0 : number(placed.group(3));
            return new Diagnostic(
                    files.apply(placed.group(1)),
                    number(placed.group(2)),
                    column,
                    severity(placed.group(4)),
                    placed.group(5),
                    "",
                    "");
        }
        Matcher unplaced = UNPLACED.matcher(line);
        return unplaced.matches()
                ? new Diagnostic("", 0, 0, severity(unplaced.group(1)), unplaced.group(2), "", "")
                : null;
    }

    private static int number(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }

    private static Severity severity(String word) {
        return switch (word) {
            case "warning" -> Severity.WARNING;
            case "note", "remark" -> Severity.NOTE;
            default -> Severity.ERROR;
        };
    }

    /** With the quoted line, if the next line marks a place in it; what is offered in exchange comes further down. */
    private static Diagnostic quoting(Diagnostic head, List<String> below) {
        if (below.size() < 2) {
            return head;
        }
        var source = NUMBERED.matcher(below.get(0)).replaceFirst("");
        var caret = NUMBERED.matcher(below.get(1)).replaceFirst("");
        return CARET.matcher(caret).matches()
                ? new Diagnostic(
                        head.file(), head.line(), head.column(), head.severity(), head.message(), source, caret)
                : head;
    }
}
