// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Timer;
import dev.bpfsh.host.TraceTail;
import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.EventTail;
import dev.bpfsh.view.Style;
import dev.bpfsh.view.Width;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes on in the background, in one line: {@code minimal attached · 1.2k ev/s · 0 lost}. There is none as long as
 * nothing is attached, read or repeated: what is open only waits.
 */
final class StatusLine {
    private static final int MOST_OBJECTS = 3;

    private Map<AutoCloseable, Long> counts = new HashMap<>();
    private long since;

    /**
     * Looks anew; the rate is that since it looked last.
     *
     * @param alive all that is
     * @param nanos the time
     * @param style how wide it may be, and of what characters
     * @return the line without its end; empty for none
     */
    String look(List<AutoCloseable> alive, long nanos, Style style) {
        List<String> objects = List.of();
        List<String> parts = new ArrayList<>();
        Map<AutoCloseable, Long> now = new HashMap<>();
        Lost lost = new Lost(false, 0, 0);
        int timers = 0;
        boolean traced = false;
        boolean active = false;
        for (AutoCloseable each : alive) {
            if (each instanceof TraceTail tail) {
                traced = true;
                now.put(tail, tail.count());
                lost = lost.and(true, tail.lost(), 0);
            } else if (each instanceof EventTail tail) {
                now.put(tail, tail.count());
                var losses = tail.losses();
                lost = lost.and(losses.counted().isPresent(), losses.counted().orElse(0), losses.timesFull());
            } else if (each instanceof Timer) {
                timers++;
            } else if (each instanceof BpfLink link) {
                active |= link.attached();
            }
        }
        active |= timers > 0 || !now.isEmpty();
        if (active) {
            objects = objects(alive);
            if (traced) {
                parts.add("trace");
            }
            if (timers > 0) {
                parts.add(timers == 1 ? "1 timer" : timers + " timers");
            }
            if (!now.isEmpty()) {
                parts.add(rate(now, nanos) + " ev/s");
                parts.addAll(lost.parts());
            }
        }
        counts = now;
        since = nanos;
        int shown = Math.min(objects.size(), MOST_OBJECTS);
        while (shown > 0 && Width.of(line(objects, shown, parts, style)) > style.width()) {
            // How many events come and are lost is worth more than one more name.
            shown--;
        }
        return style.cut(line(objects, shown, parts, style));
    }

    private static String line(List<String> objects, int shown, List<String> parts, Style style) {
        int more = objects.size() - shown;
        return Stream.of(
                        objects.stream().limit(shown),
                        more == 0 ? Stream.<String>empty() : Stream.of("+" + more + " more"),
                        parts.stream())
                .flatMap(each -> each)
                .collect(Collectors.joining(style.unicode() ? " \u00b7 " : " | "));
    }

    /**
     * What events were lost.
     *
     * @param known whether anybody counts them
     * @param full how often a buffer was full that nobody counts for
     */
    private record Lost(boolean known, long count, long full) {
        Lost and(boolean counted, long more, long timesFull) {
            return new Lost(known | counted, count + more, full + (counted ? 0 : timesFull));
        }

        List<String> parts() {
            List<String> parts = new ArrayList<>();
            if (known) {
                parts.add(compact(count) + " lost");
            }
            if (full > 0) {
                parts.add("full " + (full == 1 ? "once" : compact(full) + " times"));
            }
            return parts;
        }
    }

    private static List<String> objects(List<AutoCloseable> alive) {
        return alive.stream()
                .filter(BpfObject.class::isInstance)
                .map(BpfObject.class::cast)
                .filter(object -> object.state() != BpfObject.State.CLOSED)
                .map(object -> PlainText.harmless(object.name()) + " " + state(object))
                .toList();
    }

    private static String state(BpfObject object) {
        long attached = object.links().stream().filter(BpfLink::attached).count();
        return attached == 0
                ? object.state().name().toLowerCase(Locale.ROOT)
                : attached == 1 ? "attached" : "attached (" + attached + ")";
    }

    private String rate(Map<AutoCloseable, Long> now, long nanos) {
        long events = now.entrySet().stream()
                .mapToLong(entry -> entry.getValue() - counts.getOrDefault(entry.getKey(), entry.getValue()))
                .sum();
        return compact(Math.round(events * 1e9 / Math.max(1, nanos - since)));
    }

    /** Three digits at most: {@code 999}, {@code 1.2k}, {@code 35k}, {@code 1.2M}. */
    static String compact(long number) {
        String units = "kMGT";
        double value = number;
        int unit = -1;
        while (value >= 999.5 && unit + 1 < units.length()) {
            value /= 1000;
            unit++;
        }
        String digits = unit >= 0 && value < 9.95
                ? String.format(Locale.ROOT, "%.1f", value)
                : Long.toString(Math.round(value));
        return unit < 0 ? digits : digits + units.charAt(unit);
    }
}
