// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;

/** Run as a process of its own by {@link TracefsTest}, where tracefs is not mounted or rights are missing. */
public final class TracefsProcess {
    private TracefsProcess() {}

    /** Prints what {@code find}, {@code tracepoints}, {@code hasTracepoint} or {@code open} answers. */
    public static void main(String[] arguments) {
        try {
            switch (arguments[0]) {
                case "find" -> System.out.println(Tracefs.find());
                case "tracepoints" -> System.out.println(Tracefs.tracepoints().size());
                case "hasTracepoint" -> System.out.println(Tracefs.hasTracepoint("sched/sched_switch"));
                case "open" -> TracePipe.open().close();
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        } catch (BpfException refused) {
            System.out.println(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }
}
