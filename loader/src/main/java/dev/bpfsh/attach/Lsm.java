// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.kernel.KernelFunctions;
import dev.bpfsh.kernel.SecurityModules;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.ProbeAttach;
import dev.bpfsh.libbpf.ProgramHandle;
import java.util.List;
import java.util.Optional;

/**
 * A hook of the Linux Security Modules, whose program may refuse what is about to happen, {@code SEC("lsm/NAME")}. Since
 * Linux v5.7, where {@code bpf} is among {@code /sys/kernel/security/lsm}.
 *
 * @param function the hook's name, such as {@code file_open}
 */
public record Lsm(String function) implements TargetedHook {
    private static final String PREFIX = "bpf_lsm_";

    /** {@code bpf_program__attach_lsm}. */
    @Override
    public LinkHandle attach(ProgramHandle program) throws ErrnoException {
        return new ProbeAttach(program).lsm();
    }

    /** Where BPF is no security module in use, the kernel attaches the program all the same, and never asks it. */
    @Override
    public Optional<String> lack() {
        var inUse = SecurityModules.inUse();
        return inUse.isEmpty() || inUse.contains("bpf")
                ? Optional.empty()
                : Optional.of("bpf is not among this kernel's security modules, " + String.join(",", inUse)
                        + ": boot it with lsm=" + String.join(",", inUse) + ",bpf");
    }

    @Override
    public List<String> nearMatches() {
        var hooks = KernelFunctions.all().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .toList();
        return Candidates.near(function, hooks);
    }

    @Override
    public Optional<String> absence() {
        return Candidates.noFunction(PREFIX + function).map(none -> "there is no LSM hook " + function);
    }

    @Override
    public String toString() {
        return "lsm/" + function;
    }
}
