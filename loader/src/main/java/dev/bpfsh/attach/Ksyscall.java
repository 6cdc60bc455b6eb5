// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.Tracefs;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.Optional;

/**
 * A system call, by its name on every architecture, {@code SEC("ksyscall/NAME")} or {@code SEC("kretsyscall/NAME")}:
 * a kprobe whose arguments {@code BPF_KSYSCALL} reads.
 *
 * @param name such as {@code unlinkat}
 * @param returns whether at its return
 * @param cookie since Linux v5.15; 0 for none
 */
public record Ksyscall(String name, boolean returns, long cookie) implements Hook {
    private static final String ENTER = "syscalls/sys_enter_";

    /** The same with a cookie. */
    public Ksyscall cookie(long cookie) {
        return new Ksyscall(name, returns, cookie);
    }

    /** {@code bpf_program__attach_ksyscall}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new ProbeAttach(program).ksyscall(name, returns, cookie);
    }

    @Override
    public List<String> nearMatches() {
        return Candidates.near(name, names());
    }

    private static List<String> names() {
        return Tracefs.tracepoints().stream()
                .filter(tracepoint -> tracepoint.startsWith(ENTER))
                .map(tracepoint -> tracepoint.substring(ENTER.length()))
                .toList();
    }

    @Override
    public Optional<String> lack() {
        return ProbeSupport.KPROBE.lack();
    }

    @Override
    public Optional<String> absence() {
        return names().contains(name) ? Optional.empty() : Optional.of("there is no system call " + name);
    }

    @Override
    public String toString() {
        return (returns ? "kretsyscall/" : "ksyscall/") + name;
    }
}
