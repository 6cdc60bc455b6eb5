// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Tracefs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Pattern;

/** What the kernel itself says, asked through bpftool and tracefs. */
final class Kernel {
    private static final Pattern EVENTS = Pattern.compile("(?m)^(?:entries|overrun|read events): (\\d+)$");

    private Kernel() {}

    /** Fails if something of {@code minimal} is still in the kernel; it frees objects a moment after their last user. */
    static void assertNothingOfMinimalRemains() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (remains() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(bpftool("prog")).doesNotContain("handle_tp");
        assertThat(bpftool("map")).doesNotContain("minimal.");
    }

    /** Waits until nobody reads trace_pipe: the kernel lets one process at a time, on the whole machine. */
    static void awaitTracePipe() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (tracePipeIsRead() && System.nanoTime() < deadline) {
            Thread.sleep(200);
        }
    }

    private static boolean tracePipeIsRead() throws IOException, InterruptedException {
        var look = new ProcessBuilder("sh", "-c", "ls -l /proc/[0-9]*/fd 2>/dev/null | grep -q '/trace_pipe$'");
        return look.start().waitFor() == 0;
    }

    /** Whether minimal's program is loaded, by whichever process. */
    static boolean remains() throws Exception {
        return bpftool("prog").contains("handle_tp") || bpftool("map").contains("minimal.");
    }

    static String bpftool(String what) throws IOException, InterruptedException {
        var path = System.getenv("PATH") + ":/usr/sbin:/sbin";
        var builder = new ProcessBuilder("sh", "-c", "bpftool " + what + " list").redirectErrorStream(true);
        builder.environment().put("PATH", path);
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
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
