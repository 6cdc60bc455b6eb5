// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.EventBuffer;
import dev.bpfsh.loader.EventTail;
import dev.bpfsh.view.BarChart;
import dev.bpfsh.view.Chart;
import dev.bpfsh.view.EventListing;
import dev.bpfsh.view.EventTable;
import dev.bpfsh.view.Histogram;
import dev.bpfsh.view.Histograms;
import dev.bpfsh.view.Linear;
import dev.bpfsh.view.Row;
import dev.bpfsh.view.Series;
import dev.bpfsh.view.Sparkline;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Tables;
import dev.bpfsh.view.Views;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How values are looked at, at the prompt and in scripts: no import is needed there. */
public final class Values {
    private static final int STANDARD_OUTPUT = 1;
    private static final int KEPT = 600;

    private Values() {}

    /**
     * Shows all of a value: at the prompt in a pager where it is larger than the screen ({@code q} leaves, {@code /}
     * searches), in a script on standard output.
     *
     * <pre>{@code show(btf("task_struct"))}</pre>
     */
    public static void show(Object value) {
        Output.whole(Views.all(value, Style.of(STANDARD_OUTPUT)), value instanceof CharSequence);
    }

    /**
     * Has values of a type shown in another way, alone and in tables and lists, from now on. The most specific type
     * that a value has wins: its class, then its interfaces, then the class above.
     *
     * <pre>{@code
     * record Point(int x, int y) {}
     * view(Point.class, p -> "(" + p.x() + ", " + p.y() + ")")
     * view(Point.class, p -> row("x", p.x(), "length", Math.hypot(p.x(), p.y())))
     * new Point(3, 4)
     * }</pre>
     *
     * @param view gives a text, a {@link #row}, or another value that is shown instead; null takes the view away. What it
     *     throws is shown beside the value's own text
     */
    public static <T> void view(Class<T> type, Function<? super T, ?> view) {
        if (view == null) {
            Views.forget(type);
        } else {
            Views.register(type, view);
        }
    }

    /**
     * What there is to say of a value, by names: a list of these is a table.
     *
     * <pre>{@code row("pid", pid(), "cpus", Runtime.getRuntime().availableProcessors())}</pre>
     *
     * @param namesAndValues in turn
     */
    public static Row row(Object... namesAndValues) {
        return Row.of(namesAndValues);
    }

    /**
     * Some columns of many values: of records, structs, maps, objects.
     *
     * <pre>{@code table(progs(), "id", "name", "runs")}</pre>
     *
     * @param columns their names, in order; where there are none, all
     * @throws IllegalArgumentException if a value has not such a column
     */
    public static List<Row> table(Iterable<?> values, String... columns) {
        return Tables.rows(values, List.of(columns));
    }

    /**
     * Shows events as they come, a row each, in the background, until the tail or the buffer is closed.
     *
     * <pre>{@code
     * bootstrap.attach()
     * var tail = table(bootstrap.ringBuffer("events", "event"), "pid", "comm", "filename")
     * }</pre>
     *
     * @param columns their names, in order; where there are none, all
     * @return what ends it
     * @throws IllegalArgumentException if an event has not such a column
     * @throws dev.bpfsh.libbpf.BpfException if there are several types that an event may have
     */
    public static EventTail table(EventBuffer<?> events, String... columns) {
        var table = new EventTable(false, () -> Style.of(STANDARD_OUTPUT), Output::background);
        var listing = new EventListing(table, Report::time, List.of(columns), events.members());
        return events.tail(listing::add);
    }

    /**
     * The histograms that a BPF program keeps in a map: the key is a slot (or a struct that ends with it), or the value
     * has an array of slots. Slot 0 counts 0 and 1, slot {@code i} what is at least 2^i and less than 2^(i+1); counts of
     * all CPUs are added.
     *
     * <pre>{@code
     * counts.putAll(Map.of(1, 3, 4, 12, 5, 2))
     * hist(counts)
     * }</pre>
     *
     * @throws IllegalArgumentException if there are no counts in it
     */
    public static Histograms hist(BpfMap map) {
        return Histograms.of(map);
    }

