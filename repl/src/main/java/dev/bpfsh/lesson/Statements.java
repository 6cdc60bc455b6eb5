// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.lesson;

import java.util.ArrayList;
import java.util.List;

/** Java cut into statements, so that each can be run although one before it has failed. */
final class Statements {
    private Statements() {}

    /** The statements of a text: each ends in a line that ends so, with all of its brackets closed. */
    static List<String> of(String java) {
        var statements = new ArrayList<String>();
        var begun = new StringBuilder();
        for (var line : java.lines().toList()) {
            begun.append(line).append('\n');
            var end = line.stripTrailing();
            if ((end.endsWith(";") || end.endsWith("}")) && depth(begun) <= 0) {
                statements.add(begun.toString().strip());
                begun.setLength(0);
            }
        }
        statements.add(begun.toString().strip());
        statements.removeIf(String::isEmpty);
        return statements;
    }

    private static long depth(CharSequence text) {
        return count(text, "([{") - count(text, ")]}");
    }

    private static long count(CharSequence text, String brackets) {
        return text.chars().filter(c -> brackets.indexOf(c) >= 0).count();
    }
}
