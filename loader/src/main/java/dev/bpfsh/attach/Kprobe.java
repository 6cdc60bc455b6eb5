// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.Optional;

/**
 * A function of the kernel, at its entry ({@code SEC("kprobe/NAME")}), an offset in it ({@code SEC("kprobe/NAME+8")}), or
 * its return ({@code SEC("kretprobe/NAME")}).
 *
 * @param function its name
 * @param offset in bytes, which must be where an instruction begins
 * @param returns whether at its return
 * @param cookie since Linux v5.15; 0 for none
 */
public record Kprobe(String function, long offset, boolean returns, long cookie) implements Hook {
    /** The same at an offset in bytes. */
    public Kprobe offset(long offset) {
        return new Kprobe(function, offset, returns, cookie);
    }

    /** The same with a cookie. */
    public Kprobe cookie(long cookie) {
        return new Kprobe(function, offset, returns, cookie);
    }

    /** {@code bpf_program__attach_kprobe_opts}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new ProbeAttach(program).kprobe(function, offset, returns, cookie);
    }

    @Override
    public List<String> nearMatches() {
        return Candidates.nearFunctions(function);
    }

    @Override
    public Optional<String> lack() {
        return ProbeSupport.KPROBE.lack();
    }

    @Override
    public Optional<String> absence() {
        return Candidates.noFunction(function);
    }

    @Override
    public String toString() {
        return (returns ? "kretprobe/" : "kprobe/") + function + (offset == 0 ? "" : "+" + offset);
    }
}
