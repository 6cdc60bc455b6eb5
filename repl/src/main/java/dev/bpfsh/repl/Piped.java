// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

/**
 * A line for a command, and what is to become of the command's text: {@code /list | grep open > file}.
 *
 * @param command the command and its argument
 * @param pipeline what the shell is to run, with the text as its standard input; empty where the text is shown
 */
record Piped(String command, String pipeline) {
    /** Cuts a line at the first {@code |}, {@code >} or {@code >>} that stands between blanks and outside of quotes. */
    static Piped of(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if ((c == '|' || c == '>') && i > 0 && Character.isWhitespace(line.charAt(i - 1))) {
                String rest = line.substring(i).strip();
                boolean nowhere = rest.replaceFirst("^(\\||>>?)", "").isBlank();
                String pipeline = c == '|' ? rest.substring(1).strip() : "cat " + rest;
                return new Piped(line.substring(0, i).strip(), nowhere ? "" : pipeline);
            }
        }
        return new Piped(line.strip(), "");
    }
}
