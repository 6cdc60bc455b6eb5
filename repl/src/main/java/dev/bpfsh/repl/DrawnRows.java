// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/**
 * JLine's picture of the rows that it has drawn, which also tells where they begin after the terminal was given another
 * width and has broken the lines anew, as most do.
 */
final class DrawnRows extends Display {
    private List<AttributedString> drawn = List.of();
    private int cursor;

    DrawnRows(Terminal terminal, int rows, int columns) {
        super(terminal, false);
        resize(rows, columns);
    }

    @Override
    public void update(List<AttributedString> rows, int cursorPosition, boolean flush) {
        super.update(rows, cursorPosition, flush);
        drawn = rows;
        cursor = Math.max(0, cursorPosition);
    }

    /** How many rows above the cursor the first of them is in a terminal of that width. */
    int aboveCursor(int columns) {
        // JLine counts one column more than there are, for a cursor that waits behind the last.
        int row = Math.min(cursor / (this.columns + 1), drawn.size());
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
