// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A table that grows by a row for each event: its columns are fitted to the terminal's width, and left alone in a file
 * or a pipe. For other programs each row is a JSON object on a line. Any thread may add rows.
 *
 * <pre>{@code
 * var table = table(options).text("TIME", 8).number("PID", 7).text("FILENAME");
 * table.row(time(), 4711, "/bin/true");
 * }</pre>
 */
public final class EventTable {
    /** The names themselves, the prompt and a line being typed. */
    private static final int ABOVE = 4;

    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final TableLayout layout = new TableLayout();
    private final boolean json;
    private final Supplier<Style> style;
    private final Consumer<String> lines;
    private boolean begun;
    private int passed;
    private Style known;
    private long asked;

    /**
     * A table without columns.
     *
     * @param json whether rows are JSON objects
     * @param style asked now and then, because a terminal's size changes
     * @param lines where whole lines go
     */
    public EventTable(boolean json, Supplier<Style> style, Consumer<String> lines) {
        this.json = json;
        this.style = style;
        this.lines = lines;
    }

    /** Adds a column of text; what is longer is cut in a terminal. */
    public EventTable text(String name, int width) {
        return add(new Column(name, width, false));
    }

    /** Adds a column of text that takes the rest of the line. */
    public EventTable text(String name) {
        return add(new Column(name, Column.REST, false));
    }

    /** Adds a column of numbers, aligned to the right; they are never cut. */
    public EventTable number(String name, int width) {
        return add(new Column(name, width, true));
    }

    private synchronized EventTable add(Column column) {
        if (begun) {
            throw new IllegalStateException("column " + column.name() + " comes too late: the table has begun");
        }
        layout.add(column);
        return this;
    }

    /** Shows the names of the columns now, where there may be no row for a while. */
    public synchronized EventTable begin() {
        if (!begun && !json) {
            var now = style();
            lines.accept(layout.header(now) + "\n");
            Table.note(layout.leftOut(now), now).ifPresent(note -> lines.accept(note + "\n"));
        }
        begun = true;
        return this;
    }

    /**
     * Adds a row, a value for each column. In JSON the columns' names are in lower case, and null is null.
     *
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    public synchronized void row(Object... values) {
        begin();
        var row = Arrays.asList(values);
        lines.accept((json ? Json.line(layout.byKey(row)) : layout.line(row, style())) + "\n");
    }

    /** Shows the names of the columns again once a screenful of rows has passed: they are out of sight. */
    synchronized void rowUnderNames(Object... values) {
        var now = style();
        if (begun && !json && now.bounded() && passed >= Math.max(1, now.height() - ABOVE)) {
            lines.accept(layout.header(now) + "\n");
            passed = 0;
        }
        row(values);
        passed++;
    }

    // To ask is a call into the kernel, which costs as much as the rest of a row.
    private Style style() {
        long now = System.nanoTime();
        if (known == null || now - asked > ASK_AGAIN_NANOS) {
            known = style.get();
            asked = now;
        }
        return known;
    }
}
