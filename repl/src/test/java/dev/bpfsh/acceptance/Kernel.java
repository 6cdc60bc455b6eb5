// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import dev.bpfsh.kernel.Tracefs;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/** What the kernel says of its trace, asked through tracefs. */
final class Kernel {
    private static final Pattern EVENTS = Pattern.compile("(?m)^(?:entries|overrun|read events): (\\d+)$");

    private Kernel() {}

    /** Waits until nobody reads trace_pipe: the kernel lets one process at a time, on the whole machine. */
    static void awaitTracePipe() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(180).toNanos();
        while (tracePipeIsRead() && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
    }

    private static boolean tracePipeIsRead() throws IOException, InterruptedException {
        var look = new ProcessBuilder("sh", "-c", "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -q '/trace_pipe$'");
        return look.start().waitFor() == 0;
    }

    /** How many events the trace buffers of all CPUs have taken until now, read or not. */
    static long tracedEvents() throws IOException {
        long events = 0;
        try (var cpus = Files.list(Tracefs.find().resolve("per_cpu"))) {
            for (var cpu : cpus.toList()) {
                var matcher = EVENTS.matcher(Files.readString(cpu.resolve("stats")));
                while (matcher.find()) {
                    events += Long.parseLong(matcher.group(1));
                }
            }
        }
        return events;
    }
}
