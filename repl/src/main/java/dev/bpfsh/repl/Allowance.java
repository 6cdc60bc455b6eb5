// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jline.utils.AttributedString;

/**
 * How much background text may appear: one screenful a second, so that a person can read it and the terminal keeps up.
 * What exceeds it is counted, and the count is shown.
 */
final class Allowance {
    private static final long SECOND = 1_000_000_000L;

    private final IntSupplier rows;
    private final IntSupplier columns;
    private final LongSupplier nanoTime;

    private long since;
    private int spent;
    private long held;

    /**
     * @param rows rows that may be filled in a second, asked anew each time because terminals are resized
     * @param columns the width of a row
     * @param nanoTime the clock
     */
    Allowance(IntSupplier rows, IntSupplier columns, LongSupplier nanoTime) {
        this.rows = rows;
        this.columns = columns;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong() - SECOND;
    }

    /** The lines of {@code text} that may appear now, made harmless, each ended; empty when all are held back. */
    synchronized String admit(String text) {
        StringBuilder out = new StringBuilder(overdue());
        text.lines().forEach(line -> {
            if (!admit(line, out)) {
                held++;
            }
        });
        return out.toString();
    }

    /** The note about what was held back, once its second is over; else empty. */
    synchronized String overdue() {
        long now = nanoTime.getAsLong();
        if (now - since < SECOND) {
            return "";
        }
        since = now;
        spent = 0;
        if (held == 0) {
            return "";
        }
        String note = "... " + held + (held == 1 ? " more line" : " more lines") + " held back\n";
        held = 0;
        spent = 1;
        return note;
    }

    /** True while lines are held back that no note has told of yet. */
    synchronized boolean holding() {
        return held > 0;
    }

    private boolean admit(String line, StringBuilder out) {
        int limit = Math.max(1, rows.getAsInt());
        if (spent >= limit) {
            return false;
        }
        int width = Math.max(1, columns.getAsInt());
        int most = limit * width;
        // Cut before measuring: a line may be 100 MB long.
        String shown = line.length() > most ? cut(line, most) : line;
        shown = PlainText.harmless(shown);
        int needed = 1 + Math.max(0, AttributedString.fromAnsi(shown).columnLength() - 1) / width;
        if (spent > 1 && spent + needed > limit) {
            // The rest of this second is closed, else short lines would overtake this one.
            spent = limit;
            return false;
        }
        spent += needed;
        out.append(shown).append('\n');
        return true;
    }

    private static String cut(String line, int most) {
        int kept = Math.max(0, most - 40);
        return line.substring(0, kept) + "... (" + (line.length() - kept) + " more characters)";
    }
}
