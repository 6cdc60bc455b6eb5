// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.Optional;

/**
 * A function of the kernel whose result the program may decide, {@code SEC("fmod_ret/NAME")}: those that allow error
 * injection, and the hooks of security. Since Linux v5.7.
 *
 * @param function its name
 * @param cookie since Linux v5.18; 0 for none
 */
public record FmodRet(String function, long cookie) implements TargetedHook {
    /** The same with a cookie. */
    public FmodRet cookie(long cookie) {
        return new FmodRet(function, cookie);
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
        return "fmod_ret/" + function;
    }
}
