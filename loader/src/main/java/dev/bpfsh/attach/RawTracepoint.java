// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.KernelFunctions;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.Optional;

/**
 * A tracepoint whose program gets the kernel's own arguments, {@code SEC("raw_tp/NAME")}. Since Linux v4.17; writable
 * ones, {@code SEC("raw_tp.w/NAME")}, since v5.2.
 *
 * @param name without a category, such as {@code sched_switch}
 * @param cookie since Linux v6.10 and libbpf 1.4; 0 for none
 */
public record RawTracepoint(String name, long cookie) implements Hook {
    /** The same with a cookie. */
    public RawTracepoint cookie(long cookie) {
        return new RawTracepoint(name, cookie);
    }

    /** {@code bpf_program__attach_raw_tracepoint}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new ProbeAttach(program).rawTracepoint(name, cookie);
    }

    @Override
    public List<String> nearMatches() {
        return Candidates.near(name, KernelFunctions.rawTracepoints());
    }

    @Override
    public Optional<String> absence() {
        var known = KernelFunctions.rawTracepoints();
        return known.isEmpty() || known.contains(name)
                ? Optional.empty()
                : Optional.of("the kernel has no tracepoint " + name);
    }

    @Override
    public String toString() {
        return "raw_tp/" + name;
    }
}
