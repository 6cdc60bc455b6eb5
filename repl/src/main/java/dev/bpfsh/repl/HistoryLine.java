// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An entry as the history's file has it: the time in milliseconds, a colon, and the entry with its line ends and
 * backslashes escaped, as JLine writes it.
 */
record HistoryLine(Instant time, String entry) {
    /** The entries of a text; what is none is left out, and what a terminal would obey is escaped. */
    static List<HistoryLine> of(String text) {
        return text.lines().map(HistoryLine::one).flatMap(Optional::stream).toList();
    }

    private static Optional<HistoryLine> one(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || colon > 15 || !line.substring(0, colon).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        return unescaped(line.substring(colon + 1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> new HistoryLine(
                        Instant.ofEpochMilli(Long.parseLong(line.substring(0, colon))), SourceText.of(entry)));
    }

    /** Empty for what was cut in the middle of an escape, or never was text. */
    private static Optional<String> unescaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0' || c == '\ufffd' || c == '\\' && i + 1 == text.length()) {
                return Optional.empty();
            }
            if (c == '\\') {
                char escaped = text.charAt(++i);
                out.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                out.append(c);
            }
        }
        return Optional.of(out.toString());
    }

    /** The line, without its end. */
    String text() {
        return time.toEpochMilli() + ":"
                + entry.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }
}
