// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import dev.bpfsh.kernel.Tracefs;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** What the kernel says of its trace, asked through tracefs. */
public final class Kernel {
    private static final Pattern EVENTS = Pattern.compile("(?m)^(?:entries|overrun|read events): (\\d+)$");
    /** Who came first has it first: some tests take it again and again. */
    private static final ReentrantLock TRACE_PIPE = new ReentrantLock(true);

    private static final ReentrantLock XDP_OF_LO = new ReentrantLock(true);

    private Kernel() {}

    /** What a test does. */
    public interface Work {
        void run() throws Exception;
    }

    /** Does it while nobody else has what its code needs and the whole machine has once: trace_pipe, lo's XDP program. */
    public static void alone(String code, Work work) throws Exception {
        boolean traces = code.contains("trace(");
        boolean filters = code.contains("xdp(\"lo\")");
        if (traces) {
            takeTracePipe();
        }
        try {
            if (filters) {
                take(XDP_OF_LO);
            }
            try {
                work.run();
            } finally {
                if (filters) {
                    XDP_OF_LO.unlock();
                }
            }
        } finally {
            if (traces) {
                giveTracePipeBack();
            }
        }
    }

    /**
     * Takes trace_pipe for a test, which gives it back in the same thread: the kernel lets one process read it at a
     * time, on the whole machine. Tests that do not read it go on in other threads meanwhile.
     */
    static void takeTracePipe() throws Exception {
        take(TRACE_PIPE);
        awaitTracePipe();
    }

    private static void take(ReentrantLock lock) throws InterruptedException {
        ForkJoinPool.managedBlock(new ForkJoinPool.ManagedBlocker() {
            @Override
            public boolean block() {
                lock.lock();
                return true;
            }

            @Override
            public boolean isReleasable() {
                return !lock.hasQueuedThreads() && lock.tryLock();
            }
        });
    }

    static void giveTracePipeBack() {
        TRACE_PIPE.unlock();
    }

    /** Waits until no other process reads trace_pipe. */
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
