// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What {@code /proc/PID/status} says of a process (proc_pid_status(5)).
 *
 * @param innermostPid its number in its own pid namespace
 * @param uid the user whose rights it has
 * @param caughtSignals a bit for each signal that it has a handler for, the lowest for signal 1
 */
record ProcessStatus(int innermostPid, int uid, long caughtSignals) {
    private static final Pattern PIDS = Pattern.compile("^NSpid:.*?(\\d+)\\s*$", Pattern.MULTILINE);
    private static final Pattern UID = Pattern.compile("^Uid:\\s*\\d+\\s+(\\d+)", Pattern.MULTILINE);
    private static final Pattern CAUGHT = Pattern.compile("^SigCgt:\\s*([0-9a-f]+)", Pattern.MULTILINE);

    /** @throws IOException if there is no such process */
    static ProcessStatus of(int pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Integer.toString(pid), "status")), pid);
    }

    static ProcessStatus parse(String status, int pid) {
        return new ProcessStatus(
                Integer.parseInt(first(PIDS, status, Integer.toString(pid))),
                Integer.parseUnsignedInt(first(UID, status, "0")),
                Long.parseUnsignedLong(first(CAUGHT, status, "0"), 16));
    }

    private static String first(Pattern pattern, String status, String otherwise) {
        var matcher = pattern.matcher(status);
        return matcher.find() ? matcher.group(1) : otherwise;
    }

    boolean catches(int signal) {
        return (caughtSignals >>> signal - 1 & 1) != 0;
    }
}
