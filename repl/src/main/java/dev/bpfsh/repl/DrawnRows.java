// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.List;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's picture of the rows that it has drawn, which also tells where they begin after the terminal was given another
 * width. Most then break the lines anew; others leave the rows as they are.
 */
final class DrawnRows extends Display implements Erasable {
    private final boolean breaksAnew;
    private List<AttributedString> drawn = List.of();
    private int cursor;

    DrawnRows(Terminal terminal, int rows, int columns) {
        super(terminal, false);
        breaksAnew = breaksAnew(terminal.getType(), System.getenv());
        resize(rows, columns);
    }

    @Override
    public void update(List<AttributedString> rows, int cursorPosition, boolean flush) {
        super.update(rows, cursorPosition, flush);
        drawn = rows;
        cursor = Math.max(0, cursorPosition);
    }

    @Override
    public void erase(int columns) {
        int above = aboveCursor(columns);
        terminal.puts(Capability.carriage_return);
        if (above > 0) {
            terminal.puts(Capability.parm_up_cursor, above);
        }
        terminal.puts(Capability.clr_eos);
    }

    /**
     * Whether a terminal breaks lines anew. It cannot be asked, as the answer would come late and as keys; so all do, but
     * for those that are known not to: the console, xterm itself, and PuTTY, which says that it is one.
     */
    static boolean breaksAnew(String type, Map<String, String> environment) {
        if (environment.containsKey("TMUX")) {
            return true;
        }
        boolean xterm = type.equals("xterm") || type.startsWith("xterm-") && environment.containsKey("XTERM_VERSION");
        return !xterm && !type.equals("linux") && !type.startsWith("vt");
    }

    /** How many rows above the cursor the first of them is in a terminal of that width. */
    int aboveCursor(int columns) {
        // JLine counts one column more than there are, for a cursor that waits behind the last.
        int row = Math.min(cursor / (this.columns + 1), drawn.size());
        if (!breaksAnew) {
            return row;
        }
        int above = 0;
        int length = 0;
        for (int i = 0; i < row; i++) {
            length += drawn.get(i).columnLength();
            if (drawn.get(i).toString().endsWith("\n")) {
                // The line end has counted for one less than nothing.
                above += Math.max(0, length) / columns + 1;
                length = 0;
            }
        }
        return above + (length + cursor % (this.columns + 1)) / columns;
    }
}
