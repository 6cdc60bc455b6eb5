// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.Optional;

/** A function of the kernel that calls the program itself, through a trampoline of BPF, where a probe would trap. */
sealed interface Trampoline extends TargetedHook permits Fentry, Fexit, FmodRet {
    /** What {@code bpf_get_attach_cookie()} gives the program. */
    long cookie();

    /** {@code bpf_program__attach_trace_opts}. */
    @Override
    default LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new ProbeAttach(program).trace(cookie());
    }

    @Override
    default List<String> nearMatches() {
        return Candidates.nearFunctions(function());
    }

    @Override
    default Optional<String> absence() {
        return Candidates.noFunction(function());
    }
}