    /**
     * A histogram of the keys of a map, whose values say how often there was each.
     *
     * <pre>{@code
     * counts.putAll(Map.of(60, 3, 540, 12, 1400, 2))
     * hist(counts, linear(0, 1500, 100))
     * }</pre>
     *
     * @throws IllegalArgumentException if its keys are no numbers, or its values no counts
     */
    public static Histograms hist(BpfMap map, Linear ranges) {
        return Histograms.of(map, ranges);
    }

    /**
     * A histogram of values by powers of two.
     *
     * <pre>{@code hist(progs().stream().map(ProgramInfo::translatedSize).toList())}</pre>
     */
    public static Histogram hist(Collection<? extends Number> values) {
        return Histogram.ofValues("value", values);
    }

    /**
     * A histogram of values in ranges of one width.
     *
     * <pre>{@code hist(List.of(3, 14, 15, 92), linear(0, 100, 10))}</pre>
     */
    public static Histogram hist(Collection<? extends Number> values, Linear ranges) {
        return Histogram.linear(
                "value",
                ranges,
                values.stream()
                        .map(value -> Map.entry((long) Math.floor(value.doubleValue()), 1L))
                        .toList());
    }

    /**
     * As {@link #hist(Collection)}.
     *
     * <pre>{@code hist(new long[] {3, 14, 15, 92})}</pre>
     */
    public static Histogram hist(long[] values) {
        return hist(Arrays.stream(values).boxed().toList());
    }

    /**
     * As {@link #hist(Collection, Linear)}.
     *
     * <pre>{@code hist(new long[] {3, 14, 15, 92}, linear(0, 100, 10))}</pre>
     */
    public static Histogram hist(long[] values, Linear ranges) {
        return hist(Arrays.stream(values).boxed().toList(), ranges);
    }

    /**
     * Ranges of one width for {@link #hist(Collection, Linear)}.
     *
     * <pre>{@code linear(0, 100, 10)}</pre>
     *
     * @param from where the first begins
     * @param to where the last ends
     * @param step how wide each is
     * @throws IllegalArgumentException if they are no ranges, or more than a thousand
     */
    public static Linear linear(long from, long to, long step) {
        return new Linear(from, to, step);
    }

    /**
     * Numbers as columns beside a scale, the newest to the right.
     *
     * <pre>{@code chart(List.of(1, 4, 9, 16, 25))}</pre>
     */
    public static Chart chart(Collection<? extends Number> numbers) {
        return Chart.of("", numbers);
    }

    /**
     * The numbers that a series has now, as {@link #chart(Collection)}.
     *
     * <pre>{@code chart(series("load").add(1).add(4))}</pre>
     */
    public static Chart chart(Series series) {
        return new Chart(series.name(), series.numbers());
    }

    /**
     * Numbers by names as bars, in the order of the map.
     *
     * <pre>{@code chart(Map.of("read", 12, "write", 30))}</pre>
     */
    public static BarChart chart(Map<?, ? extends Number> numbers) {
        return BarChart.of(numbers);
    }

    /**
     * The numbers in a map by their keys as bars, the largest first; those of all CPUs are added.
     *
     * <pre>{@code
     * counts.putAll(Map.of(1, 3, 4, 12, 5, 2))
     * chart(counts)
     * }</pre>
     *
     * @throws IllegalArgumentException if its values are no numbers
     */
    public static BarChart chart(BpfMap map) {
        return BarChart.of(map);
    }

    /**
     * Numbers in a row, a letter each.
     *
     * <pre>{@code sparkline(List.of(1, 4, 9, 16, 25))}</pre>
     */
    public static Sparkline sparkline(Collection<? extends Number> numbers) {
        return Sparkline.of(numbers);
    }

    /**
     * A number over time, of which the last 600 are kept.
     *
     * <pre>{@code
     * var load = series("load")
     * every(seconds(1), () -> load.add(Math.random()))
     * chart(load)
     * }</pre>
     */
    public static Series series(String name) {
        return new Series(name, KEPT);
    }
}
