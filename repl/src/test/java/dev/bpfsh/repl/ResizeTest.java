// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A terminal that leaves each row where it is when it is given another size, as xterm and the console do. */
@Timeout(180)
class ResizeTest extends TypedSession {
    @Override
    String prelude() {
        return "import java.time.*; import static dev.bpfsh.host.Lifetime.*;";
    }

    @Test
    void leavesNothingBehindAndTakesNothingAway() throws Exception {
        screen.enter("var timer = every(Duration.ofHours(1), () -> {})").awaitEnd("\nbpfsh>\n1 timer");
        String line = "\"a line that takes two rows here, three where it is narrower, and one in a wide one";
        screen.type(line).awaitEnd("wide one\n1 timer");
        for (int width : new int[] {60, 100, 41, 80}) {
            screen.resize(width, 24);
            StringBuilder rows = new StringBuilder("ends it");
            String all = "bpfsh> " + line;
            for (int from = 0; from < all.length(); from += width) {
                rows.append('\n')
                        .append(all.substring(from, Math.min(all.length(), from + width))
                                .stripTrailing());
            }
            screen.awaitEnd(rows + "\n1 timer");
        }
        screen.type("\".length()\r").await("==> " + (line.length() - 1) + "\n").awaitEnd("\nbpfsh>\n1 timer");
    }
}
