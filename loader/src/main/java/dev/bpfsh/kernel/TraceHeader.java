// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;

/**
 * What stands before the message, behind the task's name. Read byte by byte and not by a pattern, because a program may
 * print hundreds of thousands of lines a second:
 *
 * <pre>
 * -4242    (   4242) [001] ...1.  1588.782660: message
 *          ^ option record-tgid   ^ trace clocks that count have no fraction
 *                          ^ none with option noirq-info
 * </pre>
 */
final class TraceHeader {
    /** The kernel pads names, which have 15 bytes at most, to this width: so no name can look like a header. */
    static final int TASK_COLUMN = 16;

    private static final int LONGEST_FLAGS = 8;

    private final byte[] bytes;
    private final int to;
    private int at;

    private int tid;
    private int cpu;
    private String flags = "";
    private double timestamp;

    private TraceHeader(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.to = to;
        this.at = from + TASK_COLUMN;
    }

    /**
     * @param from where the task's name begins
     * @return empty where there is none, or not all of it
     */
    static Optional<TraceHeader> read(byte[] bytes, int from, int to) {
        var header = new TraceHeader(bytes, from, to);
        return header.read() ? Optional.of(header) : Optional.empty();
    }

    int tid() {
        return tid;
    }

    int cpu() {
        return cpu;
    }

    String flags() {
        return flags;
    }

    double timestamp() {
        return timestamp;
    }

    /** Where the message begins. */
    int end() {
        return at;
    }

    private boolean read() {
        if (!skip('-')) {
            return false;
        }
        tid = (int) number(9);
        if (tid < 0 || !skipSpaces() || !skipProcess() || !skip('[')) {
            return false;
        }
        cpu = (int) number(9);
        return cpu >= 0 && skip(']') && skipSpaces() && readFlags() && readTimestamp() && skip(':') && skip(' ');
    }

    private boolean skipProcess() {
        if (!skip('(')) {
            return true;
        }
        while (is(' ') || is('-') || isDigit()) {
            at++;
        }
        return skip(')') && skipSpaces();
    }

    private boolean readFlags() {
        if (isDigit()) {
            return true;
        }
        int from = at;
        while (at < to && at - from < LONGEST_FLAGS && bytes[at] > ' ' && bytes[at] != ':') {
            at++;
        }
        flags = new String(bytes, from, at - from, ISO_8859_1);
        return skipSpaces();
    }

    private boolean readTimestamp() {
        long whole = number(12);
        if (whole < 0) {
            return false;
        }
        timestamp = whole;
        if (skip('.')) {
            long micros = number(6);
            timestamp = (whole * 1_000_000 + micros) / 1e6;
            return micros >= 0;
        }
        return true;
    }

    /** A number of so many digits at most, negative if there is none or a longer one. */
    private long number(int digits) {
        int from = at;
        long value = 0;
        for (; isDigit(); at++) {
            value = value * 10 + bytes[at] - '0';
            if (at - from == digits) {
                return -1;
            }
        }
        return at == from ? -1 : value;
    }

    private boolean skip(char wanted) {
        if (!is(wanted)) {
            return false;
        }
        at++;
        return true;
    }

    private boolean skipSpaces() {
        int from = at;
        while (is(' ')) {
            at++;
        }
        return at > from;
    }

    private boolean is(char wanted) {
        return at < to && bytes[at] == wanted;
    }

    private boolean isDigit() {
        return at < to && bytes[at] >= '0' && bytes[at] <= '9';
    }
}
