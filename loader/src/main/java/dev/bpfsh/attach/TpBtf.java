// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.AttachTypes;
import dev.bpfsh.kernel.KernelFunctions;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkCreate;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.Optional;

/**
 * A tracepoint whose arguments the program reads by the kernel's types, {@code SEC("tp_btf/NAME")}. Since Linux v5.5.
 *
 * @param function the tracepoint's name, without a category
 * @param cookie since Linux v6.10; 0 for none
 */
public record TpBtf(String function, long cookie) implements TargetedHook {
    /** The same with a cookie. */
    public TpBtf cookie(long cookie) {
        return new TpBtf(function, cookie);
    }

    /** {@code bpf_program__attach_trace_opts}; with a cookie {@code BPF_LINK_CREATE} with {@code BPF_TRACE_RAW_TP}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        if (cookie == 0) {
            return new ProbeAttach(program).trace(0);
        }
        // libbpf before 1.4 refuses the cookie itself, which the kernel takes: after target_btf_id and its padding.
        return new LinkCreate(0, AttachTypes.number("trace_raw_tp"), 0)
                .attach(program, 0, 0, (int) cookie, (int) (cookie >>> Integer.SIZE));
    }

    @Override
    public List<String> nearMatches() {
        return Candidates.near(function, KernelFunctions.rawTracepoints());
    }

    @Override
    public Optional<String> absence() {
        return new RawTracepoint(function, 0).absence();
    }

    @Override
    public String toString() {
        return "tp_btf/" + function;
    }
}
