// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A table that is shown again and again with other rows: in the same place of a terminal, as much as fits it; block
 * after block elsewhere; as JSON objects, a line each, for other programs.
 *
 * <pre>{@code
 * var live = liveTable(options).text("PROTOCOL", 10).number("PACKETS", 10);
 * every(seconds(1), () -> live.show(rows()));
 * }</pre>
 */
public final class LiveTable {
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_ALL = "\u001b[2J";

    private final TableLayout layout = new TableLayout();
    private final boolean json;
    private final Supplier<Style> style;
    private final BooleanSupplier inPlace;
    private final Consumer<String> lines;
    private final BiConsumer<Object, String> blocks;
    private boolean shown;

    /**
     * A table without columns, of which each state is printed below the one before where the screen is not its alone.
     *
     * @param json whether rows are JSON objects
     * @param style asked each time
     * @param inPlace whether the screen is this table's alone
     * @param lines where whole lines go
     */
    public LiveTable(boolean json, Supplier<Style> style, BooleanSupplier inPlace, Consumer<String> lines) {
        this(json, style, inPlace, lines, null);
    }

    /**
     * A table without columns, of which somebody else replaces one state by the next.
     *
     * @param json whether rows are JSON objects
     * @param style asked each time
     * @param inPlace whether the screen is this table's alone
     * @param lines where whole lines go
     * @param blocks takes the table (first) and what it looks like now (second) where a screen is shared with others
     */
    public LiveTable(
            boolean json,
            Supplier<Style> style,
            BooleanSupplier inPlace,
            Consumer<String> lines,
            BiConsumer<Object, String> blocks) {
        this.blocks = blocks;
        this.json = json;
        this.style = style;
        this.inPlace = inPlace;
        this.lines = lines;
    }

    /** Adds a column of text; what is longer is cut in a terminal. */
    public LiveTable text(String name, int width) {
        return add(new Column(name, width, false));
    }

    /** Adds a column of text that takes the rest of the line. */
    public LiveTable text(String name) {
        return add(new Column(name, Column.REST, false));
    }

    /** Adds a column of numbers, aligned to the right; they are never cut. */
    public LiveTable number(String name, int width) {
        return add(new Column(name, width, true));
    }

    private synchronized LiveTable add(Column column) {
        layout.add(column);
        return this;
    }

    /**
     * Shows these rows, the most important first: a terminal may have no room for the last.
     *
     * @throws IllegalArgumentException if a row has more or fewer values than there are columns
     */
    public synchronized void show(List<? extends List<?>> rows) {
        if (json) {
            rows.forEach(row -> lines.accept(Json.line(layout.byKey(row)) + "\n"));
            return;
        }
        var now = style.get();
        if (now.bounded() && inPlace.getAsBoolean()) {
            redraw(rows, now);
        } else if (now.bounded() && blocks != null) {
            blocks.accept(this, String.join("\n", block(rows, now)) + "\n");
        } else {
            lines.accept((shown ? "\n" : "") + String.join("\n", block(rows, now)) + "\n");
        }
        shown = true;
    }

    private void redraw(List<? extends List<?>> rows, Style now) {
        // The names of the columns, and the line where the cursor rests.
        int room = Math.max(1, now.height() - 2);
        var text = new StringBuilder(shown ? HOME : HOME + CLEAR_ALL);
        block(rows.subList(0, Math.min(room, rows.size())), now)
                .forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
        lines.accept(text.append(CLEAR_BELOW).toString());
    }

    private List<String> block(List<? extends List<?>> rows, Style now) {
        var block = new ArrayList<String>();
        block.add(layout.header(now));
        rows.forEach(row -> block.add(layout.line(row, now)));
        return block;
    }
}
