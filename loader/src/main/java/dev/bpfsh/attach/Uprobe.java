// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;

/**
 * A function of a program or library, in all processes or in one: {@code SEC("uprobe/BINARY:FUNCTION+OFFSET")}, at its
 * return {@code SEC("uretprobe/...")}, with a program that may sleep {@code SEC("uprobe.s/...")}.
 *
 * @param binary a path, or a name such as {@code libc.so.6} or {@code bash} that is found as the system finds it
 * @param function its name in the symbols; empty where the offset is one in the file
 * @param offset bytes behind the function's beginning, or from that of the file
 * @param pid the process; {@link ProbeAttach#ANY_PROCESS} for all, those that start later included
 * @param returns whether at its return
 * @param cookie since Linux v5.15; 0 for none
 */
public record Uprobe(String binary, String function, long offset, int pid, boolean returns, long cookie)
        implements Hook {
    /** The same in one process only. */
    public Uprobe pid(long pid) {
        return new Uprobe(binary, function, offset, Candidates.pid(pid), returns, cookie);
    }

    /** The same at an offset in bytes. */
    public Uprobe offset(long offset) {
        return new Uprobe(binary, function, offset, pid, returns, cookie);
    }

    /** The same with a cookie. */
    public Uprobe cookie(long cookie) {
        return new Uprobe(binary, function, offset, pid, returns, cookie);
    }

    /** {@code bpf_program__attach_uprobe_opts}, at the place in the file that the symbols say. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        var file = new Binary(binary);
        long place = offset + (function.isEmpty() ? 0 : file.offset(function));
        return new ProbeAttach(program).uprobe(file.path(), place, 0, pid, returns, cookie);
    }

    // Where CAP_PERFMON is not enough for perf_event_open(2), as on Linux 6.18, CAP_SYS_ADMIN is.
    @Override
    public List<String> capabilities() {
        return List.of("CAP_BPF", "CAP_PERFMON", "CAP_SYS_ADMIN");
    }

    @Override
    public List<String> nearMatches() {
        var file = new Binary(binary);
        // Where the function is there, it is something else that is missing, such as the process.
        if (function.isEmpty()) {
            return file.near();
        }
        return file.absence(function).isEmpty() ? List.of() : file.nearFunctions(function);
    }

    @Override
    public Optional<String> lack() {
        return ProbeSupport.UPROBE.lack();
    }

    @Override
    public Optional<String> absence() {
        var file = new Binary(binary);
        return (function.isEmpty() ? file.absence() : file.absence(function)).or(() -> Candidates.noProcess(pid));
    }

    @Override
    public Topic topic() {
        return Topic.USER_SPACE;
    }

    @Override
    public String toString() {
        var place = function.isEmpty() ? "0x" + Long.toHexString(offset) : function + (offset == 0 ? "" : "+" + offset);
        return (returns ? "uretprobe/" : "uprobe/") + binary + ":" + place
                + (pid == ProbeAttach.ANY_PROCESS ? "" : " of process " + pid);
    }
}
