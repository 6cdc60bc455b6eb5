// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.view.OneLine;

/** Text of bounded length for a terminal, whatever it is of. */
final class ValueText {
    private static final int LONGEST = 4_000;
    private static final int MOST_LINES = 200;

    private ValueText() {}

    /** The text of {@code value}, harmless to a terminal, at most some 4,000 characters; never throws. */
    static String of(Object value) {
        return bounded(OneLine.of(value));
    }

    /** {@code text} harmless and cut to a bounded length and number of lines, saying what was left out. */
    static String bounded(String text) {
        int end = Math.min(text.length(), LONGEST + 100);
        int lines = 0;
        for (int at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) {
            if (++lines == MOST_LINES) {
                end = at + 1;
            }
        }
        if (end == text.length()) {
            return PlainText.harmless(text);
        }
        return PlainText.harmless(text.substring(0, end)) + "... (" + (text.length() - end) + " more characters)";
    }
}
