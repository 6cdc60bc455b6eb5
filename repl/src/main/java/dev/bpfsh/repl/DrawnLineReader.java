// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;

/** A reader that draws what is typed with what stands around it, as often as anybody can see it. */
abstract class DrawnLineReader extends MenuLineReader {
    static final String CONTINUATION = "  ...> ";

    private static final Size USUAL = new Size(80, 24);
    private static final int MOST_ROWS_SHOWN = 2_000;
    private static final long PAUSE_NANOS = 50_000_000L;
    /** So much longer than drawing takes it is not drawn again while keys wait. */
    private static final int DRAWING_SHARE = 4;

    /** What is typed cannot be taken back. */
    final boolean paper;

    private Surroundings surroundings = Surroundings.NONE;
    private long drawn;
    private long pause;
    private boolean undrawn;
    private boolean ending;
    private boolean whole;

    DrawnLineReader(Terminal terminal, String name) throws IOException {
        super(terminal, name);
        paper = Teletype.is(terminal);
    }

    /** Says what stands around the line while it is typed. */
    void surroundedBy(Surroundings around) {
        surroundings = around;
    }

    /**
     * As JLine's, with what stands around the line, which is not part of it: it is there while the line is typed and
     * goes with its end. While keys come faster than lines can be drawn, most are not drawn.
     */
    @Override
    protected void redisplay(boolean flush) {
        lock.lock();
        Supplier<AttributedString> menu = post;
        AttributedString only = prompt;
        try {
            long begun = System.nanoTime();
            undrawn = flush && menu == null && state == State.NORMAL && begun - drawn < pause && moreKeys();
            if (undrawn || whole) {
                return;
            }
            if (size.getRows() <= 0 || size.getColumns() <= 0) {
                // A serial line does not know what is at its other end.
                size.copy(USUAL);
            }
            if (!(display instanceof Erasable)) {
                // A new one of JLine's own, which nothing has been drawn with.
                display = newDisplay();
            }
            if (display instanceof Teletype teletype) {
                String search = post == null || post.get() == null ? "" : post.get() + " ";
                teletype.draw(search + prompt, CONTINUATION, buf);
            } else {
                if (menu == null && state == State.NORMAL && !ending) {
                    surround();
                }
                super.redisplay(flush);
            }
            drawn = System.nanoTime();
            pause = Math.max(PAUSE_NANOS, DRAWING_SHARE * (drawn - begun));
        } finally {
            post = menu;
            prompt = only;
            lock.unlock();
        }
    }

    private Display newDisplay() {
        return paper
                ? new Teletype(terminal, size.getRows(), size.getColumns(), !takesWholeLines)
                : new DrawnRows(terminal, size.getRows(), size.getColumns());
    }

    private void surround() {
        int rows = size.getRows() - rowsOfEntry();
        List<String> below = rows > 1 ? surroundings.below(size.getColumns(), size.getRows()) : List.of();
        List<String> above =
                surroundings.above(size.getColumns(), Math.min(rows - below.size() - 1, size.getRows() / 2));
        if (!above.isEmpty()) {
            prompt =
                    AttributedString.join(AttributedString.NEWLINE, Surroundings.cut(above, size.getColumns()), prompt);
        }
        if (!below.isEmpty()) {
            AttributedString lines = Surroundings.cut(below, size.getColumns());
            post = () -> lines;
        }
    }

    /** At least as many as the entry takes. */
    private int rowsOfEntry() {
        int width = Math.max(1, size.getColumns() - CONTINUATION.length() - 2);
        int rows = 1 + buf.length() / width;
        for (int i = 0; i < buf.length(); i++) {
            rows += buf.atChar(i) == '\n' ? 1 : 0;
        }
        return rows;
    }

    /** Draws the line and what is around it anew, if one is being typed. */
    void refresh() {
        lock.lock();
        try {
            if (reading && !paper) {
                redisplay(false);
                terminal.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Draws what was left out while keys came. */
    void drawNow() {
        if (undrawn) {
            redisplay(false);
            terminal.flush();
        }
    }

    /** Draws all of it in a terminal that something else has had. */
    void drawAnew() {
        display = newDisplay();
        redisplay(false);
        terminal.flush();
    }

    /** Whether the entry is over, and drawn for the last time. */
    boolean ending() {
        return ending;
    }

    @Override
    protected void cleanup() {
        ending = true;
        try {
            whole = state == State.DONE && showWhole();
            super.cleanup();
        } finally {
            ending = false;
            whole = false;
        }
    }

    /** Whoever sends whole lines has ended this one on the screen too. */
    @Override
    protected void doCleanup(boolean newLine) {
        super.doCleanup(newLine && !takesWholeLines);
    }

    /** Shows an entry that does not fit the screen, of which only a part was seen, so that it can be scrolled to. */
    private boolean showWhole() {
        int rows = rowsOfEntry();
        if (paper || rows < size.getRows() || rows > MOST_ROWS_SHOWN) {
            return false;
        }
        post = null;
        display.update(List.of(), 0, false);
        getDisplayedBufferWithPrompts(new ArrayList<>()).print(terminal);
        return true;
    }

    /** Erases what is drawn, in a terminal that now has that many columns, and leaves the cursor where it began. */
    void erase(int columns) {
        if (display instanceof Erasable drawn) {
            drawn.erase(columns);
        }
    }
}
