// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The clock of a trace buffer: which it is, and so what its zero is, is the administrator's choice. */
final class TraceClock {
    // A clock that counts seconds is shown with a fraction; others count events or cycles.
    private static final Pattern NOW = Pattern.compile("(?m)^now ts: +(\\d+\\.\\d+)$");
    // Of starttime in proc(5): USER_HZ is 100 wherever BPF is.
    private static final double TICKS_A_SECOND = 100;
    private static final int START_TIME = 19;
    // A process's beginning is known to a tick. No JVM attaches a program so soon, but one that ended just before may
    // have printed its last.
    private static final double TICKS_UNSURE = 2;

    private TraceClock() {}

    /**
     * When this process began, in the seconds of the buffer's clock; before everything where that cannot be told.
     * Source: the line {@code now ts} of {@code per_cpu/cpu0/stats} in tracefs, and proc(5).
     */
    static double startOfProcess(Path tracefs) {
        try {
            var now = NOW.matcher(Files.readString(tracefs.resolve("per_cpu/cpu0/stats")));
            return now.find()
                    ? Double.parseDouble(now.group(1)) - age() + TICKS_UNSURE / TICKS_A_SECOND
                    : Double.NEGATIVE_INFINITY;
        } catch (IOException e) {
            return Double.NEGATIVE_INFINITY;
        }
    }

    private static double age() throws IOException {
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
        // The second field, the name, may hold blanks and brackets; the rest are numbers.
        var stat = Files.readString(Path.of("/proc/self/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return uptime - Long.parseLong(fields[START_TIME]) / TICKS_A_SECOND;
    }
}
