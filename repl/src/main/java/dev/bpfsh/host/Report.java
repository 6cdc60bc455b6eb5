// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.kernel.Feature;
import dev.bpfsh.kernel.Printable;
import dev.bpfsh.view.Cell;
import dev.bpfsh.view.EventTable;
import dev.bpfsh.view.FeaturesView;
import dev.bpfsh.view.Histogram;
import dev.bpfsh.view.IpAddress;
import dev.bpfsh.view.Json;
import dev.bpfsh.view.LiveTable;
import dev.bpfsh.view.OneLine;
import dev.bpfsh.view.Rates;
import dev.bpfsh.view.Style;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How scripts show what they have found, for a person or for another program; no import is needed there. */
public final class Report {
    private static final int STANDARD_OUTPUT = 1;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static volatile Second now = new Second(0, "");

    /** A second since the epoch, and what {@link #time} says in it. */
    private record Second(long number, String text) {}

    private Report() {}

    /**
     * A table that grows by a row for each event, on standard output.
     *
     * <pre>{@code
     * var options = tool("mine", "Shows what is mine.").parse()
     * var table = table(options).text("TIME", 8).number("PID", 7).text("FILENAME")
     * table.row(time(), pid(), "/bin/true")
     * }</pre>
     *
     * @param options say whether it is to be JSON
     */
    public static EventTable table(Options options) {
        return new EventTable(options.json(), () -> Style.of(STANDARD_OUTPUT), Output::background);
    }

    /**
     * A value of a row that is one text in a table, and has parts with names of their own in JSON.
     *
     * <pre>{@code
     * var table = table(options).text("TIME", 8).text("EXIT")
     * table.row(time(), cell("3, after 12 ms", "exit_code", 3, "duration_ms", 12))
     * }</pre>
     *
     * @param parts names and values in turn
     */
    public static Cell cell(String text, Object... parts) {
        return Cell.of(text, parts);
    }

    /**
     * A table that is shown again and again with other rows, on standard output.
     *
     * <pre>{@code
     * var live = liveTable(options).text("CALL", 16).number("COUNT", 10)
     * every(seconds(1), () -> live.show(List.of(List.of("read", 12), List.of("write", 30))))
     * }</pre>
     *
     * @param options say whether it is to be JSON
     */
    public static LiveTable liveTable(Options options) {
        return liveTable(options.json());
    }

    /**
     * As {@link #liveTable(Options)} for a person: at the prompt it stays above the line that is being typed.
     *
     * <pre>{@code
     * var live = liveTable().text("CALL", 16).number("COUNT", 10)
     * every(seconds(1), () -> live.show(List.of(List.of("read", 12), List.of("write", 30))))
     * }</pre>
     */
    public static LiveTable liveTable() {
        return liveTable(false);
    }

    private static LiveTable liveTable(boolean json) {
        return new LiveTable(json, () -> Style.of(STANDARD_OUTPUT), Output::direct, Output::background, Output::live);
    }

    /**
     * Counts by powers of two as bars.
     *
     * <pre>{@code histogram("usecs", new long[] {0, 4, 12, 3})}</pre>
     *
     * @param slots slot 0 counts 0 and 1, slot {@code i} what is at least 2^i and less than 2^(i+1)
     */
    public static Histogram histogram(String unit, long[] slots) {
        return Histogram.of(unit, slots);
    }

    /**
     * Shows counts by powers of two on standard output, as bars or as a JSON object.
     *
     * <pre>{@code histogram(options, "usecs", new long[] {0, 4, 12, 3})}</pre>
     */
    public static void histogram(Options options, String unit, long[] slots) {
        show(options, Map.of(), histogram(unit, slots));
    }

    /**
     * As {@link #histogram(Options, String, long[])}, of one of several, whose name is shown with it.
     *
     * <pre>{@code histogram(options, "disk = sda", "usecs", new long[] {0, 4, 12, 3})}</pre>
     */
    public static void histogram(Options options, String name, String unit, long[] slots) {
        show(options, Map.of("name", name), histogram(unit, slots));
    }

    private static void show(Options options, Map<String, String> title, Histogram histogram) {
        var facts = new LinkedHashMap<String, Object>(title);
        facts.putAll(histogram.facts());
        var lines = new ArrayList<String>();
        title.values().forEach(name -> lines.add(Printable.of(name)));
        lines.addAll(histogram.lines(Style.of(STANDARD_OUTPUT)));
        Output.printed(options.json() ? Json.line(facts) : String.join("\n", lines));
    }

    /**
     * A value as JSON, on one line.
     *
     * <pre>{@code json(progs())}</pre>
     */
    public static String json(Object value) {
        return Json.line(value);
    }

    /**
     * An address of IPv4 or IPv6 as text, such as {@code 127.0.0.1} and {@code ::1}.
     *
     * <pre>{@code ip(new byte[] {127, 0, 0, 1})}</pre>
     *
     * @param bytes 4, or 16, in the order of the network; of 16, those behind {@code ::ffff:} are one of IPv4
     * @throws IllegalArgumentException if it is neither a {@code byte[]} nor a list of numbers, or they are neither 4 nor 16
     */
    public static String ip(Object bytes) {
        if (bytes instanceof byte[] array) {
            return IpAddress.text(array);
        } else if (bytes instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return IpAddress.text(list.stream().map(Number.class::cast).toList());
        }
        throw new IllegalArgumentException(
                "ip(" + OneLine.of(bytes) + "): it takes bytes, such as __u8 address[16] is; a number has no order");
    }

    /**
     * How fast totals grow, for live tables.
     *
     * <pre>{@code
     * var rates = rates()
     * rates.of("packets", 1_000)
     * }</pre>
     */
    public static Rates rates() {
        return new Rates();
    }

    /**
     * Writes lines to standard output, in a terminal as much of each as fits its width.
     *
     * <pre>{@code print(List.of("one", "two"))}</pre>
     */
    public static void print(List<String> lines) {
        var style = Style.of(STANDARD_OUTPUT);
        Output.printed(lines.stream().map(style::cut).collect(Collectors.joining("\n")));
    }

    /**
     * The time of the day here, as tables begin with: {@code 12:34:56}.
     *
     * <pre>{@code time()}</pre>
     */
    public static String time() {
        long second = System.currentTimeMillis() / 1_000;
        var known = now;
        if (known.number != second) {
            known = new Second(second, LocalTime.now().format(TIME));
            now = known;
        }
        return known.text;
    }

    /**
     * Shows features on standard output, in words or as JSON, an object a line.
     *
     * <pre>{@code features(options, features())}</pre>
     */
    public static void features(Options options, List<Feature> features) {
        var lines = options.json()
                ? features.stream().map(Json::line).toList()
                : FeaturesView.lines(features, Style.of(STANDARD_OUTPUT));
        Output.printed(String.join("\n", lines) + "\n");
    }
}
