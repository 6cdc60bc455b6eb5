// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A number over time: the newest are kept and drawn. Any thread may add.
 *
 * <pre>{@code
 * var calls = series("calls/s");
 * every(seconds(1), () -> calls.add(rates.of("calls", total())));
 * calls          // a line
 * chart(calls)   // a picture
 * }</pre>
 */
public final class Series {
    private static final int LONGEST_NAME = 30;

    private final String name;
    private final int most;
    private final ArrayDeque<Double> numbers = new ArrayDeque<>();

    /**
     * One without numbers.
     *
     * @param most how many are kept
     */
    public Series(String name, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("series " + name + ": it must keep one number at least, not " + most);
        }
        this.name = name;
        this.most = most;
    }

    /** Adds a number, and forgets the oldest if there are too many. */
    public synchronized Series add(Number number) {
        if (numbers.size() == most) {
            numbers.removeFirst();
        }
        numbers.addLast(number.doubleValue());
        return this;
    }

    /** What it is of. */
    public String name() {
        return name;
    }

    /** The numbers that are kept, the newest last. */
    public synchronized List<Double> numbers() {
        return List.copyOf(numbers);
    }

    /** The newest number, if there is any. */
    public synchronized OptionalDouble last() {
        return numbers.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(numbers.getLast());
    }

    String line(Style style) {
        var kept = numbers();
        var begin = style.bold(style.cut(Text.line(name), LONGEST_NAME)) + "  ";
        var finite = Sparkline.finite(kept);
        if (finite.isEmpty()) {
            return begin + "no numbers yet";
        }
        var end = "  last " + Figures.text(kept.get(kept.size() - 1)) + "  " + Figures.range(finite);
        int room = style.bounded() ? Math.max(1, style.width() - Width.of(begin) - end.length() - 1) : kept.size();
        return begin + style.paint(Role.BAR, new Sparkline(kept).letters(room, style)) + end;
    }

    @Override
    public String toString() {
        return line(Style.terminal(0, 0).whole());
    }
}
