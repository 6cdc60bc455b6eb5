// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes events of what reads of trace_pipe bring. An event is a line with a header and the lines without one that
 * follow it, as a message may hold line breaks. The kernel hands out whole events, but a read may end within one. For
 * one thread.
 */
final class TraceParser {
    /** The kernel cuts an event at a page or two; whoever sends more without an end is cut here. */
    static final int LONGEST = 8 << 10;

    private static final Pattern LOST = Pattern.compile("CPU:\\d+ \\[LOST (?:(\\d{1,18}) )?EVENTS]");
    private static final int LONGEST_LOST = 64;

    private byte[] data = new byte[0];
    private boolean skipping;
    private long lost;

    /** The events that are complete now, of these bytes and what the last call left over. */
    List<TraceLine> feed(byte[] bytes, int length) {
        join(bytes, length);
        var events = new ArrayList<TraceLine>();
        int event = skipping ? afterLine(0) : 0;
        if (event < 0) {
            data = new byte[0];
            return events;
        }
        skipping = false;
        int line = event;
        for (int next = afterLine(line); next >= 0; next = afterLine(line)) {
            if (line > event && startsEvent(line)) {
                finish(event, line, events);
                event = line;
            }
            line = next;
        }
        if (line < data.length && startsEvent(line)) {
            finish(event, line, events);
            event = line;
        }
        boolean torn = line < data.length;
        skipping = torn && data.length - event > LONGEST;
        if (!torn || skipping) {
            finish(event, data.length, events);
            event = data.length;
        }
        data = Arrays.copyOfRange(data, event, data.length);
        return events;
    }

    /** How many events the kernel says it overwrote before they were read; one at least where it does not say. */
    long lost() {
        return lost;
    }

    private void join(byte[] bytes, int length) {
        int before = data.length;
        data = Arrays.copyOf(data, before + length);
        System.arraycopy(bytes, 0, data, before, length);
    }

    /** Where the next line starts, negative if this one has no end yet. A line break in a task's name ends no line. */
    private int afterLine(int from) {
        int next = afterBreak(from);
        boolean inName = next >= 0 && next - from <= TraceHeader.TASK_COLUMN && !hasHeader(next) && hasHeader(from);
        return inName ? afterBreak(from + TraceHeader.TASK_COLUMN) : next;
    }

    private int afterBreak(int from) {
        for (int at = from; at < data.length; at++) {
            if (data[at] == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private boolean startsEvent(int line) {
        return hasHeader(line) || data[line] == 'C' && isLost(line, Math.min(data.length, line + LONGEST_LOST));
    }

    private boolean hasHeader(int line) {
        return TraceHeader.read(data, line, data.length).isPresent();
    }

    private boolean isLost(int from, int to) {
        return LOST.matcher(new String(data, from, to - from, ISO_8859_1)).lookingAt();
    }

    private void finish(int from, int to, List<TraceLine> events) {
        int end = to;
        while (end > from && data[end - 1] == '\n') {
            end--;
        }
        var event = TraceLine.parse(data, from, Math.min(end, from + LONGEST));
        if (event.isPresent()) {
            events.add(event.get());
            return;
        }
        new String(data, from, end - from, UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && !countLost(line))
                .map(TraceLine::withoutHeader)
                .forEach(events::add);
    }

    private boolean countLost(String line) {
        var matcher = LOST.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        lost += matcher.group(1) == null ? 1 : Long.parseLong(matcher.group(1));
        return true;
    }
}
