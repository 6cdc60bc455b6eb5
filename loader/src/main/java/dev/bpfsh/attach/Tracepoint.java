// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.kernel.TracepointField;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;

/**
 * A static tracepoint of the kernel, {@code SEC("tp/CATEGORY/NAME")}; the folder {@code events} of tracefs lists them.
 *
 * @param category such as {@code syscalls}
 * @param name such as {@code sys_enter_write}
 * @param cookie for {@code bpf_get_attach_cookie()}, since Linux v5.15; 0 for none
 */
public record Tracepoint(String category, String name, long cookie) implements Hook {
    /** Without a cookie. */
    public Tracepoint(String category, String name) {
        this(category, name, 0);
    }

    /** The same with a cookie. */
    public Tracepoint cookie(long cookie) {
        return new Tracepoint(category, name, cookie);
    }

    /**
     * What it hands to programs: the members behind their argument, a {@code struct trace_event_raw_...} of
     * {@code vmlinux.h}.
     *
     * <pre>{@code tracepoint("sched", "sched_process_exec").fields()}</pre>
     *
     * @throws BpfException if the kernel has no such tracepoint, with names that are near; or tracefs is not to be had
     */
    public List<TracepointField> fields() {
        absence().ifPresent(absence -> {
            var near = nearMatches();
            throw new BpfException(
                            "read",
                            toString(),
                            absence,
                            Errno.ENOENT,
                            List.of(),
                            near.isEmpty() ? null : "did you mean " + String.join(", ", near) + "?")
                    .about(Topic.TRACEPOINTS);
        });
        return Tracefs.fields(category + "/" + name);
    }

    /** {@code bpf_program__attach_tracepoint_opts}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        // libbpf looks the tracepoint's number up in tracefs, and answers ENOENT as well where that is not mounted.
        // Whether it may be read there we can say better too.
        Tracefs.hasTracepoint(category + "/" + name);
        return new ProbeAttach(program).tracepoint(category, name, cookie);
    }

    @Override
    public List<String> nearMatches() {
        return Candidates.near(category + "/" + name, Tracefs.tracepoints());
    }

    @Override
    public Optional<String> absence() {
        return Tracefs.hasTracepoint(category + "/" + name)
                ? Optional.empty()
                : Optional.of("the kernel has no tracepoint " + category + "/" + name);
    }

    @Override
    public String toString() {
        return "tp/" + category + "/" + name;
    }
}
