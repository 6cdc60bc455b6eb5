// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;

/**
 * One event of trace_pipe, as {@code trace_print_context()} in the kernel's {@code kernel/trace/trace_output.c} prints
 * it:
 *
 * <pre>
 *             bash-4242    [001] ...1.  1588.782660: bpf_trace_printk: BPF triggered from PID 4242.
 * </pre>
 *
 * <p>Task and message are the bytes of whoever runs on this machine and may hold anything: show {@link #toString()}, or
 * pass them through {@link Printable#of}. A message with a line break can even imitate a further event: the kernel's
 * text has no way to tell.
 *
 * @param task the thread's name (its {@code comm}), {@code <...>} where the kernel no longer knows it
 * @param tid the thread's id; -1 where the kernel printed no header (trace option {@code nocontext-info})
 * @param cpu the CPU it ran on
 * @param flags interrupts and preemption at that moment, such as {@code ...1.}
 * @param timestamp seconds since boot by the default trace clock
 * @param function what printed, {@code bpf_trace_printk} for a BPF program; empty where the kernel names none
 * @param message what was printed
 */
public record TraceLine(
        String task, int tid, int cpu, String flags, double timestamp, String function, String message) {

    /**
     * Reads a line of trace_pipe.
     *
     * @param line without its line break; further lines are further lines of the message
     * @return empty where the line has no header
     */
    public static Optional<TraceLine> parse(String line) {
        var bytes = line.getBytes(UTF_8);
        return parse(bytes, 0, bytes.length);
    }

    /** Reads the event that these bytes are; by bytes, because the column of the name is counted in bytes. */
    static Optional<TraceLine> parse(byte[] bytes, int from, int to) {
        return TraceHeader.read(bytes, from, to).map(header -> {
            int colon = endOfFunction(bytes, header.end(), to);
            int message = colon < 0 ? header.end() : Math.min(colon + 2, to);
            return new TraceLine(
                    withoutPadding(new String(bytes, from, TraceHeader.TASK_COLUMN, UTF_8)),
                    header.tid(),
                    header.cpu(),
                    header.flags(),
                    header.timestamp(),
                    colon < 0 ? "" : new String(bytes, header.end(), colon - header.end(), UTF_8),
                    new String(bytes, message, to - message, UTF_8));
        });
    }

    /** Where {@code function: } has its colon, negative where the kernel names no function. */
    private static int endOfFunction(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] > ' ' && bytes[at] != ':') {
            at++;
        }
        boolean named = at > from && at < to && bytes[at] == ':' && (at + 1 == to || bytes[at + 1] == ' ');
        return named ? at : -1;
    }

    /** Text that the kernel printed without a header. */
    static TraceLine withoutHeader(String text) {
        return new TraceLine("", -1, 0, "", 0, "", text);
    }

    private static String withoutPadding(String task) {
        int at = 0;
        while (at < task.length() && task.charAt(at) == ' ') {
            at++;
        }
        return task.substring(at);
    }

    /** The line as the kernel prints it, safe for a terminal: see {@link Printable#of}. */
    @Override
    public String toString() {
        var text = Printable.of(function.isEmpty() ? message : function + ": " + message);
        return tid < 0
                ? text
                : String.format(
                        Locale.ROOT,
                        "%16s-%-7d [%03d] %s %12.6f: %s",
                        Printable.of(task),
                        tid,
                        cpu,
                        Printable.of(flags),
                        timestamp,
                        text);
    }
}
