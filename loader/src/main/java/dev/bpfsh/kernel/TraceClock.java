// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** The clock of a trace buffer: which it is, and so what its zero is, is the administrator's choice. */
final class TraceClock {
    // A clock that counts seconds is shown with a fraction; others count events or cycles.
    private static final Pattern NOW = Pattern.compile("(?m)^now ts: +(\\d+\\.\\d+)$");
    // The clocks of two CPUs differ a little, and a process's beginning is known to 10 ms.
    private static final double SLACK = 0.5;

    private TraceClock() {}

    /**
     * When this process began, in the seconds of the buffer's clock; before everything where that cannot be told.
     * Source: the line {@code now ts} of {@code per_cpu/cpu0/stats} in tracefs.
     */
    static double startOfProcess(Path tracefs) {
        try {
            var now = NOW.matcher(Files.readString(tracefs.resolve("per_cpu/cpu0/stats")));
            var start = ProcessHandle.current().info().startInstant();
            if (now.find() && start.isPresent()) {
                double age = Duration.between(start.get(), Instant.now()).toMillis() / 1000.0;
                return Double.parseDouble(now.group(1)) - Math.max(0, age) - SLACK;
            }
        } catch (IOException e) {
            return Double.NEGATIVE_INFINITY;
        }
        return Double.NEGATIVE_INFINITY;
    }
}
