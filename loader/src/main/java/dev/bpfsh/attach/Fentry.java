// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.Optional;

/**
 * The entry of a function of the kernel, with its arguments by type, {@code SEC("fentry/NAME")}. Since Linux v5.5.
 *
 * @param function its name
 * @param cookie since Linux v5.18; 0 for none
 */
public record Fentry(String function, long cookie) implements TargetedHook {
    /** The same with a cookie. */
    public Fentry cookie(long cookie) {
        return new Fentry(function, cookie);
    }

    /** {@code bpf_program__attach_trace_opts}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new ProbeAttach(program).trace(cookie);
    }

    @Override
    public List<String> nearMatches() {
        return Candidates.nearFunctions(function);
    }

    @Override
    public Optional<String> absence() {
        return Candidates.noFunction(function);
    }

    @Override
    public String toString() {
        return "fentry/" + function;
    }
}
