// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;

/**
 * A global function of another loaded program that this one replaces, {@code SEC("freplace/NAME")}. Since Linux v5.6.
 *
 * @param function its name
 */
public record Freplace(String function) implements TargetedHook {
    /** {@code bpf_program__attach_freplace} at the very function that the load said. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new ProbeAttach(program).freplace();
    }

    @Override
    public String toString() {
        return "freplace/" + function;
    }
}
