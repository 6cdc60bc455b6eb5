// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.kernel.Printable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text of any origin for a terminal: line ends, tabs and colours pass, other controls are shown, not sent. */
final class PlainText {
    private static final String RESET = "\u001b[0m";
    private static final Pattern PASSES = Pattern.compile("\r?\n|\t|(\u001b\\[[0-9;:]{0,40}m)");

    private PlainText() {}

    /**
     * {@code text} with every control character but those visible, as {@link Printable} writes them. A line that sets a
     * colour ends by resetting it, so that it cannot colour what follows.
     */
    static String harmless(String text) {
        Matcher passing = PASSES.matcher(text);
        StringBuilder out = new StringBuilder(text.length() + 16);
        boolean coloured = false;
        int from = 0;
        while (passing.find()) {
            out.append(Printable.of(text.substring(from, passing.start())));
            boolean colour = passing.group(1) != null;
            if (coloured && !colour && !passing.group().equals("\t")) {
                out.append(RESET);
                coloured = false;
            }
            coloured |= colour;
            out.append(passing.group());
            from = passing.end();
        }
        out.append(Printable.of(text.substring(from)));
        return coloured ? out.append(RESET).toString() : out.toString();
    }
}
