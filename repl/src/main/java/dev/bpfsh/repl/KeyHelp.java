// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.view.Style;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code /help keys} says. */
final class KeyHelp {
    /** What it is asked for by; the latter is jshell's word. */
    static final Set<String> NAMES = Set.of("keys", "shortcuts");

    private static final int WIDEST = 16;
    private static final List<List<String>> KEYS = List.of(
            List.of("Enter", "evaluates, or asks for more while something is open"),
            List.of("Alt-Enter", "a new line wherever the cursor is"),
            List.of("Tab", "names and types; again, signatures; again, documentation"),
            List.of("Shift-Tab", "imports the type at the end, or names the expression: var x ="),
            List.of("NAME? NAME??", "what it is; all that it can do"),
            List.of("Up, Down", "the entries that begin with what is typed"),
            List.of("Ctrl-R", "searches all entries, other sessions' too; again, older ones"),
            List.of("Alt-.", "the last argument of the entry before; again, an older one"),
            List.of("Ctrl-X Ctrl-E", "the entry in your editor; /set editor says which"),
            List.of("Ctrl-A, Ctrl-E", "to the begin of the line, to its end"),
            List.of("Alt-B, Alt-F", "a word back, a word on"),
            List.of("Ctrl-W, Ctrl-K", "cuts the word before, the rest of the line; Ctrl-Y pastes it"),
            List.of("Ctrl-_", "undoes what was typed last"),
            List.of("Ctrl-L", "draws the screen anew"),
            List.of("Ctrl-C", "clears the line or stops what runs; again: says where, leaves"),
            List.of("Ctrl-D", "leaves"),
            List.of("Ctrl-Z", "suspends; fg in the shell comes back"));

    private KeyHelp() {}

    static String text(Style style) {
        return KEYS.stream()
                .map(key -> "  " + style.name(key.get(0))
                        + " ".repeat(WIDEST - key.get(0).length()) + key.get(1))
                .collect(Collectors.joining(
                        "\n", "", "\n  keys of your own, and vi's, are those of ~/.inputrc, as readline has them"));
    }
}
