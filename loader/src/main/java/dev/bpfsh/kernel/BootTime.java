// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Times that the kernel counts from its start, on the clock of the wall; right to some hundredths of a second. */
final class BootTime {
    private static final Instant START = start();

    private BootTime() {}

    /** When it was, so many nanoseconds after the machine's start; the same each time it is asked. */
    static Instant instant(long nanos) {
        return START.plusNanos(nanos);
    }

    // Where nobody says, the epoch is plainly wrong.
    private static Instant start() {
        try {
            var seconds = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
            return Instant.now().minusMillis((long) (Double.parseDouble(seconds) * 1000));
        } catch (IOException unreadable) {
            return Instant.EPOCH;
        }
    }
}
