// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.CommandLine;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.PermissionDenied;
import dev.bpfsh.libbpf.Topic;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Processes by their ids, as {@code /proc} knows them: see {@code proc_pid_status(5)}. */
public final class Processes {
    private static final Pattern PROCESS = Pattern.compile("(?m)^Tgid:\\s*(\\d+)$");

    private Processes() {}

    /**
     * Makes sure that a number is a process's: a filter for one that is not there waits in vain.
     *
     * @return the number
     * @throws BpfException if there is no such process, or it is a thread's number; it names the thread's process
     */
    public static int require(long pid) {
        String status;
        try {
            status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
        } catch (IOException none) {
            throw refused(pid, "there is no such process", Errno.ESRCH, "pgrep -l NAME finds processes by name");
        }
        var process = PROCESS.matcher(status);
        if (process.find() && Long.parseLong(process.group(1)) != pid) {
            var id = process.group(1);
            throw refused(pid, "is a thread of process " + id, null, "use the process's id: " + id);
        }
        return (int) pid;
    }

    private static BpfException refused(long pid, String cause, Errno errno, String hint) {
        return new BpfException("find process", Long.toString(pid), cause, errno, List.of(), hint)
                .about(Topic.USER_SPACE);
    }

    /** Why a process could not be looked into, as {@code /proc} answered. */
    public static BpfException unseen(long pid, IOException answer) {
        var process = "process " + pid;
        if (answer instanceof AccessDeniedException) {
            var hint = CommandLine.asRoot();
            return new PermissionDenied("look into", process, "it is not this user's", null, List.of(), hint);
        }
        var hint = "it may have ended; pgrep -a NAME shows which there are";
        return new BpfException("look into", process, "there is no " + process, null, List.of(), hint)
                .about(Topic.USER_SPACE);
    }
}
